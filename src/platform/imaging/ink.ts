import { type Box, eachPixel, histogramOf, percentile, type Raster } from './raster.ts';

/** A pixel is ink when it is this much darker than the paper around it (of 255). Pencil on a 75 dpi copy is 35–70 darker, bleed-through 10–30. */
export const inkContrast = 32;

/** What is written on a page: the mask, the threshold under it (level below which a pixel is ink), and the level of the paper as a whole. */
export type Ink = { mask: Raster; thresholdAt: (x: number, y: number) => number; paperLevel: number };

/** The level of the paper inside `page`: brighter than seven tenths of it, so that dense print and photographs up to that size do not count. */
export function paperLevelOf(grey: Raster, page: Box): number {
  return percentile(histogramOf(grey, page), 0.7);
}

/**
 * Finds the ink inside `page`, leaving out `excluded` pixels (1) and their close neighbours.
 *
 * The paper is measured block by block, because old paper is darker towards the fold and scanners shade; a block that is dark all over (a
 * photograph, a solid seal) is measured against the whole page instead.
 */
export function findInk(grey: Raster, page: Box, paperLevel: number, excluded: Uint8Array): Ink {
  const { widthPx, heightPx } = grey;
  const columns = Math.ceil(widthPx / blockPx);
  const thresholds = new Uint8Array(columns * Math.ceil(heightPx / blockPx));
  for (let i = 0; i < thresholds.length; i++) thresholds[i] = blockThreshold(grey, page, paperLevel, i % columns, Math.floor(i / columns));
  const thresholdAt = (x: number, y: number) => thresholds[Math.floor(y / blockPx) * columns + Math.floor(x / blockPx)] ?? 0;

  const data = new Uint8Array(grey.data.length);
  for (let y = page.top; y < page.bottom; y++) {
    for (let x = page.left; x < page.right; x++) {
      const k = y * widthPx + x;
      if ((grey.data[k] ?? 255) < thresholdAt(x, y) && !isNear(excluded, k, widthPx)) data[k] = 1;
    }
  }
  return { mask: { data, widthPx, heightPx }, thresholdAt, paperLevel };
}

/** The black bed round a sheet as one shape, with the soft rim that `wedges` leave out; its threshold is half the paper. */
export function findBed(grey: Raster, page: Box, paperLevel: number, wedges: Uint8Array): Pick<Ink, 'mask' | 'thresholdAt'> {
  const { widthPx, heightPx } = grey;
  const data = new Uint8Array(grey.data.length);
  eachPixel({ left: 0, top: 0, right: widthPx, bottom: heightPx }, widthPx, (k, x, y) => {
    const isInside = x >= page.left && x < page.right && y >= page.top && y < page.bottom;
    if ((grey.data[k] ?? 255) < paperLevel / 2 && (!isInside || isNear(wedges, k, widthPx))) data[k] = 1;
  });
  return { mask: { data, widthPx, heightPx }, thresholdAt: () => paperLevel / 2 };
}

/** 24 px of the small copy are 8 mm of A4: a block holds more paper than ink even in dense print. */
const blockPx = 24;

function blockThreshold(grey: Raster, page: Box, paperLevel: number, column: number, row: number): number {
  const box = {
    left: Math.max(page.left, column * blockPx),
    top: Math.max(page.top, row * blockPx),
    right: Math.min(page.right, (column + 1) * blockPx),
    bottom: Math.min(page.bottom, (row + 1) * blockPx),
  };
  if (box.left >= box.right || box.top >= box.bottom) return 0;
  const local = percentile(histogramOf(grey, box, 2), 0.85);
  return Math.max(0, (local < paperLevel * 0.7 ? paperLevel : local) - inkContrast);
}

/** The soft rim of a wedge is two pixels wide. */
function isNear(excluded: Uint8Array, k: number, width: number): boolean {
  const at = (offset: number) => excluded[k + offset] === 1;
  return at(0) || at(-1) || at(1) || at(-2) || at(2) || at(-width) || at(width) || at(-2 * width) || at(2 * width);
}
