import { type ByteSource, readFrom } from './byte-source.ts';
import type { ParsedHeader } from './image-facts.ts';
import { type Refusal, refusal } from './refusal.ts';
import { readTiffDirectory, readTiffHeader, tiffDpi, tiffOrientation } from './tiff-tags.ts';

/** Walks the segments of a JPEG up to its pixels, then looks whether the end-of-image mark is there. */
export async function probeJpeg(bytes: ByteSource): Promise<ParsedHeader> {
  const found: Found = { orientation: 1 };
  let offset = 2;
  for (let i = 0; i < maxSegmentCount; i++) {
    const segment = await readSegment(bytes, offset);
    if ('ok' in segment) return segment;
    if (segment.marker === startOfScan) return factsOf(found, await hasEnd(bytes, offset));
    if (segment.bodyLength > 0) await segments[segment.marker]?.(await bytes.read(offset + 4, segment.bodyLength), found, segment.marker);
    offset = segment.nextOffset;
  }
  return refusal('damaged', 'jpeg');
}

async function readSegment(bytes: ByteSource, offset: number): Promise<Segment | Refusal> {
  const head = await bytes.read(offset, 4);
  if (head.length < 4) return refusal('truncated', 'jpeg');
  const marker = head.readUInt8(1);
  if (head[0] !== 0xff) return refusal('damaged', 'jpeg');
  // A second FF is filling: the marker begins one byte later.
  if (marker === 0xff) return { marker, bodyLength: 0, nextOffset: offset + 1 };
  if (hasNoLength(marker)) return { marker, bodyLength: 0, nextOffset: offset + 2 };
  const length = head.readUInt16BE(2);
  if (length < 2) return refusal('damaged', 'jpeg');
  const nextOffset = offset + 2 + length;
  return nextOffset > bytes.sizeBytes ? refusal('truncated', 'jpeg') : { marker, bodyLength: length - 2, nextOffset };
}

type Segment = { marker: number; bodyLength: number; nextOffset: number };
type Found = {
  frame?: { bits: number; heightPx: number; widthPx: number; channels: number; marker: number };
  jfifDpi?: number;
  exifDpi?: number;
  orientation: number;
};

const startOfScan = 0xda;
const maxSegmentCount = 4000;

function hasNoLength(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

function factsOf(found: Found, isWhole: boolean): ParsedHeader {
  const { frame } = found;
  if (frame === undefined) return refusal('damaged', 'jpeg');
  // Lossless and arithmetic codings (SOF3, SOF9 and up) are legal JPEG that no common reader opens; a height of 0 comes after the pixels.
  if (frame.marker > 0xc2 || frame.heightPx === 0) return refusal('unsupported', 'jpeg');
  if (!isWhole) return refusal('truncated', 'jpeg');
  return {
    widthPx: frame.widthPx,
    heightPx: frame.heightPx,
    bitsPerChannel: frame.bits,
    channels: frame.channels,
    colourSpace: ({ 1: 'grey', 3: 'rgb', 4: 'cmyk' } as const)[frame.channels] ?? 'other',
    // libvips lets EXIF win too.
    dpi: found.exifDpi ?? found.jfifDpi ?? null,
    orientation: found.orientation,
    frameCount: 1,
  };
}

const segments: Record<number, (body: Buffer, found: Found, marker: number) => void | Promise<void>> = { 224: readJfif, 225: readExif };
// SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC).
for (let marker = 0xc0; marker <= 0xcf; marker++) if (![0xc4, 0xc8, 0xcc].includes(marker)) segments[marker] = readFrame;

function readFrame(body: Buffer, found: Found, marker: number): void {
  if (body.length < 6) return;
  found.frame = {
    bits: body.readUInt8(0),
    heightPx: body.readUInt16BE(1),
    widthPx: body.readUInt16BE(3),
    channels: body.readUInt8(5),
    marker,
  };
}

function readJfif(body: Buffer, found: Found): void {
  if (body.toString('latin1', 0, 5) !== 'JFIF\0' || body.length < 12) return;
  const unit = body.readUInt8(7);
  const density = body.readUInt16BE(8);
  if (density > 1 && unit === 1) found.jfifDpi = density;
  if (density > 1 && unit === 2) found.jfifDpi = Math.round(density * 2.54);
}

async function readExif(body: Buffer, found: Found): Promise<void> {
  if (body.toString('latin1', 0, 6) !== 'Exif\0\0') return;
  const read = readFrom(body.subarray(6));
  const header = await readTiffHeader(read);
  const directory = header && (await readTiffDirectory(read, header.firstOffset, header.littleEndian));
  if (!directory) return;
  found.orientation = tiffOrientation(directory);
  const dpi = tiffDpi(directory);
  if (dpi !== null) found.exifDpi = dpi;
}

/**
 * Inside coded pixels FF is always followed by 00 or a restart number, so FF D9 after the first scan is the true end. It is looked for from the
 * back, because scanners append padding and cameras append previews.
 */
async function hasEnd(bytes: ByteSource, scanOffset: number): Promise<boolean> {
  const chunk = 65_536;
  for (let end = bytes.sizeBytes; end > scanOffset; end -= chunk) {
    const start = Math.max(scanOffset, end - chunk);
    // One byte of overlap, so that a mark on the seam is seen.
    if ((await bytes.read(start, end - start + 1)).includes(endOfImage)) return true;
  }
  return false;
}

const endOfImage = Buffer.from([0xff, 0xd9]);
