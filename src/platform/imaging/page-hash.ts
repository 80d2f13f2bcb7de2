import { type Box, eachPixel, percentile, type Raster } from './raster.ts';

/**
 * A 64-bit fingerprint of where the strokes are, as 16 hex digits: the low frequencies of a 32 × 32 grid of their density, each against their median (pHash).
 *
 * The grid lies over the written part of the page and is straightened by `skewDegrees`, so that two scans of one sheet meet, and two sheets with
 * one signature each do not; tone, margins and paper colour play no part. All zeros for a page without ink.
 */
export function hashPage(mask: Raster, page: Box, skewDegrees: number): string {
  const places = inkPlaces(mask, page, skewDegrees);
  if (places.x.length === 0) return '0'.repeat(16);
  const frequencies = lowFrequencies(densityGrid(places));
  const sorted = [...frequencies].sort((p, q) => p - q);
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let bits = 0n;
  for (const value of frequencies) bits = (bits << 1n) | (value > median ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

/**
 * How many of the 64 bits differ. On drawn pages: two scans of one sheet 0–8 (0–12 where there is only a signature), two tables of one form 16–28,
 * other sheets 20–42; so up to 12 is worth a look.
 */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; different > 0n; different >>= 1n) count += Number(different & 1n);
  return count;
}

const gridSize = 32;

type Places = { x: Float32Array; y: Float32Array };

/** Where each inked pixel stands when the page is straight. */
function inkPlaces(mask: Raster, page: Box, skewDegrees: number): Places {
  const slope = Math.tan((skewDegrees * Math.PI) / 180);
  const x = new Float32Array(mask.data.length);
  const y = new Float32Array(mask.data.length);
  let count = 0;
  eachPixel(page, mask.widthPx, (k, column, row) => {
    if (mask.data[k] !== 1) return;
    x[count] = column + row * slope;
    y[count] = row - column * slope;
    count++;
  });
  return { x: x.subarray(0, count), y: y.subarray(0, count) };
}

function densityGrid({ x, y }: Places): Float64Array {
  const grid = new Float64Array(gridSize * gridSize);
  const columns = reachOf(x);
  const rows = reachOf(y);
  for (let i = 0; i < x.length; i++) {
    const column = Math.floor((((x[i] ?? 0) - columns.from) / columns.length) * gridSize);
    const row = Math.floor((((y[i] ?? 0) - rows.from) / rows.length) * gridSize);
    if (column < 0 || column >= gridSize || row < 0 || row >= gridSize) continue;
    grid[row * gridSize + column] = (grid[row * gridSize + column] ?? 0) + 1;
  }
  return grid;
}

/** Where the ink lies without its outermost hundredths, and a little more: dust and a cut edge do not move it. */
function reachOf(places: Float32Array): { from: number; length: number } {
  const lowest = places.reduce((least, place) => Math.min(least, place), Infinity);
  const highest = places.reduce((most, place) => Math.max(most, place), -Infinity);
  const counts = new Uint32Array(Math.floor(highest - lowest) + 1);
  for (const place of places) counts[Math.floor(place - lowest)] = (counts[Math.floor(place - lowest)] ?? 0) + 1;
  const first = lowest + percentile(counts, 0.01);
  const last = lowest + percentile(counts, 0.99) + 1;
  const length = Math.max(8, (last - first) * 1.06);
  return { from: (first + last - length) / 2, length };
}

/** The 8 × 8 lowest frequencies of the discrete cosine transform that vary both ways; rows first, then columns. */
function lowFrequencies(grid: Float64Array): Float64Array {
  const alongRows = new Float64Array(gridSize * 8);
  for (let i = 0; i < alongRows.length; i++) alongRows[i] = transform(grid, (i >> 3) * gridSize, 1, (i & 7) + 1);
  return Float64Array.from({ length: 64 }, (_, i) => transform(alongRows, i & 7, 8, (i >> 3) + 1));
}

function transform(values: Float64Array, from: number, step: number, frequency: number): number {
  let sum = 0;
  for (let i = 0; i < gridSize; i++) sum += (values[from + i * step] ?? 0) * (cosines[frequency * gridSize + i] ?? 0);
  return sum;
}

const cosines = Float64Array.from({ length: 9 * gridSize }, (_, i) =>
  Math.cos((Math.PI / gridSize) * ((i % gridSize) + 0.5) * Math.floor(i / gridSize)),
);
