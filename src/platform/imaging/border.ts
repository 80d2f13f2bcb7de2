import type { Box, Raster, Sides } from './raster.ts';

/** A pixel of scanner black: lids and feeder beds come out at 0–60, printed black on paper is above it only when blurred. */
export const blackLevel = 72;

/** Black at one side is believed to be border up to this part of the page; beyond it the page itself is dark (a photograph). */
const maxBorderRatio = 0.45;

/** Rows (or columns) in from one side: how many there are, and for each how much of it is black (0–1). */
export type Lines = { count: number; blackRatioAt: (line: number) => number };

/** Measures the black border of a scan in pixels of `grey`: lines that are black over more than `minRatio` of their length. */
export function measureBorder(grey: Raster, minRatio: number): Sides {
  const { widthPx, heightPx } = grey;
  const rowRatio = (y: number) => blackCount(grey, { left: 0, right: widthPx, top: y, bottom: y + 1 }) / widthPx;
  const columnRatio = (x: number) => blackCount(grey, { left: x, right: x + 1, top: 0, bottom: heightPx }) / heightPx;
  return {
    left: borderDepth({ count: widthPx, blackRatioAt: columnRatio }, minRatio),
    top: borderDepth({ count: heightPx, blackRatioAt: rowRatio }, minRatio),
    right: borderDepth({ count: widthPx, blackRatioAt: (i) => columnRatio(widthPx - 1 - i) }, minRatio),
    bottom: borderDepth({ count: heightPx, blackRatioAt: (i) => rowRatio(heightPx - 1 - i) }, minRatio),
  };
}

/** How many lines from the outside are border. Two lighter lines are forgiven: scanners leave a pale rim. */
export function borderDepth(lines: Lines, minRatio: number): number {
  const limit = Math.floor(lines.count * maxBorderRatio);
  let depth = 0;
  for (let line = 0; line < limit && line <= depth + 2; line++) if (lines.blackRatioAt(line) >= minRatio) depth = line + 1;
  return depth >= limit - 3 ? 0 : depth;
}

/**
 * Marks the black that reaches in from the edges of `page`: the wedges beside a page that lies askew on a black bed.
 *
 * It starts at black pixels on the edge. Along the rim it follows everything below `inkLevel`, because the tip of a wedge is thin and grey; further
 * in only solid black (a pixel and its four neighbours), so that it stops at a stroke or table line that touches the edge.
 */
export function markWedges(grey: Raster, page: Box, inkLevel: number): Uint8Array {
  const { widthPx: width, data } = grey;
  const marked = new Uint8Array(data.length);
  const queue: number[] = [];
  const isBelow = (k: number, level: number) => (data[k] ?? 255) < level;
  const isSolid = (k: number) => [k, k - 1, k + 1, k - width, k + width].every((near) => isBelow(near, nearlyBlack));
  const visit = (k: number) => {
    if (marked[k] === 1 || !(isAtRim(k, page, width) ? isBelow(k, inkLevel) : isSolid(k))) return;
    marked[k] = 1;
    queue.push(k);
  };
  for (const k of perimeter(page, width)) if (isBelow(k, nearlyBlack)) visit(k);
  for (let k = queue.pop(); k !== undefined; k = queue.pop()) {
    const x = k % width;
    const y = (k - x) / width;
    if (x > page.left) visit(k - 1);
    if (x < page.right - 1) visit(k + 1);
    if (y > page.top) visit(k - width);
    if (y < page.bottom - 1) visit(k + width);
  }
  return marked;
}

const nearlyBlack = blackLevel + 20;

function blackCount(grey: Raster, box: Box): number {
  let count = 0;
  for (let y = box.top; y < box.bottom; y++) {
    for (let k = y * grey.widthPx + box.left; k < y * grey.widthPx + box.right; k++) if ((grey.data[k] ?? 255) < blackLevel) count++;
  }
  return count;
}

/** Four pixels of the small copy are 1.4 mm. */
function isAtRim(k: number, page: Box, width: number): boolean {
  const x = k % width;
  const y = (k - x) / width;
  return x < page.left + 4 || x >= page.right - 4 || y < page.top + 4 || y >= page.bottom - 4;
}

function perimeter(page: Box, width: number): number[] {
  const found: number[] = [];
  for (let x = page.left; x < page.right; x++) found.push(page.top * width + x, (page.bottom - 1) * width + x);
  for (let y = page.top; y < page.bottom; y++) found.push(y * width + page.left, y * width + page.right - 1);
  return found;
}
