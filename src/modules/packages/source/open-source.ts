import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import type { Issue } from '../../../core/problem.ts';
import { defaultZipLimits, type ZipLimits } from '../zip/limits.ts';
import { openZip } from '../zip/open-zip.ts';
import { listFolder } from './list-folder.ts';

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

/** Opens a folder or a ZIP file under the same limits. Throws only when `path` itself cannot be read. Close it in any case. */
export async function openSource(path: string, limits: ZipLimits = defaultZipLimits): Promise<PackageSource> {
  const stats = await stat(path);
  if (stats.isDirectory()) {
    const { files, issues } = await listFolder(path, limits);
    return { kind: 'folder', name: basename(path), files, issues, close: () => {} };
  }
  const zip = await openZip(path, limits);
  return { kind: 'zip', name: basename(path).replace(/\.zip$/i, ''), files: zip.entries, issues: zip.issues, close: zip.close };
}

/** The part of a source below a folder, with its paths shortened; shares the container, so closing is left to the whole. */
export function narrowSource(source: PackageSource, folder: string): PackageSource {
  const prefix = `${folder}/`;
  const files = source.files
    .filter((file) => file.path.startsWith(prefix))
    .map((file) => ({ ...file, path: file.path.slice(prefix.length) }));
  return { kind: source.kind, name: basename(folder), files, issues: source.issues, close: () => {} };
}
