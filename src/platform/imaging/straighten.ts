import type { Study } from './analyse.ts';
import { blackLevel, borderDepth, measureBorder } from './border.ts';
import { type Box, eachPixel, type Sides } from './raster.ts';

/**
 * How a page is laid straight, in pixels of the full page.
 *
 * `strips`: straight black edges to be painted over with paper before turning. `turnDegrees`: clockwise, 0 for none. `keep`: what is cut out of
 * the turned canvas. `removedBorder`: black cut or painted at each side. `pad`: paper added to come to the shape of A4.
 */
export type Layout = { strips: Sides; turnDegrees: number; keep: Box; removedBorder: Sides; pad: Sides };

/**
 * Plans deskewing, cutting and padding so that nothing written is lost: the canvas grows with the turn, and what grew is cut only where no ink is.
 *
 * Black is taken off in two steps. Strips that are straight in the scan (feeders) are painted with paper first; black that turned with the sheet
 * (the bed of a flat scanner) is straight only after the turn, and is cut then.
 */
export function planLayout(study: Study, scale: number, wanted: { deskew: boolean; removeBorder: boolean; padToA4: boolean }): Layout {
  const { analysis, grey } = study;
  const turnDegrees = wanted.deskew && Math.abs(analysis.skewDegrees) >= minSkewDegrees ? -analysis.skewDegrees : 0;
  const strips = wanted.removeBorder && turnDegrees !== 0 ? measureBorder(grey, 0.9) : noSides;
  const turned = projectLines(study, strips, turnDegrees);
  const black = wanted.removeBorder ? mapSides((side) => blackDepth(turned[side])) : noSides;
  const grown = { left: turned.grownX, right: turned.grownX, top: turned.grownY, bottom: turned.grownY };
  const cut = mapSides((side) => shrinkBack(turned[side], black[side], grown[side]));
  const full = (length: number) => Math.round(length * scale);
  const keep = {
    left: full(cut.left),
    top: full(cut.top),
    // One pixel less than the canvas: libvips rounds its size its own way.
    right: full(turned.widthPx - cut.right) - (turnDegrees === 0 ? 0 : 1),
    bottom: full(turned.heightPx - cut.bottom) - (turnDegrees === 0 ? 0 : 1),
  };
  return {
    strips: mapSides((side) => full(strips[side])),
    turnDegrees,
    keep,
    removedBorder: mapSides((side) => full(Math.max(strips[side], black[side]))),
    pad: wanted.padToA4 ? padToA4(keep.right - keep.left, keep.bottom - keep.top) : noSides,
  };
}

/** Below this a turn would soften the page for nothing: 0.1° is 5 px over the width of A4 at 300 dpi, 0.4 mm. */
const minSkewDegrees = 0.1;
const noSides: Sides = { left: 0, top: 0, right: 0, bottom: 0 };

/** What lies on the lines of the turned page, counted from one side inwards. */
type SideLines = { count: number; inside: (line: number) => number; black: (line: number) => number; ink: (line: number) => number };
type Turned = Record<keyof Sides, SideLines> & { widthPx: number; heightPx: number; grownX: number; grownY: number };

