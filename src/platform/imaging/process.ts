import { type PageAnalysis, studyPage } from './analyse.ts';
import { decodePage, openPixels, type Pixels, shrink } from './decode.ts';
import { despeckle } from './despeckle.ts';
import { withJfifHeader } from './jfif.ts';
import type { Box, Sides } from './raster.ts';
import type { Refusal } from './refusal.ts';
import { type Layout, planLayout } from './straighten.ts';

/**
 * What may be done to a page; all of it by default. `quality` is that of the optimised JPEG (1–100, 85 by default), `dpi` what to write when the
 * raw image does not say (dots per inch).
 */
export type ProcessOptions = {
  deskew?: boolean;
  removeBorder?: boolean;
  despeckle?: boolean;
  padToA4?: boolean;
  tone?: boolean;
  quality?: number;
  dpi?: number;
};

/**
 * What was done, in order, for the record of the page. Lengths are full pixels: boxes on the raw page, borders on the turned one (with the empty
 * corners that the turn makes). `degrees` is clockwise; `gain` multiplies every channel.
 */
export type Operation =
  | { name: 'despeckle'; boxes: Box[] }
  | ({ name: 'removeBorder' } & Sides)
  | { name: 'deskew'; degrees: number }
  | ({ name: 'pad' } & Sides)
  | { name: 'tone'; gain: number };

/** A JPEG, 24-bit sRGB. */
export type JpegImage = { bytes: Buffer; widthPx: number; heightPx: number };

/** The three images of one page, the measurements of the raw one, and what was done. */
export type ProcessedPage = {
  ok: true;
  optimised: JpegImage;
  view: JpegImage;
  thumb: JpegImage;
  analysis: PageAnalysis;
  operations: Operation[];
};

/** Widths in pixels; a narrower page is not enlarged. */
export const viewWidthPx = 1600;
const thumbWidthPx = 240;

/**
 * Makes the optimised page (优化图像), its view and its thumbnail from the bytes of one raw scan (原始图像), which are only read.
 *
 * The page is decoded once and its pixels are shared. Refuses what cannot be decoded; never throws for a bad file. About 0.45 s for A4 at 300 dpi on
 * one core: decode 40 ms, measure 75, plan 10, turn and cut 175, tone 15, encode 75, view 50, thumbnail 7.
 */
export async function processPage(rawBytes: Uint8Array, options: ProcessOptions = {}): Promise<ProcessedPage | Refusal> {
  const page = await decodePage(rawBytes);
  if (!page.ok) return page;
  const copy = await shrink(page.pixels);
  const study = studyPage(copy);
  const { analysis } = study;
  const cleaned = options.despeckle === false ? [] : despeckle(page.pixels, study.marks.specks, copy.scale);
  const layout = planLayout(study, copy.scale, {
    deskew: options.deskew ?? true,
    removeBorder: options.removeBorder ?? true,
    padToA4: options.padToA4 ?? true,
  });
  const laid = await layOut(page.pixels, layout, analysis.paperColour);
  const gain = options.tone === false ? 1 : toneGain(analysis);
  if (gain > 1) brighten(laid.rgb, gain);
  const images = await encode(laid, options.quality ?? 85, page.facts.dpi ?? options.dpi ?? null);
  return { ok: true, ...images, analysis, operations: record(cleaned, layout, gain) };
}

/** Paints strips, turns, cuts and pads in one run of libvips. */
async function layOut(pixels: Pixels, layout: Layout, paper: PageAnalysis['paperColour']): Promise<Pixels> {
  paintStrips(pixels, layout.strips, paper);
  const { keep, pad } = layout;
  const region = { left: keep.left, top: keep.top, width: keep.right - keep.left, height: keep.bottom - keep.top };
  const isWhole = region.width === pixels.widthPx && region.height === pixels.heightPx;
  const isPadded = pad.left + pad.right + pad.top + pad.bottom > 0;
  if (layout.turnDegrees === 0 && isWhole && !isPadded) return pixels;
  const image = openPixels(pixels);
  if (layout.turnDegrees !== 0) image.rotate(layout.turnDegrees, { background: paper });
  const { data, info } = await image
    .extract(region)
    .extend({ ...pad, background: paper })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgb: data, widthPx: info.width, heightPx: info.height };
}

