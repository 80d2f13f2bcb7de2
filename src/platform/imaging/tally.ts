import type { SmallCopy } from './decode.ts';
import type { Ink } from './ink.ts';
import { type Box, eachPixel, type Raster, type Sides } from './raster.ts';

/**
 * Sums over the ink of a page: its mean level and its mean edge response (|Laplacian|). `strokes` is the ink that has edges, `margin` how far those
 * keep from the edges of the paper (pixels of the copy).
 */
export type Tally = { pixelCount: number; meanLevel: number; meanEdge: number; strokes: Raster; margin: Sides };

/**
 * Adds up the ink inside `page`. On an empty page the margins are the size of the page.
 *
 * The shadow of a fold is dark but smooth, and differs from scan to scan: it is ink by its level, but no stroke.
 */
export function tallyInk(grey: Raster, ink: Ink, page: Box): Tally {
  const { data, widthPx, heightPx } = grey;
  const strokes = { data: new Uint8Array(data.length), widthPx, heightPx };
  const hull = { left: page.right, top: page.bottom, right: page.left, bottom: page.top };
  let pixelCount = 0;
  let levels = 0;
  let edges = 0;
  eachPixel(page, widthPx, (k, x, y) => {
    if (ink.mask.data[k] !== 1) return;
    const level = data[k] ?? 0;
    const edge = Math.abs(4 * level - (data[k - 1] ?? 0) - (data[k + 1] ?? 0) - (data[k - widthPx] ?? 0) - (data[k + widthPx] ?? 0));
    pixelCount++;
    levels += level;
    edges += edge;
    if (edge < strokeEdge) return;
    strokes.data[k] = 1;
    hull.left = Math.min(hull.left, x);
    hull.right = Math.max(hull.right, x + 1);
    hull.top = Math.min(hull.top, y);
    hull.bottom = y + 1;
  });
  const count = Math.max(1, pixelCount);
  return { pixelCount, meanLevel: levels / count, meanEdge: edges / count, strokes, margin: marginOf(hull, page) };
}

/** The mean colour of pixels that are as bright as paper in the outer twelfth of the page, where padding will meet it. */
export function paperColourOf(copy: SmallCopy, page: Box, grey: Raster, paperLevel: number): { r: number; g: number; b: number } {
  const rim = Math.ceil((page.right - page.left) / 12);
  const inner = { left: page.left + rim, top: page.top + rim, right: page.right - rim, bottom: page.bottom - rim };
  const sum = { r: 0, g: 0, b: 0, count: 0 };
  eachPixel(page, grey.widthPx, (k, x, y) => {
    const isInner = x >= inner.left && x < inner.right && y >= inner.top && y < inner.bottom;
    if (isInner || Math.abs((grey.data[k] ?? 0) - paperLevel) > 16) return;
    sum.r += copy.rgb[k * 3] ?? 0;
    sum.g += copy.rgb[k * 3 + 1] ?? 0;
    sum.b += copy.rgb[k * 3 + 2] ?? 0;
    sum.count++;
  });
  if (sum.count === 0) return { r: paperLevel, g: paperLevel, b: paperLevel };
  return { r: Math.round(sum.r / sum.count), g: Math.round(sum.g / sum.count), b: Math.round(sum.b / sum.count) };
}

/** Four times the noise of a reduced scan, a third of what pencil makes. */
const strokeEdge = 30;

function marginOf(hull: Box, page: Box): Sides {
  if (hull.right <= hull.left) {
    const [width, height] = [page.right - page.left, page.bottom - page.top];
    return { left: width, top: height, right: width, bottom: height };
  }
  return { left: hull.left - page.left, top: hull.top - page.top, right: page.right - hull.right, bottom: page.bottom - hull.bottom };
}
