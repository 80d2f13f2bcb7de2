import type { Box, Raster } from './raster.ts';

/**
 * A 64-bit fingerprint of where the ink is, as 16 hex digits: the low frequencies of a 32 × 32 grid of ink density, each against their median (pHash).
 *
 * Straightened by `skewDegrees` first, so that two scans of one sheet meet; tone and paper colour play no part. All zeros for a page without ink.
 */
export function hashPage(mask: Raster, page: Box, skewDegrees: number): string {
  const frequencies = lowFrequencies(densityGrid(mask, page, skewDegrees));
  const sorted = [...frequencies].sort((a, b) => a - b);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let bits = 0n;
  for (const value of frequencies) bits = (bits << 1n) | (value > median ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

/** How many of the 64 bits differ. Two scans of one sheet differ in 0–10, different sheets of one form in 12 and more, others in about 30. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; different > 0n; different >>= 1n) count += Number(different & 1n);
  return count;
}

const gridSize = 32;

function densityGrid(mask: Raster, page: Box, skewDegrees: number): Float64Array {
  const grid = new Float64Array(gridSize * gridSize);
  const slope = Math.tan((skewDegrees * Math.PI) / 180);
  const centreX = (page.left + page.right) / 2;
  const centreY = (page.top + page.bottom) / 2;
  const cellWidth = (page.right - page.left) / gridSize;
  const cellHeight = (page.bottom - page.top) / gridSize;
  for (let y = page.top; y < page.bottom; y++) {
    for (let x = page.left; x < page.right; x++) {
      if (mask.data[y * mask.widthPx + x] !== 1) continue;
      const column = Math.floor((x + (y - centreY) * slope - page.left) / cellWidth);
      const row = Math.floor((y - (x - centreX) * slope - page.top) / cellHeight);
      if (column >= 0 && column < gridSize && row >= 0 && row < gridSize)
        grid[row * gridSize + column] = (grid[row * gridSize + column] ?? 0) + 1;
    }
  }
  return grid;
}

/** The 8 × 8 lowest frequencies of the discrete cosine transform, without the two constant ones' row and column start (0, 0). */
function lowFrequencies(grid: Float64Array): Float64Array {
  const found = new Float64Array(64);
  for (let i = 0; i < 64; i++) {
    const u = (i % 8) + 1;
    const v = Math.floor(i / 8);
    let sum = 0;
    for (let k = 0; k < grid.length; k++) sum += (grid[k] ?? 0) * cosine(u, k % gridSize) * cosine(v, Math.floor(k / gridSize));
    found[i] = sum;
  }
  return found;
}

const cosines = Float64Array.from({ length: 9 * gridSize }, (_, i) =>
  Math.cos((Math.PI / gridSize) * ((i % gridSize) + 0.5) * Math.floor(i / gridSize)),
);

function cosine(frequency: number, place: number): number {
  return cosines[frequency * gridSize + place] ?? 0;
}
