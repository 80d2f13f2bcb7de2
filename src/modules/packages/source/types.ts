import type { Readable } from 'node:stream';
import type { Issue } from '../../../core/problem.ts';
import type { Probe } from '../../../platform/imaging/probe.ts';
import type { FileKind } from '../magic.ts';

/** One file of a package. `path` is relative to the source, with `/`. Its stream checks itself where the container can. */
export type SourceFile = {
  path: string;
  sizeBytes: number;
  open(): Promise<Readable>;
  /** What is known already of a file that was measured while it arrived. */
  measured?: MeasuredFile;
};

/** A file with what one reading of all its bytes told; `staged` where a copy of it was kept: where, and what its header says. */
export type MeasuredFile = {
  path: string;
  sizeBytes: number;
  kind: FileKind;
  sha256: string;
  sm3: string;
  staged?: { stagedPath: string; image: Probe };
};

/** A package as its reader sees it, folder or archive alike. `name` is the folder's name, or the archive's without its ending. */
export type PackageSource = {
  /** A folder that arrived as a stream is a folder: nobody gave the stream a name. */
  kind: 'folder' | 'zip';
  name: string;
  files: readonly SourceFile[];
  /** What forbids reading at all: hostile or damaged containers. With any here, streams of an archive refuse. */
  issues: readonly Issue[];
  close(): void;
};
