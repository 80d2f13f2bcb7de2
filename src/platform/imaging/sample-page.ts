import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { fontFile, fontName } from './font.ts';

/**
 * How a page for tests and benchmarks is drawn: A4 at 300 dpi or, in a third of the time, 150; the same options give the same page. Every word on it is invented.
 *
 * `skewDegrees` turns the sheet clockwise. `bed` shows round it: `paper` fills the corners with paper, `black` is a scanner bed, `bedPx` wide at
 * each side. `stripPx` lays straight black strips over the left and top edges afterwards, as feeders do. `speckCount` is dust of 3–7 px.
 * `noise` is the standard deviation of scanner noise in grey levels.
 */
export type SampleOptions = {
  seed: number;
  kind: 'text' | 'table' | 'vertical' | 'blank' | 'signature' | 'portrait';
  dpi?: 150 | 300;
  skewDegrees?: number;
  bed?: 'paper' | 'black';
  bedPx?: number;
  stripPx?: number;
  speckCount?: number;
  hasSeal?: boolean;
  noise?: number;
};

/** A sheet at 300 dpi, before bed and skew. */
const samplePx = { width: 2480, height: 3508 } as const;
const samplePaper = { r: 238, g: 233, b: 220 } as const;

/** Draws a sample page as a JPEG of quality 92, as a scanner would deliver it. */
export async function drawSample(options: SampleOptions): Promise<Buffer> {
  return (await drawSamplePixels(options))
    .jpeg({ quality: 92, optimizeCoding: false })
    .withDensity(options.dpi ?? 300)
    .toBuffer();
}

/** The same page as an image that can still be written in any format. */
export async function drawSamplePixels(options: SampleOptions): Promise<Sharp> {
  const random = randomOf(options.seed);
  const sheet = await drawSheet(options, random);
  const turned = await turn(sheet, options);
  const { width, height } = turned.info;
  const strip = options.stripPx ?? 0;
  for (let y = 0; y < height && strip > 0; y++) turned.data.fill(12, y * width * 3, (y * width + (y < strip ? width : strip)) * 3);
  if (options.noise) addNoise(turned.data, options.noise, random);
  return open(turned);
}

type Drawn = { data: Buffer; info: { width: number; height: number; channels: number } };

async function drawSheet(options: SampleOptions, random: () => number): Promise<Drawn> {
  const { width, height } = samplePx;
  const shapes = [...drawings[options.kind](random), options.hasSeal ? seal(1650, 2650) : '', specks(options.speckCount ?? 0, random)];
  const layers: OverlayOptions[] = [{ input: svg(width, height, shapes.join('')) }];
  if (options.kind === 'text') layers.push(await column(random, { left: 260, top: 330, width: 1960, lines: 24, points: 12 }));
  if (options.kind === 'table') layers.push(await column(random, { left: 260, top: 350, width: 1900, lines: 9, points: 11 }));
  if (options.kind === 'vertical') layers.push(...(await verticalColumns(random)));
  const sheet = await sharp({ create: { width, height, channels: 3, background: samplePaper } })
    .composite(layers)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return options.dpi === 150
    ? open(sheet)
        .resize(width / 2)
        .raw()
        .toBuffer({ resolveWithObject: true })
    : sheet;
}

async function turn(sheet: Drawn, options: SampleOptions): Promise<Drawn> {
  const background = options.bed === 'black' ? { r: 14, g: 13, b: 16 } : samplePaper;
  const bed = options.bedPx ?? 0;
  const turned = await open(sheet)
    .rotate(options.skewDegrees ?? 0, { background })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (bed === 0) return turned;
  return open(turned).extend({ left: bed, right: bed, top: bed, bottom: bed, background }).raw().toBuffer({ resolveWithObject: true });
}

function open({ data, info }: Drawn): Sharp {
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
}

const drawings: Record<SampleOptions['kind'], (random: () => number) => string[]> = {
  text: () => [],
  vertical: () => [],
  blank: () => [],
  table: (random) => [grid(random)],
  signature: (random) => [scribble(1500, 2500, random)],
  portrait: (random) => Array.from({ length: 60 }, () => blob(random)),
};

const words =
  '兰台甲乙丙丁单位部门岗位学习工作经历鉴定考核意见同意审查登记材料目录年月日第一二三四五六七八九十页起止证明人职务级别批准机关';

