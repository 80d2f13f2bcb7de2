import type { Pixels } from './decode.ts';

/** One byte a pixel, rows from the top. A mask holds 0 or 1. */
export type Raster = { data: Uint8Array; widthPx: number; heightPx: number };

/** Half-open in both directions: `left ≤ x < right`, `top ≤ y < bottom`. */
export type Box = { left: number; top: number; right: number; bottom: number };

/** Lengths at the four sides of a page. */
export type Sides = { left: number; top: number; right: number; bottom: number };

/** Luminance of each pixel, 0–255, by integer weights of ITU-R BT.601. */
export function greyOf({ rgb, widthPx, heightPx }: Pixels): Raster {
  const data = new Uint8Array(widthPx * heightPx);
  for (let i = 0, k = 0; i < data.length; i++, k += 3) {
    data[i] = ((rgb[k] ?? 0) * 77 + (rgb[k + 1] ?? 0) * 150 + (rgb[k + 2] ?? 0) * 29) >> 8;
  }
  return { data, widthPx, heightPx };
}

/** The place of a histogram below which `fraction` of what was counted lies. */
export function percentile(histogram: Uint32Array, fraction: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (let level = 0; level < histogram.length; level++) {
    seen += histogram[level] ?? 0;
    if (seen > total * fraction) return level;
  }
  return histogram.length - 1;
}

/** Counts levels inside a box, taking every `step`-th pixel of a row. */
export function histogramOf(grey: Raster, box: Box, step = 1): Uint32Array {
  const histogram = new Uint32Array(256);
  for (let y = box.top; y < box.bottom; y++) {
    for (let k = y * grey.widthPx + box.left; k < y * grey.widthPx + box.right; k += step) {
      const level = grey.data[k] ?? 0;
      histogram[level] = (histogram[level] ?? 0) + 1;
    }
  }
  return histogram;
}

/** Visits every pixel of a box: its place in the data, and x and y. */
export function eachPixel(box: Box, widthPx: number, visit: (k: number, x: number, y: number) => void): void {
  for (let y = box.top; y < box.bottom; y++) {
    for (let x = box.left; x < box.right; x++) visit(y * widthPx + x, x, y);
  }
}
