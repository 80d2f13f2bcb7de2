import type { Digests } from './digest.ts';

/** An image that was written to a file. */
export type ImageFile = Digests & { path: string; widthPx: number; heightPx: number };
