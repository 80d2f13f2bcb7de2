import sharp from 'sharp';
import { openPixels, type Pixels } from './decode.ts';
import { fontFile, fontName } from './font.ts';
import { maxPixelCount } from './refusal.ts';

/** Where a part lies in the page that it was cut from, and how wide that is at its resolution. */
export type PartOfPage = { leftPx: number; topPx: number; pageWidthPx: number };

/**
 * Burns who looks, when and under which grant into a view (水印): the lines repeat aslant over the whole page, half transparent.
 *
 * `viewBytes` is an image made by `processPage`; the answer is a new JPEG of the same size, without metadata. The text is drawn once for each set of
 * lines and kept (the last 64); its characters are those of the font that comes with Lantai, the system's fonts are not needed. Throws on lines
 * without text, because an unmarked view must not leave, and on bytes that cannot be decoded. 60–90 ms for 1600 px, of which a new
 * text takes 20. With `part` the bytes are one tile of a page, and the pattern runs on from tile to tile.
 */
export async function burnWatermark(viewBytes: Uint8Array, lines: readonly string[], part?: PartOfPage): Promise<Buffer> {
  const text = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (text.length === 0) throw new Error('a watermark needs text');
  const { data, info } = await sharp(viewBytes, { failOn: 'error', limitInputPixels: maxPixelCount })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error('a view has three channels');
  const pixels = { rgb: data, widthPx: info.width, heightPx: info.height };
  const { leftPx, topPx, pageWidthPx } = part ?? { leftPx: 0, topPx: 0, pageWidthPx: info.width };
  blend(pixels, await tileFor(text, textHeightOf(pageWidthPx)), leftPx, topPx);
  return openPixels(pixels).jpeg({ quality: 80 }).toBuffer();
}

/** How strongly each pixel of the repeating pattern is inked, 0–255. */
type Tile = { opacity: Uint8Array; widthPx: number; heightPx: number };

/** Middle grey: it shows on white paper, on black photographs and over red seals. */
const inkLevel = 112;
/** Dark enough to survive a photograph of the screen, light enough to read 10-point print through. */
const inkOpacity = 0.3;
const slantDegrees = -24;
const maxTileCount = 64;
const tiles = new Map<string, Promise<Tile>>();

/** Height of a line in pixels: 3.6 mm on A4, whatever the size of the view; steps of 4, so that like views share a tile; small enough that a part of 512 px has words on it. */
function textHeightOf(viewWidthPx: number): number {
  return Math.min(Math.max(12, Math.round(viewWidthPx / 58 / 4) * 4), 44);
}

/** The kept tile, or a new one; the one that was not asked for longest goes. */
function tileFor(lines: readonly string[], textHeightPx: number): Promise<Tile> {
  const key = `${textHeightPx}\n${lines.join('\n')}`;
  const tile = tiles.get(key) ?? drawTile(lines, textHeightPx);
  tiles.delete(key);
  tiles.set(key, tile);
  const [oldest] = tiles.keys();
  if (tiles.size > maxTileCount && oldest !== undefined) tiles.delete(oldest);
  // A failure is not kept.
  tile.catch(() => tiles.delete(key));
  return tile;
}

/** Two copies of the slanted text, the second moved by half a tile, so that no straight lane stays free. */
async function drawTile(lines: readonly string[], textHeightPx: number): Promise<Tile> {
  const markup = lines.map(escapeMarkup).join('\n');
  const text = sharp({
    text: {
      text: `<span foreground="black">${markup}</span>`,
      font: `${fontName} ${textHeightPx}px`,
      fontfile: fontFile,
      dpi: 72,
      rgba: true,
    },
  });
  const slanted = await sharp(await text.png().toBuffer())
    .rotate(slantDegrees, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = slanted.info;
  const gap = textHeightPx * 2;
  const tile = { opacity: new Uint8Array((width + gap) * (height + gap) * 2), widthPx: width + gap, heightPx: (height + gap) * 2 };
  for (const [x0, y0] of [
    [0, 0],
    [tile.widthPx >> 1, tile.heightPx >> 1],
  ] as const) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        tile.opacity[(y0 + y) * tile.widthPx + ((x0 + x) % tile.widthPx)] = Math.round((slanted.data[y * width + x] ?? 0) * inkOpacity);
      }
    }
  }
  return tile;
}

/** In place, on plain bytes: 15 ms for a view, where compositing in libvips takes 70. */
function blend({ rgb, widthPx, heightPx }: Pixels, tile: Tile, leftPx: number, topPx: number): void {
  for (let y = 0; y < heightPx; y++) {
    const tileRow = ((topPx + y) % tile.heightPx) * tile.widthPx;
    for (let x = 0, k = y * widthPx * 3; x < widthPx; x++, k += 3) {
      const opacity = tile.opacity[tileRow + ((leftPx + x) % tile.widthPx)] ?? 0;
      if (opacity === 0) continue;
      for (let channel = k; channel < k + 3; channel++) {
        const level = rgb[channel] ?? 0;
        rgb[channel] = level + (((inkLevel - level) * opacity) >> 8);
      }
    }
  }
}

function escapeMarkup(line: string): string {
  return line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
