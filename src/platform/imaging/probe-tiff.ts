import type { ByteSource } from './byte-source.ts';
import type { ImageFacts, ParsedHeader } from './image-facts.ts';
import { refusal } from './refusal.ts';
import { readTiffDirectory, readTiffHeader, type TiffDirectory, tiffDpi, tiffOrientation, tiffTag } from './tiff-tags.ts';

/** Reads the directory of one page of a TIFF, `frame` from 0, counts all, and looks whether every strip of it lies inside the file. */
export async function probeTiff(bytes: ByteSource, frame: number): Promise<ParsedHeader> {
  const header = await readTiffHeader(bytes.read);
  // BigTIFF is for files beyond 4 GB; no page is.
  if (header === undefined) return refusal(bytes.sizeBytes < 8 ? 'truncated' : 'unsupported', 'tiff');
  const directories = await readDirectories(bytes, header.firstOffset, header.littleEndian);
  const directory = directories?.[frame];
  if (directories === undefined || directory === undefined) return refusal('truncated', 'tiff');
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
    frameCount: directories.length,
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

/** All directories in their order; undefined when one that is named lies beyond the end of the file. */
async function readDirectories(bytes: ByteSource, firstOffset: number, littleEndian: boolean): Promise<TiffDirectory[] | undefined> {
  const seen = new Map<number, TiffDirectory>();
  // A directory that names an earlier one would make a ring.
  for (let offset = firstOffset; offset !== 0 && !seen.has(offset) && seen.size < 1000; ) {
    const directory = await readTiffDirectory(bytes.read, offset, littleEndian);
    if (directory === undefined) return undefined;
    seen.set(offset, directory);
    offset = directory.nextOffset;
  }
  return [...seen.values()];
}
