import type { Pixels } from './decode.ts';
import { type Box, eachPixel } from './raster.ts';

/** More points than this are the texture of the paper, or a page of dots; then nothing is touched. */
const maxSpeckCount = 300;
/** A pixel belongs to a speck when it is this much darker than the paper round it. */
const minDepth = 24;
/** Colour (largest minus smallest channel, against the paper's own) above which a point is ink of a pen or a seal, and stays. */
const maxColour = 40;

/**
 * Paints the given specks over with the paper round them, in place, and says which were (boxes in full pixels, 0–300 of them).
 *
 * `specks` are boxes of the small copy. Coloured points stay, and so does any whose surroundings are not plain paper: what cannot be told from dust
 * by size, colour and loneliness is evidence (手写、印章、涂改).
 */
export function despeckle(pixels: Pixels, specks: readonly Box[], scale: number): Box[] {
  if (specks.length > maxSpeckCount) return [];
  return specks.map((speck) => widen(speck, scale, pixels)).filter((box) => paintOver(pixels, box));
}

function widen(speck: Box, scale: number, { widthPx, heightPx }: Pixels): Box {
  return {
    left: Math.max(0, Math.floor((speck.left - 1.5) * scale)),
    top: Math.max(0, Math.floor((speck.top - 1.5) * scale)),
    right: Math.min(widthPx, Math.ceil((speck.right + 1.5) * scale)),
    bottom: Math.min(heightPx, Math.ceil((speck.bottom + 1.5) * scale)),
  };
}

function paintOver(pixels: Pixels, box: Box): boolean {
  const paper = rimColour(pixels, box);
  const found: number[] = [];
  let isColoured = false;
  eachPixel(box, pixels.widthPx, (pixel) => {
    const [r, g, b] = at(pixels.rgb, pixel * 3);
    if (paper.g - g < minDepth && paper.r - r < minDepth) return;
    isColoured ||= colour(r - paper.r, g - paper.g, b - paper.b) > maxColour;
    found.push(pixel * 3);
  });
  const boxPixelCount = (box.right - box.left) * (box.bottom - box.top);
  // What fills its box is larger than a speck.
  if (isColoured || found.length === 0 || found.length * 2 > boxPixelCount) return false;
  for (const k of found) pixels.rgb.set(lend(pixels, k, paper, found.length), k);
  return true;
}

/** The colour of the paper pixel some places away, so that the grain goes on; the mean where that one is no paper either. */
function lend(pixels: Pixels, k: number, paper: { r: number; g: number; b: number }, distance: number): number[] {
  for (const step of [distance, -distance, 2 * distance]) {
    const [r, g, b] = at(pixels.rgb, k + step * 3);
    if (Math.abs(g - paper.g) < 12 && Math.abs(r - paper.r) < 12 && Math.abs(b - paper.b) < 16) return [r, g, b];
  }
  return [paper.r, paper.g, paper.b];
}

function rimColour(pixels: Pixels, box: Box): { r: number; g: number; b: number } {
  const sum = { r: 0, g: 0, b: 0, count: 0 };
  const visit = (x: number, y: number) => {
    const [r, g, b] = at(pixels.rgb, (y * pixels.widthPx + x) * 3);
    sum.r += r;
    sum.g += g;
    sum.b += b;
    sum.count++;
  };
  for (let x = box.left; x < box.right; x++) for (const y of [box.top, box.bottom - 1]) visit(x, y);
  for (let y = box.top; y < box.bottom; y++) for (const x of [box.left, box.right - 1]) visit(x, y);
  const mean = (total: number) => Math.round(total / Math.max(1, sum.count));
  return { r: mean(sum.r), g: mean(sum.g), b: mean(sum.b) };
}

function at(rgb: Buffer, k: number): [number, number, number] {
  return [rgb[k] ?? 0, rgb[k + 1] ?? 0, rgb[k + 2] ?? 0];
}

function colour(r: number, g: number, b: number): number {
  return Math.max(r, g, b) - Math.min(r, g, b);
}
