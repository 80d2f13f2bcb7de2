import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../../core/problem.ts';
import type { DigestName, StreamFacts } from '../digests.ts';
import { takeNewFile } from '../durable.ts';
import type { PackageSource, SourceFile } from './types.ts';

/** A file now standing in the staging folder, with the facts of the one pass that wrote it. */
export type ExtractedFile<Name extends DigestName> = StreamFacts<Name> & { path: string; stagedPath: string };

/**
 * Unpacks a whole source into a folder that does not exist yet, digesting on the way. Nothing is synced to disk: staging is not
 * storage. When one file fails, the folder is removed.
 * @throws rule_broken when the source has issues or a content is not what its archive declares.
 */
export async function extractSource<Name extends DigestName>(
  source: PackageSource,
  folder: string,
  names: readonly Name[],
): Promise<ExtractedFile<Name>[]> {
  if (source.issues.length > 0) throw new Problem('rule_broken', 'source refused', source.issues);
  await mkdir(folder);
  try {
    const extracted: ExtractedFile<Name>[] = [];
    for (const file of source.files) extracted.push(await extractFile(file, join(folder, file.path), names));
    return extracted;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function extractFile<Name extends DigestName>(
  file: SourceFile,
  stagedPath: string,
  names: readonly Name[],
): Promise<ExtractedFile<Name>> {
  await mkdir(dirname(stagedPath), { recursive: true });
  const facts = await takeNewFile(await file.open(), stagedPath, names, { isSynced: false });
  return { path: file.path, stagedPath, ...facts };
}
