import { rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Problem } from '../../../core/problem.ts';
import { copyNewFile, makeFolder, measureFile, syncPath, writeNewFile } from '../durable.ts';
import {
  type FixityName,
  fixityNames,
  INVENTORY_FILE,
  type Inventory,
  type NewContent,
  OBJECT_DECLARATION,
  sidecarName,
  toSidecar,
} from './inventory.ts';

/**
 * A file of the new state, in one of three forms: bytes on disk, copied and checked against the digests given; bytes that this process
 * has just staged and digested, moved without another reading (the staged file is gone afterwards, also when the write fails, so the
 * caller stages again); or content the object already holds, by its SHA-512.
 */
export type StateFile = { file: string; sha512?: string; sha256?: string } | StagedFile | { sha512: string };

/** As `readPackage` with `stageInto` and `extractSource` leave it. */
export type StagedFile = { stagedPath: string; sizeBytes: number; digests: ContentDigests };
export type ContentDigests = Record<'sha512' | FixityName, string>;

/** The state of a version as digests, and what of it is new to the object. */
export type StagedContent = { state: Map<string, string>; added: NewContent[]; addedBytes: number };

/**
 * Puts what is new into the version's folder, one pass for the copy and all digests; files and folders are synced. Every `file` is
 * read to its end, also when its content is held already: what comes from outside is never taken on trust.
 * @throws rule_broken when a file is not what its digest says, or named content is not in the object.
 */
export async function stageContent(
  folder: string,
  version: string,
  current: Inventory | undefined,
  files: ReadonlyMap<string, StateFile>,
): Promise<StagedContent> {
  const content: StagedContent = { state: new Map(), added: [], addedBytes: 0 };
  const contentDirectory = current?.contentDirectory ?? 'content';
  const held = new Set(Object.keys(current?.manifest ?? {}));
  await makeFolder(folder);
  const folders = new Set([folder]);
  for (const [path, source] of files) {
    const known = await findHeld(path, source, held);
    if (known !== undefined) {
      content.state.set(path, known);
      continue;
    }
    const target = join(folder, contentDirectory, path);
    await makeFolder(dirname(target));
    const { sizeBytes, digests } = await place(path, source, target);
    const { sha512, ...fixity } = digests;
    held.add(sha512);
    content.state.set(path, sha512);
    content.added.push({ sha512, contentPath: `${version}/${contentDirectory}/${path}`, fixity });
    content.addedBytes += sizeBytes;
    for (let at = dirname(target); at.length > folder.length; at = dirname(at)) folders.add(at);
  }
  for (const path of folders) await syncPath(path);
  return content;
}

/** The inventory of a version and its sidecar, into the version's own folder. */
export async function stageInventory(folder: string, inventory: Inventory, text: string): Promise<void> {
  await writeNewFile(join(folder, INVENTORY_FILE), text);
  await writeNewFile(join(folder, sidecarName(inventory)), toSidecar(text, inventory.digestAlgorithm));
  await syncPath(folder);
}

/** The root files of a new object, beside its first version. */
export async function stageObject(folder: string, inventory: Inventory, text: string): Promise<void> {
  await stageInventory(folder, inventory, text);
  await writeNewFile(join(folder, OBJECT_DECLARATION.name), OBJECT_DECLARATION.content);
  await syncPath(folder);
}

const NAMES = ['sha512', ...fixityNames] as const;

/** Brings new content to its place, synced. */
async function place(path: string, source: StateFile, target: string): Promise<{ sizeBytes: number; digests: ContentDigests }> {
  if ('file' in source) {
    const facts = await copyNewFile(source.file, target, NAMES);
    refuseMismatch(path, source, facts.digests);
    return facts;
  }
  if (!('stagedPath' in source)) throw mismatch(path, '的内容不在对象中，须提供文件');
  const { stagedPath, sizeBytes, digests } = source;
  const isMoved = await rename(stagedPath, target).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EXDEV') return false;
      throw error;
    },
  );
  if (!isMoved) return await place(path, { file: stagedPath, sha512: digests.sha512, sha256: digests.sha256 }, target);
  if ((await stat(target)).size !== sizeBytes) throw mismatch(path, '与暂存时大小不同，可能被改动；请重新提交');
  await syncPath(target);
  return { sizeBytes, digests };
}

/** The digest of content already held. Reading before copying costs a second reading of new files, but spares a write and a sync for old ones. */
async function findHeld(path: string, source: StateFile, held: ReadonlySet<string>): Promise<string | undefined> {
  const said = 'stagedPath' in source ? source.digests.sha512 : source.sha512;
  const isLikely = said === undefined ? held.size > 0 : held.has(said);
  if (!isLikely) return undefined;
  if (!('file' in source)) return said;
  const { digests } = await measureFile(source.file, NAMES);
  refuseMismatch(path, source, digests);
  return held.has(digests.sha512) ? digests.sha512 : undefined;
}

function refuseMismatch(path: string, { sha512, sha256 }: { sha512?: string; sha256?: string }, digests: ContentDigests): void {
  const isRight = (sha512 ?? digests.sha512) === digests.sha512 && (sha256 ?? digests.sha256) === digests.sha256;
  if (!isRight) throw mismatch(path, '与登记的摘要不符，可能在登记后被改动；请查明后重新提交');
}

function mismatch(path: string, what: string): Problem {
  return new Problem('rule_broken', `content of ${path} is not what was said`, [{ path, message: `“${path}”${what}`, rule: 'R55' }]);
}
