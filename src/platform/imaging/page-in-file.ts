import type { Digests } from './digest.ts';
import type { ImageFacts } from './image-facts.ts';

/** An image that was written to a file. */
export type ImageFile = Digests & { path: string; widthPx: number; heightPx: number };

/** How the raw image of a page came out of its file: the file is it; a JPEG lay in it; it was drawn; it was encoded anew. */
export type Taking = 'asIs' | 'embedded' | 'rendered' | 'encoded';

/** What a file with pages is, and how many it has. */
export type PageCount = { ok: true; format: 'jpeg' | 'tiff' | 'pdf'; pageCount: number };

/** What is known of a scan: `dpi` and colours are those it was scanned with, not those of the drawing of it. */
export type ScanFacts = Pick<ImageFacts, 'widthPx' | 'heightPx' | 'bitsPerChannel' | 'channels' | 'colourSpace' | 'dpi'>;

/** One page taken out. `raw` is null where the file itself is the raw image. */
export type TakenPage = { ok: true; taking: Taking; facts: ScanFacts; raw: ImageFile | null; view: ImageFile; thumb: ImageFile };

/** The files that taking a page may leave behind for a `stem`, whole or not. */
export const takenPaths = (stem: string) => ({ raw: `${stem}.raw.jpg`, view: `${stem}.view.jpg`, thumb: `${stem}.thumb.jpg` });