/** Counts paper, black and ink on the rows and columns of the turned page without turning it: each pixel is only told where it would land. */
function projectLines({ grey, ink }: Study, strips: Sides, turnDegrees: number): Turned {
  const angle = (turnDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const widthPx = Math.ceil(Math.abs(grey.widthPx * cos) + Math.abs(grey.heightPx * sin));
  const heightPx = Math.ceil(Math.abs(grey.widthPx * sin) + Math.abs(grey.heightPx * cos));
  const columns = { inside: new Uint32Array(widthPx), black: new Uint32Array(widthPx), ink: new Uint32Array(widthPx) };
  const rows = { inside: new Uint32Array(heightPx), black: new Uint32Array(heightPx), ink: new Uint32Array(heightPx) };
  const box = { left: strips.left, top: strips.top, right: grey.widthPx - strips.right, bottom: grey.heightPx - strips.bottom };
  eachPixel(box, grey.widthPx, (k, x, y) => {
    const dx = x + 0.5 - grey.widthPx / 2;
    const dy = y + 0.5 - grey.heightPx / 2;
    const column = Math.floor(dx * cos - dy * sin + widthPx / 2);
    const row = Math.floor(dx * sin + dy * cos + heightPx / 2);
    const isBlack = (grey.data[k] ?? 255) < blackLevel;
    const isInk = ink.mask.data[k] === 1;
    add(columns, column, isBlack, isInk);
    add(rows, row, isBlack, isInk);
  });
  return {
    left: sideOf(columns, widthPx, false),
    right: sideOf(columns, widthPx, true),
    top: sideOf(rows, heightPx, false),
    bottom: sideOf(rows, heightPx, true),
    widthPx,
    heightPx,
    grownX: Math.floor((widthPx - grey.widthPx) / 2),
    grownY: Math.floor((heightPx - grey.heightPx) / 2),
  };
}

type Counts = { inside: Uint32Array; black: Uint32Array; ink: Uint32Array };

function add(counts: Counts, line: number, isBlack: boolean, isInk: boolean): void {
  counts.inside[line] = (counts.inside[line] ?? 0) + 1;
  if (isBlack) counts.black[line] = (counts.black[line] ?? 0) + 1;
  if (isInk) counts.ink[line] = (counts.ink[line] ?? 0) + 1;
}

function sideOf(counts: Counts, count: number, isFromEnd: boolean): SideLines {
  const at = (line: number) => (isFromEnd ? count - 1 - line : line);
  return {
    count,
    inside: (line) => counts.inside[at(line)] ?? 0,
    black: (line) => counts.black[at(line)] ?? 0,
    ink: (line) => counts.ink[at(line)] ?? 0,
  };
}

/** Lines that are a third black are border; a soft rim or a slightly bent edge after it goes too, as far as 3 mm and only while no ink is met. */
function blackDepth(side: SideLines): number {
  // Lines outside the scan count as border where black follows: they are the empty corners of the turned canvas.
  const ratio = (line: number) => (side.inside(line) === 0 ? 1 : side.black(line) / side.inside(line));
  const depth = borderDepth({ count: side.count, blackRatioAt: ratio }, 0.3);
  let blackSeen = 0;
  for (let line = 0; line < depth; line++) blackSeen += side.black(line);
  if (blackSeen === 0) return 0;
  const limit = depth + 9;
  let end = depth + 1;
  while (end < limit && side.black(end) > 3 && side.ink(end) === 0) end++;
  return end;
}

/** Takes back what the turn added at one side, and what was painted over, as far as no ink stands there. */
function shrinkBack(side: SideLines, from: number, grown: number): number {
  let cut = from;
  while (cut < side.count / 2 && (cut < grown || side.inside(cut) === 0) && side.ink(cut) === 0) cut++;
  return cut;
}

/** Paper to add on both sides for the shape of A4, upright or lying; nothing when it is within 0.3 %. Never cuts, never stretches. */
function padToA4(widthPx: number, heightPx: number): Sides {
  const isUpright = widthPx <= heightPx;
  const width = Math.max(widthPx, Math.round(heightPx * (isUpright ? 210 / 297 : 297 / 210)));
  const height = Math.max(heightPx, Math.round(widthPx * (isUpright ? 297 / 210 : 210 / 297)));
  if (width < widthPx * 1.003 && height < heightPx * 1.003) return noSides;
  const [x, y] = [width - widthPx, height - heightPx];
  return { left: x >> 1, right: x - (x >> 1), top: y >> 1, bottom: y - (y >> 1) };
}

function mapSides(lengthOf: (side: keyof Sides) => number): Sides {
  return { left: lengthOf('left'), top: lengthOf('top'), right: lengthOf('right'), bottom: lengthOf('bottom') };
}
