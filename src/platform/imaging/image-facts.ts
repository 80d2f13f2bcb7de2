import type { Refusal } from './refusal.ts';

/**
 * What the header of an image says.
 *
 * `widthPx` and `heightPx` are as stored, before `orientation` (EXIF 1–8) turns them. `dpi` is dots per inch along a row, null when the file does
 * not say. `frameCount` is the number of pages in the file.
 */
export type ImageFacts = {
  format: 'jpeg' | 'png' | 'tiff' | 'gif' | 'bmp' | 'webp';
  widthPx: number;
  heightPx: number;
  bitsPerChannel: number;
  channels: number;
  colourSpace: 'rgb' | 'grey' | 'cmyk' | 'palette' | 'lab' | 'other';
  dpi: number | null;
  orientation: number;
  frameCount: number;
  sizeBytes: number;
};
/** What a parser hands back: the facts it found, without those that are the same for all. */
export type ParsedHeader = Omit<ImageFacts, 'format' | 'sizeBytes'> | Refusal;
