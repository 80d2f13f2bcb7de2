import type { Size } from './stage-geometry.ts';

/** A level as the server tells it, from the full page to ever smaller ones. */
export type Level = { widthPx: number; heightPx: number; columnCount: number; tileCount: number };
/** A part of a page, as fractions of its width and height. */
export type Part = { left: number; top: number; right: number; bottom: number };

/** The least level that has a pixel for each of `wantedPx` across; the full page when none has. */
export function levelFor(levels: readonly Level[], wantedPx: number): number {
  const fine = levels.findLastIndex(({ widthPx }) => widthPx >= wantedPx * 0.95);
  return Math.max(fine, 0);
}

/** What of the page can be seen. `box` is the turned page as it lies in the stage, `scroll` how far the stage was scrolled. */
export function visiblePart(stage: Size, box: Size, scroll: { left: number; top: number }, turns: number): Part {
  const span = (start: number, shown: number, whole: number) =>
    [Math.max(start, 0) / whole, Math.min(Math.max(start, 0) + shown, whole) / whole] as const;
  const [x0, x1] = span(scroll.left, stage.width, box.width);
  const [y0, y1] = span(scroll.top, stage.height, box.height);
  return [
    { left: x0, right: x1, top: y0, bottom: y1 },
    { left: y0, right: y1, top: 1 - x1, bottom: 1 - x0 },
    { left: 1 - x1, right: 1 - x0, top: 1 - y1, bottom: 1 - y0 },
    { left: 1 - y1, right: 1 - y0, top: x0, bottom: x1 },
  ][turns % 4] as Part;
}

/** The places of the tiles that show `part`, those in its middle first. */
export function tilesIn({ widthPx, heightPx, columnCount, tileCount }: Level, tilePx: number, part: Part): number[] {
  const rowCount = tileCount / columnCount;
  const range = (from: number, to: number, wholePx: number, count: number) => {
    const first = Math.max(Math.floor((from * wholePx) / tilePx), 0);
    const last = Math.min(Math.ceil((to * wholePx) / tilePx), count) - 1;
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, place) => first + place);
  };
  const rows = range(part.top, part.bottom, heightPx, rowCount);
  const columns = range(part.left, part.right, widthPx, columnCount);
  const [middleRow, middleColumn] = [rows[rows.length >> 1] ?? 0, columns[columns.length >> 1] ?? 0];
  return rows
    .flatMap((row) => columns.map((column) => ({ row, column, far: Math.hypot(row - middleRow, column - middleColumn) })))
    .sort((a, b) => a.far - b.far)
    .map(({ row, column }) => row * columnCount + column);
}
