import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { defaultZipLimits, type ZipLimits } from '../zip/limits.ts';
import { openZip } from '../zip/open-zip.ts';
import { listFolder } from './list-folder.ts';
import type { PackageSource } from './types.ts';

/** Opens a folder or a ZIP file under the same limits. Throws only when `path` itself cannot be read. Close it in any case. */
export async function openSource(path: string, limits: ZipLimits = defaultZipLimits): Promise<PackageSource> {
  const stats = await stat(path);
  if (stats.isDirectory()) {
    const { files, issues } = await listFolder(path, limits);
    return { kind: 'folder', name: basename(resolve(path)), files, issues, close: () => {} };
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
