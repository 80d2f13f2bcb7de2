import { decodePage, openPixels, type Pixels } from './decode.ts';
import { viewWidthPx } from './process.ts';
import type { Refusal } from './refusal.ts';

/** Side of a tile in pixels; the last of a row and of a column are smaller. */
export const tilePx = 512;

/** Where something lies in the file: offset and length in bytes. */
export type Span = readonly [offset: number, length: number];

/** A page at one resolution; tiles row after row, from the top left. */
export type TileLevel = { widthPx: number; heightPx: number; columnCount: number; tiles: readonly Span[] };

/**
 * What a tile file holds. `levels` begins with the full page, each further one is half as wide; none is as narrow as the view (1,600 px), so a
 * small page has none.
 */
export type TileIndex = { widthPx: number; heightPx: number; view: Span; levels: readonly TileLevel[] };

const QUALITY = 90;

/**
 * Cuts a page into tiles for deep zoom: JPEGs one after the other, then the index as JSON, then its length in four bytes. 0.2 s for A4 at
 * 300 dpi on one core, and about as many bytes as the page itself. Refuses what cannot be decoded.
 */
export async function cutTiles(bytes: Uint8Array): Promise<{ ok: true; file: Buffer } | Refusal> {
  const page = await decodePage(bytes);
  if (!page.ok) return page;
  const parts: Buffer[] = [];
  let offset = 0;
  const add = (part: Buffer): Span => {
    const span = [offset, part.length] as const;
    parts.push(part);
    offset += part.length;
    return span;
  };
  const { widthPx, heightPx } = page.pixels;
  const levels: TileLevel[] = [];
  for (let pixels = page.pixels; pixels.widthPx > viewWidthPx; pixels = await reduce(pixels, Math.ceil(pixels.widthPx / 2))) {
    const tiles = [];
    for (const part of grid(pixels)) tiles.push(add(await openPixels(pixels).extract(part).jpeg({ quality: QUALITY }).toBuffer()));
    levels.push({ widthPx: pixels.widthPx, heightPx: pixels.heightPx, columnCount: Math.ceil(pixels.widthPx / tilePx), tiles });
  }
  const view = add(
    await openPixels(page.pixels).resize(viewWidthPx, undefined, { withoutEnlargement: true }).jpeg({ quality: QUALITY }).toBuffer(),
  );
  const index = Buffer.from(JSON.stringify({ widthPx, heightPx, view, levels } satisfies TileIndex));
  const end = Buffer.alloc(4);
  end.writeUInt32BE(index.length);
  return { ok: true, file: Buffer.concat([...parts, index, end]) };
}

/** The regions of a level, in the order of its tiles. */
function* grid({ widthPx, heightPx }: Pixels) {
  for (let top = 0; top < heightPx; top += tilePx)
    for (let left = 0; left < widthPx; left += tilePx)
      yield { left, top, width: Math.min(tilePx, widthPx - left), height: Math.min(tilePx, heightPx - top) };
}

async function reduce(pixels: Pixels, width: number): Promise<Pixels> {
  const { data, info } = await openPixels(pixels).resize(width).raw().toBuffer({ resolveWithObject: true });
  return { rgb: data, widthPx: info.width, heightPx: info.height };
}
