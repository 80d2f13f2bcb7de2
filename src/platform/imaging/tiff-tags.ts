import type { ReadAt } from './byte-source.ts';

/** The numeric values of one TIFF directory (also the form of EXIF), and where the next one stands (0: none). */
export type TiffDirectory = { tags: ReadonlyMap<number, readonly number[]>; nextOffset: number };

/** Tag numbers we read. */
export const tiffTag = {
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  stripOffsets: 273,
  orientation: 274,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  xResolution: 282,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;

/** Where the first directory stands and how numbers are written; nothing when this is no classic TIFF header. */
export async function readTiffHeader(read: ReadAt): Promise<{ littleEndian: boolean; firstOffset: number } | undefined> {
  const head = await read(0, 8);
  if (head.length < 8) return undefined;
  const littleEndian = head[0] === 0x49;
  return u16(head, 2, littleEndian) === 42 ? { littleEndian, firstOffset: u32(head, 4, littleEndian) } : undefined;
}

/** Reads one directory; nothing when it lies beyond the end of the file. Values that lie beyond the end are left out. */
export async function readTiffDirectory(read: ReadAt, offset: number, littleEndian: boolean): Promise<TiffDirectory | undefined> {
  const countBytes = await read(offset, 2);
  if (countBytes.length < 2) return undefined;
  const count = u16(countBytes, 0, littleEndian);
  const body = await read(offset + 2, count * 12 + 4);
  if (body.length < count * 12) return undefined;
  const tags = new Map<number, readonly number[]>();
  for (let i = 0; i < count; i++) {
    const entry = body.subarray(i * 12, i * 12 + 12);
    if (wanted.has(u16(entry, 0, littleEndian))) tags.set(u16(entry, 0, littleEndian), await readValues(read, entry, littleEndian));
  }
  return { tags, nextOffset: body.length >= count * 12 + 4 ? u32(body, count * 12, littleEndian) : 0 };
}

/** Dots per inch of a directory; nothing when the unit is unknown or the number makes no sense. */
export function tiffDpi(directory: TiffDirectory): number | null {
  const resolution = directory.tags.get(tiffTag.xResolution)?.[0] ?? 0;
  const unit = directory.tags.get(tiffTag.resolutionUnit)?.[0] ?? 2;
  if (!(resolution > 1 && resolution < 20_000) || unit === 1) return null;
  return Math.round(unit === 3 ? resolution * 2.54 : resolution);
}

/** EXIF orientation 1–8; 1 (upright) when it is missing or nonsense. */
export function tiffOrientation(directory: TiffDirectory): number {
  const orientation = directory.tags.get(tiffTag.orientation)?.[0] ?? 1;
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

const wanted = new Set<number>(Object.values(tiffTag));
const typeSizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 5: 8 };
/** A4 at 600 dpi in strips of one row has 7,016; more values than this are not read, and nothing is said of them. */
const maxValueCount = 40_000;

async function readValues(read: ReadAt, entry: Buffer, littleEndian: boolean): Promise<number[]> {
  const type = u16(entry, 2, littleEndian);
  const size = typeSizes[type];
  const count = u32(entry, 4, littleEndian);
  if (size === undefined || count > maxValueCount) return [];
  const bytes = size * count <= 4 ? entry.subarray(8, 12) : await read(u32(entry, 8, littleEndian), size * count);
  if (bytes.length < size * count) return [];
  return Array.from({ length: count }, (_, i) => readValue(bytes, i * size, type, littleEndian));
}

function readValue(bytes: Buffer, at: number, type: number, littleEndian: boolean): number {
  if (type === 1) return bytes.readUInt8(at);
  if (type === 3) return u16(bytes, at, littleEndian);
  if (type === 4) return u32(bytes, at, littleEndian);
  return u32(bytes, at, littleEndian) / u32(bytes, at + 4, littleEndian);
}

function u16(bytes: Buffer, at: number, littleEndian: boolean): number {
  return littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
}

function u32(bytes: Buffer, at: number, littleEndian: boolean): number {
  return littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}
