import type { Ink } from './ink.ts';
import type { Raster } from './raster.ts';

/**
 * How far the content is turned clockwise, in degrees within ±8; undefined when `shapes` has no lines to tell it by.
 *
 * Projection profile: the upper edges of ink, projected along a trial angle, pile up in few bins when the angle is that of the lines. Left edges
 * are tried too, for vertical writing (竖排). The edges are placed between pixels by their grey levels; without that the peak leans towards 0.
 */
export function measureSkew(grey: Raster, shapes: Shapes): number | undefined {
  const rows = search(upperEdges(grey, shapes), grey, 1);
  const columns = search(leftEdges(grey, shapes), grey, -1);
  const best = columns.prominence > rows.prominence ? columns : rows;
  return best.prominence < minProminence ? undefined : best.degrees;
}

/** What the edges are taken from: the ink of a page, or the black round it. */
export type Shapes = Pick<Ink, 'mask' | 'thresholdAt'>;

/** Positions along and across the lines: x and y for rows, y and x for columns. */
type Edges = { along: Float32Array; across: Float32Array; count: number };

const maxDegrees = 8;
const coarseStep = 0.2;
const fineStep = 0.05;
/** Best score ÷ median score: drawn text 2.4, tables 2–5, sheet edges 15–20; seals, signatures and round shapes 1.0–1.4, with a peak at 0. */
const minProminence = 1.3;
const minEdgeCount = 250;

function search(edges: Edges, grey: Raster, sign: 1 | -1): { degrees: number; prominence: number } {
  if (edges.count < minEdgeCount) return { degrees: 0, prominence: 0 };
  const bins = new Float32Array(2 * (grey.widthPx + grey.heightPx));
  // 12,000 edges are enough to find the hill, 60,000 to find its top.
  const coarse = scores(edges, bins, { from: -maxDegrees, to: maxDegrees, step: coarseStep, binPx: 2, maxEdges: 12_000 });
  const hill = peakOf(coarse);
  const fine = scores(edges, bins, { from: hill.degrees - 0.3, to: hill.degrees + 0.3, step: fineStep, binPx: 1, maxEdges: 60_000 });
  const median = coarse.map(({ score }) => score).sort((a, b) => a - b)[coarse.length >> 1] ?? 1;
  return { degrees: sign * summit(fine), prominence: hill.score / median };
}

type Trial = { degrees: number; score: number };
type Range = { from: number; to: number; step: number; binPx: number; maxEdges: number };

function scores(edges: Edges, bins: Float32Array, range: Range): Trial[] {
  const stride = Math.max(1, Math.ceil(edges.count / range.maxEdges));
  const count = Math.round((range.to - range.from) / range.step) + 1;
  return Array.from({ length: count }, (_, i) => {
    const degrees = range.from + i * range.step;
    return { degrees, score: sharpnessOfBins(edges, bins, Math.tan((degrees * Math.PI) / 180), range.binPx, stride) };
  });
}

/** Sum of squares of the bins; each edge is shared between the two bins it lies between. */
function sharpnessOfBins(edges: Edges, bins: Float32Array, slope: number, binPx: number, stride: number): number {
  bins.fill(0);
  const offset = bins.length / 4;
  for (let i = 0; i < edges.count; i += stride) {
    const at = ((edges.across[i] ?? 0) - (edges.along[i] ?? 0) * slope) / binPx + offset;
    const bin = Math.floor(at);
    bins[bin] = (bins[bin] ?? 0) + 1 - (at - bin);
    bins[bin + 1] = (bins[bin + 1] ?? 0) + (at - bin);
  }
  let sum = 0;
  for (const value of bins) sum += value * value;
  return sum;
}

function peakOf(trials: readonly Trial[]): Trial {
  return trials.reduce((best, trial) => (trial.score > best.score ? trial : best), { degrees: 0, score: -1 });
}

/** The top of the parabola through the best trial and its neighbours. */
function summit(trials: readonly Trial[]): number {
  const peak = peakOf(trials);
  const at = trials.indexOf(peak);
  const before = trials[at - 1];
  const after = trials[at + 1];
  if (!before || !after) return peak.degrees;
  const bend = before.score - 2 * peak.score + after.score;
  return bend === 0 ? peak.degrees : peak.degrees + (fineStep * (before.score - after.score)) / (2 * bend);
}

function upperEdges(grey: Raster, shapes: Shapes): Edges {
  return collectEdges(grey, shapes, grey.widthPx, (x, y, fraction) => [x, y - 1 + fraction]);
}

function leftEdges(grey: Raster, shapes: Shapes): Edges {
  return collectEdges(grey, shapes, 1, (x, y, fraction) => [y, x - 1 + fraction]);
}

/** Ink whose neighbour `back` bytes before is paper; the edge lies where the level crosses the threshold. */
function collectEdges(
  grey: Raster,
  shapes: Shapes,
  back: number,
  place: (x: number, y: number, fraction: number) => [number, number],
): Edges {
  const { widthPx, data } = grey;
  const mask = shapes.mask.data;
  const along: number[] = [];
  const across: number[] = [];
  for (let k = widthPx; k < data.length; k++) {
    if (mask[k] !== 1 || mask[k - back] !== 0) continue;
    const x = k % widthPx;
    const y = (k - x) / widthPx;
    const outside = data[k - back] ?? 255;
    const inside = data[k] ?? 0;
    const fraction = outside > inside ? (outside - shapes.thresholdAt(x, y)) / (outside - inside) : 0;
    const [a, b] = place(x, y, Math.min(1, Math.max(0, fraction)));
    along.push(a);
    across.push(b);
  }
  return { along: Float32Array.from(along), across: Float32Array.from(across), count: along.length };
}