function paintStrips({ rgb, widthPx, heightPx }: Pixels, strips: Sides, { r, g, b }: PageAnalysis['paperColour']): void {
  const colour = Buffer.from([r, g, b]);
  const fill = (y: number, left: number, right: number) => rgb.fill(colour, (y * widthPx + left) * 3, (y * widthPx + right) * 3);
  for (let y = 0; y < heightPx; y++) {
    if (y < strips.top || y >= heightPx - strips.bottom) fill(y, 0, widthPx);
    else {
      if (strips.left > 0) fill(y, 0, strips.left);
      if (strips.right > 0) fill(y, widthPx - strips.right, widthPx);
    }
  }
}

/** Lifts grey paper towards white, by an eighth at most and without clipping a channel: hues, ink and pencil keep their proportions, old paper stays yellow. */
function toneGain({ paperLevel, paperColour }: PageAnalysis): number {
  const brightest = Math.max(1, paperColour.r, paperColour.g, paperColour.b);
  const gain = Math.min(1.125, 244 / Math.max(1, paperLevel), 250 / brightest);
  return gain < 1.02 ? 1 : Number(gain.toFixed(3));
}

/** Two bytes at a time through a table of 65,536: 15 ms, by single bytes 30, in libvips 100. */
function brighten(rgb: Buffer, gain: number): void {
  const levels = Uint8Array.from({ length: 256 }, (_, level) => Math.min(255, Math.round(level * gain)));
  const pairs = new Uint8Array(65_536 * 2);
  for (let pair = 0; pair < 65_536; pair++) {
    pairs[pair * 2] = levels[pair & 255] ?? 0;
    pairs[pair * 2 + 1] = levels[pair >> 8] ?? 0;
  }
  const table = new Uint16Array(pairs.buffer);
  // Pixels of libvips begin a buffer of their own; a last odd byte is done by itself.
  const words = new Uint16Array(rgb.buffer, rgb.byteOffset, rgb.length >> 1);
  for (let i = 0; i < words.length; i++) words[i] = table[words[i] ?? 0] ?? 0;
  if (rgb.length % 2 === 1) rgb[rgb.length - 1] = levels[rgb[rgb.length - 1] ?? 0] ?? 0;
}

async function encode(pixels: Pixels, quality: number, dpi: number | null): Promise<Pick<ProcessedPage, 'optimised' | 'view' | 'thumb'>> {
  const full = await toJpeg(openPixels(pixels).jpeg({ quality }));
  return { optimised: { ...full, bytes: withJfifHeader(full.bytes, dpi) }, ...(await encodeViews(pixels)) };
}

/** The view and the thumbnail of a page. */
export async function encodeViews(pixels: Pixels): Promise<Pick<ProcessedPage, 'view' | 'thumb'>> {
  const reduced = await openPixels(pixels)
    .resize(viewWidthPx, undefined, { withoutEnlargement: true, kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const small = { rgb: reduced.data, widthPx: reduced.info.width, heightPx: reduced.info.height };
  const view = await toJpeg(openPixels(small).jpeg({ quality: 80 }));
  const thumb = await toJpeg(openPixels(small).resize(thumbWidthPx, undefined, { withoutEnlargement: true }).jpeg({ quality: 75 }));
  return { view, thumb };
}

async function toJpeg(image: ReturnType<typeof openPixels>): Promise<JpegImage> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  return { bytes: data, widthPx: info.width, heightPx: info.height };
}

function record(cleaned: Box[], layout: Layout, gain: number): Operation[] {
  const operations: Operation[] = [];
  const isAny = (sides: Sides) => Math.max(sides.left, sides.top, sides.right, sides.bottom) > 0;
  if (cleaned.length > 0) operations.push({ name: 'despeckle', boxes: cleaned });
  if (layout.turnDegrees !== 0) operations.push({ name: 'deskew', degrees: layout.turnDegrees });
  if (isAny(layout.removedBorder)) operations.push({ name: 'removeBorder', ...layout.removedBorder });
  if (isAny(layout.pad)) operations.push({ name: 'pad', ...layout.pad });
  if (gain > 1) operations.push({ name: 'tone', gain });
  return operations;
}
