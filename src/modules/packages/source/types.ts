import type { Readable } from 'node:stream';
import type { Issue } from '../../../core/problem.ts';

/** One file of a package. `path` is relative to the source, with `/`. Its stream checks itself where the container can. */
export type SourceFile = { path: string; sizeBytes: number; open(): Promise<Readable> };

/** A package as its reader sees it, folder or archive alike. `name` is the folder's name, or the archive's without `.zip`. */
export type PackageSource = {
  kind: 'folder' | 'zip';
  name: string;
  files: readonly SourceFile[];
  /** What forbids reading at all: hostile or damaged containers. With any here, streams of an archive refuse. */
  issues: readonly Issue[];
  close(): void;
};
