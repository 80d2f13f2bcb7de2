import { type Box, eachPixel, type Raster } from './raster.ts';

/** The connected pieces of ink on a page, sorted by what they can be. Boxes are in pixels of the mask, from top to bottom. */
export type Marks = {
  /** Tiny and alone: dust on the glass, or a stray point. */
  specks: Box[];
  /** Large enough to be a stroke of writing. */
  strokeCount: number;
  /** Pixels of binding holes, which say nothing about whether a page is written on. */
  holePixelCount: number;
};

/** Sorts the connected pieces (eight neighbours) of an ink mask and takes the specks out of it; `page` tells where its edges are. */
export function sortMarks(mask: Raster, page: Box): Marks {
  const marks: Marks = { specks: [], strokeCount: 0, holePixelCount: 0 };
  for (const piece of findPieces(mask)) {
    const longest = Math.max(piece.right - piece.left, piece.bottom - piece.top);
    if (isHole(piece, longest, page)) marks.holePixelCount += piece.pixelCount;
    else if (longest >= strokePx) marks.strokeCount++;
    else if (longest <= speckPx && isAlone(mask, piece)) {
      const speck = { left: piece.left, top: piece.top, right: piece.right, bottom: piece.bottom };
      marks.specks.push(speck);
      eachPixel(speck, mask.widthPx, (k) => {
        mask.data[k] = 0;
      });
    }
  }
  return marks;
}

/** 2 mm on A4. The smallest printed characters are 3 mm. */
const strokePx = 6;
/** 1 mm on A4. */
const speckPx = 3;
/** No other ink within 3 mm: a full stop, a decimal point and a broken pen stroke have company, dust has not. */
const alonePx = 9;

type Piece = Box & { pixelCount: number };

function findPieces(mask: Raster): Piece[] {
  const seen = new Uint8Array(mask.data.length);
  const pieces: Piece[] = [];
  for (let start = 0; start < mask.data.length; start++) {
    if (mask.data[start] === 1 && seen[start] === 0) pieces.push(fillPiece(mask, seen, start));
  }
  return pieces;
}

function fillPiece({ data, widthPx, heightPx }: Raster, seen: Uint8Array, start: number): Piece {
  const piece = { left: widthPx, top: heightPx, right: 0, bottom: 0, pixelCount: 0 };
  // The mask is empty along the rim of the page, so a neighbour never wraps round to the next row.
  const around = [-widthPx - 1, -widthPx, -widthPx + 1, -1, 1, widthPx - 1, widthPx, widthPx + 1];
  const queue = [start];
  seen[start] = 1;
  for (let k = queue.pop(); k !== undefined; k = queue.pop()) {
    const x = k % widthPx;
    grow(piece, x, (k - x) / widthPx);
    for (const step of around) {
      if (data[k + step] !== 1 || seen[k + step] !== 0) continue;
      seen[k + step] = 1;
      queue.push(k + step);
    }
  }
  return piece;
}

function grow(piece: Piece, x: number, y: number): void {
  piece.pixelCount++;
  if (x < piece.left) piece.left = x;
  if (x >= piece.right) piece.right = x + 1;
  if (y < piece.top) piece.top = y;
  if (y >= piece.bottom) piece.bottom = y + 1;
}

function isAlone({ data, widthPx, heightPx }: Raster, piece: Piece): boolean {
  let count = 0;
  for (let y = Math.max(0, piece.top - alonePx); y < Math.min(heightPx, piece.bottom + alonePx); y++) {
    for (let x = Math.max(0, piece.left - alonePx); x < Math.min(widthPx, piece.right + alonePx); x++) count += data[y * widthPx + x] ?? 0;
  }
  return count === piece.pixelCount;
}

/** A binding hole shows the black bed: round, solid, 4–9 mm, in the outer 25 mm. */
function isHole(piece: Piece, longest: number, page: Box): boolean {
  const width = piece.right - piece.left;
  const height = piece.bottom - piece.top;
  const isRound = Math.abs(width - height) <= 3 && piece.pixelCount > width * height * 0.65;
  const nearSide = Math.min(piece.left - page.left, page.right - piece.right, piece.top - page.top, page.bottom - piece.bottom);
  return isRound && longest >= 10 && longest <= 28 && nearSide < 75;
}