async function column(
  random: () => number,
  box: { left: number; top: number; width: number; lines: number; points: number },
): Promise<OverlayOptions> {
  const perLine = Math.floor(box.width / ((box.points * 300) / 72));
  const lines = Array.from({ length: box.lines }, () => sentence(random, Math.floor(perLine * (0.5 + 0.5 * random()))));
  return { input: await write(lines.join('\n'), box.points, 40), left: box.left, top: box.top };
}

async function verticalColumns(random: () => number): Promise<OverlayOptions[]> {
  const columns: OverlayOptions[] = [];
  for (let left = 320; left < 2100; left += 130) {
    const text = [...sentence(random, 20 + Math.floor(random() * 26))].join('\n');
    columns.push({ input: await write(text, 12, 0), left, top: 330 });
  }
  return columns;
}

function write(text: string, points: number, spacing: number): Promise<Buffer> {
  const input = {
    text: `<span foreground="#20201e">${text}</span>`,
    font: `${fontName} ${points}`,
    fontfile: fontFile,
    dpi: 300,
    spacing,
    rgba: true,
  };
  return sharp({ text: input }).png({ compressionLevel: 1 }).toBuffer();
}

function sentence(random: () => number, length: number): string {
  return Array.from({ length: Math.max(1, length) }, () => words[Math.floor(random() * words.length)]).join('');
}

function grid(random: () => number): string {
  const rows = Array.from({ length: 14 }, (_, i) => 1350 + i * 130);
  const columns = [250, 600 + Math.floor(random() * 100), 1300, 1700, 2230];
  const lines = [...rows.map((y) => `M250 ${y}H2230`), ...columns.map((x) => `M${x} 1350V${1350 + 13 * 130}`)];
  return `<path d="${lines.join('')}" stroke="#252525" stroke-width="4" fill="none"/>${rows.map((y) => scribble(330, y + 70, random)).join('')}`;
}

/** A few joined pen strokes in blue-black ink, 60–90 px high. */
function scribble(x: number, y: number, random: () => number): string {
  const steps = Array.from({ length: 14 }, () => `t${(10 + random() * 22).toFixed(0)} ${((random() - 0.5) * 70).toFixed(0)}`).join('');
  return `<path d="M${x} ${y}q10 -40 20 10${steps}" stroke="#23305e" stroke-width="5" fill="none" stroke-linecap="round"/>`;
}

function blob(random: () => number): string {
  const grey = Math.floor(40 + random() * 150);
  return `<circle cx="${600 + random() * 1200}" cy="${900 + random() * 1600}" r="${60 + random() * 200}" fill="rgb(${grey},${grey},${grey})"/>`;
}

/** A round red seal of 42 mm with its star, and a pale worn place. */
function seal(x: number, y: number): string {
  const star = Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? 85 : 34;
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`;
  });
  return `<circle cx="${x}" cy="${y}" r="240" fill="none" stroke="#c8281e" stroke-width="12" opacity="0.85"/><polygon points="${star.join(' ')}" fill="#c8281e" opacity="0.85"/><circle cx="${x + 150}" cy="${y}" r="5" fill="#c8281e"/>`;
}

function specks(count: number, random: () => number): string {
  return Array.from(
    { length: count },
    () =>
      `<circle cx="${(60 + random() * 120).toFixed(0)}" cy="${(300 + random() * 2900).toFixed(0)}" r="${(1.5 + random() * 2).toFixed(1)}" fill="#1a1a1a"/>`,
  ).join('');
}

function svg(width: number, height: number, body: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`);
}

/** Sum of four even deviates is near enough to a normal one; a table of 64 K keeps it quick. */
function addNoise(rgb: Buffer, sigma: number, random: () => number): void {
  const table = Float32Array.from({ length: 65_536 }, () => (random() + random() + random() + random() - 2) * sigma * 1.732);
  for (let i = 0, k = 0; i < rgb.length; i++, k = (k * 5 + 12_345 + (i >> 11)) & 65_535) {
    rgb[i] = Math.min(255, Math.max(0, (rgb[i] ?? 0) + (table[k] ?? 0)));
  }
}

/** Mulberry32: a small generator whose numbers are the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
