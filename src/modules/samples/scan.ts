import sharp from 'sharp';
import { type Random, seeded } from './random.ts';
import { type Pixels, type Placement, rasterise } from './raster.ts';

/** How one page came out of the scanner (扫描状况). `skewDegrees` is clockwise, −2…2, besides the half turn of `isUpsideDown`. */
export type Scan = {
  skewDegrees: number;
  isUpsideDown: boolean;
  hasBlackBorder: boolean;
  yellowing: number;
  noise: number;
  blurSigma: number;
  shiftX: number;
  shiftY: number;
  seed: string;
};

/** Chooses how a page is scanned; `age` is 0 for new paper, 1 for paper of fifty years. */
export function scanOf(random: Random, age: number, isUpsideDown: boolean): Scan {
  return {
    skewDegrees: Math.round((random.next() * 4 - 2) * 100) / 100,
    isUpsideDown,
    hasBlackBorder: random.chance(0.3),
    yellowing: Math.min(1, age * 0.8 + random.next() * 0.2),
    noise: 3 + random.next() * 3,
    blurSigma: 0.6 + random.next() * 0.5,
    shiftX: random.next() * 8 - 4,
    shiftY: random.next() * 8 - 4,
    seed: String(random.int(1e9)),
  };
}

/**
 * Scans a drawn sheet: turned, on toned paper, with grain and blur, as a JPEG of quality 85 with its density.
 *
 * Paper tone and grain go over the pixels here, because the noise source of the image library cannot be seeded.
 */
export async function scanned(svg: string, dpi: number, scan: Scan): Promise<Buffer> {
  const around = scan.hasBlackBorder ? '#16140f' : '#f1efe9';
  const pixels = await rasterise(svg, dpi, placementOf(scan, around));
  addGrain(pixels, scan);
  return encode(pixels, dpi, scan.blurSigma * (dpi / 300));
}

/** The same sheet as the processed image (优化图像): upright, straight, white, without border or grain. */
export async function cleaned(svg: string, dpi: number): Promise<Buffer> {
  const pixels = await rasterise(svg, dpi, { degrees: 0, shiftX: 0, shiftY: 0, scale: 1, around: '#fcfbf8', paper: '#fcfbf8' });
  return encode(pixels, dpi, 0);
}

function placementOf(scan: Scan, around: string): Placement {
  // A page with a border was laid on a larger glass, so all of it is seen.
  const scale = scan.hasBlackBorder ? 0.965 : 1;
  return {
    degrees: scan.skewDegrees + (scan.isUpsideDown ? 180 : 0),
    shiftX: scan.shiftX,
    shiftY: scan.shiftY,
    scale,
    around,
    paper: paperTone(scan.yellowing),
  };
}

/** From office white to the brown of acid paper. */
function paperTone(yellowing: number): string {
  const mix = (white: number, brown: number) => Math.round(white + (brown - white) * yellowing);
  return `rgb(${mix(250, 232)},${mix(249, 217)},${mix(244, 178)})`;
}

async function encode({ data, widthPx, heightPx }: Pixels, dpi: number, sigma: number): Promise<Buffer> {
  const image = sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } });
  const softened = sigma >= 0.3 ? image.blur(sigma) : image;
  return softened.jpeg({ quality: 85 }).withMetadata({ density: dpi }).toBuffer();
}

/** Adds gaussian grain and the darker edges of old paper. The grain table is walked from a new place in each row, so no pattern shows. */
function addGrain({ data, widthPx, heightPx }: Pixels, scan: Scan): void {
  const random = seeded('grain', scan.seed);
  const grain = grainTable(random, scan.noise);
  const shade = Float32Array.from({ length: widthPx }, (_, x) => edge(x / widthPx, scan.yellowing));
  for (let y = 0, at = 0; y < heightPx; y++) {
    const down = edge(y / heightPx, scan.yellowing);
    let step = random.int(grain.length);
    for (let x = 0; x < widthPx; x++, at += 3) {
      const tone = (shade[x] ?? 1) * down;
      const speck = grain[step++ & (grainLength - 1)] ?? 0;
      data[at] = clamp((data[at] ?? 0) * tone + speck);
      data[at + 1] = clamp((data[at + 1] ?? 0) * tone + speck);
      data[at + 2] = clamp((data[at + 2] ?? 0) * tone + speck);
    }
  }
}

const grainLength = 65_536;

/** Sum of four uniform draws: close to gaussian, with standard deviation `sigma` in levels of 255. */
function grainTable(random: Random, sigma: number): Float32Array {
  return Float32Array.from(
    { length: grainLength },
    () => (random.next() + random.next() + random.next() + random.next() - 2) * sigma * Math.sqrt(3),
  );
}

function edge(part: number, yellowing: number): number {
  const near = Math.abs(part - 0.5) * 2;
  return 1 - 0.12 * yellowing * near ** 6;
}

function clamp(level: number): number {
  return Math.max(0, Math.min(255, level));
}
