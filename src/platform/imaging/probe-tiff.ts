import type { ByteSource } from './byte-source.ts';
import type { ImageFacts, ParsedHeader } from './image-facts.ts';
import { refusal } from './refusal.ts';
import { readTiffDirectory, readTiffHeader, type TiffDirectory, tiffDpi, tiffOrientation, tiffTag } from './tiff-tags.ts';

/** Reads the first directory of a TIFF, counts the others, and looks whether every strip lies inside the file. */
export async function probeTiff(bytes: ByteSource): Promise<ParsedHeader> {
  const header = await readTiffHeader(bytes.read);
  // BigTIFF is for files beyond 4 GB; no page is.
  if (header === undefined) return refusal(bytes.sizeBytes < 8 ? 'truncated' : 'unsupported', 'tiff');
  const directory = await readTiffDirectory(bytes.read, header.firstOffset, header.littleEndian);
  if (directory === undefined) return refusal('truncated', 'tiff');
  if (!holdsPixels(directory, bytes.sizeBytes)) return refusal('truncated', 'tiff');
  const value = (tag: number, fallback: number) => directory.tags.get(tag)?.[0] ?? fallback;
  return {
    widthPx: value(tiffTag.width, 0),
    heightPx: value(tiffTag.height, 0),
    bitsPerChannel: value(tiffTag.bitsPerSample, 1),
    channels: value(tiffTag.samplesPerPixel, 1),
    colourSpace: colourSpaces[value(tiffTag.photometric, -1)] ?? 'other',
    dpi: tiffDpi(directory),
    orientation: tiffOrientation(directory),
    frameCount: await countFrames(bytes, directory.nextOffset, header.littleEndian),
  };
}

const colourSpaces: Record<number, ImageFacts['colourSpace']> = {
  0: 'grey',
  1: 'grey',
  2: 'rgb',
  3: 'palette',
  5: 'cmyk',
  6: 'rgb',
  8: 'lab',
};

function holdsPixels(directory: TiffDirectory, sizeBytes: number): boolean {
  const offsets = directory.tags.get(tiffTag.stripOffsets) ?? directory.tags.get(tiffTag.tileOffsets);
  const counts = directory.tags.get(tiffTag.stripByteCounts) ?? directory.tags.get(tiffTag.tileByteCounts);
  return offsets?.every((offset, i) => offset + (counts?.[i] ?? 0) <= sizeBytes) ?? false;
}

async function countFrames(bytes: ByteSource, nextOffset: number, littleEndian: boolean): Promise<number> {
  const seen = new Set<number>();
  let offset = nextOffset;
  // A directory that names an earlier one would make a ring.
  while (offset !== 0 && !seen.has(offset) && seen.size < 1000) {
    const directory = await readTiffDirectory(bytes.read, offset, littleEndian);
    if (directory === undefined) break;
    seen.add(offset);
    offset = directory.nextOffset;
  }
  return seen.size + 1;
}
