import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../../../core/problem.ts';
import { measure } from '../digests.ts';
import { copyNewFile, makeFolder, syncPath, writeNewFile } from '../durable.ts';
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

/** A file of the new state: bytes on disk, checked against the digests given; or content the object already holds, by its SHA-512. */
export type StateFile = { file: string; sha512?: string; sha256?: string } | { sha512: string };

/** The state of a version as digests, and what of it is new to the object. */
export type StagedContent = { state: Map<string, string>; added: NewContent[]; addedBytes: number };

/**
 * Copies what is new into the version's folder, one pass for the copy and all digests; files and folders are synced. Every file given
 * is read to its end, also when its content is held already: what comes in is never taken on trust.
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
    if (!('file' in source)) throw mismatch(path, '的内容不在对象中，须提供文件');
    const target = join(folder, contentDirectory, path);
    await makeFolder(dirname(target));
    const { sizeBytes, digests } = await copyNewFile(source.file, target, NAMES);
    const { sha512, ...fixity } = digests;
    refuseMismatch(path, source, digests);
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

/** The digest of content already held. Reading before copying costs a second reading of new files, but spares a write and a sync for old ones. */
async function findHeld(path: string, source: StateFile, held: ReadonlySet<string>): Promise<string | undefined> {
  if (!('file' in source)) return held.has(source.sha512) ? source.sha512 : undefined;
  const isLikely = source.sha512 === undefined ? held.size > 0 : held.has(source.sha512);
  if (!isLikely) return undefined;
  const { digests } = await measure(createReadStream(source.file, { highWaterMark: 1024 ** 2 }), NAMES);
  refuseMismatch(path, source, digests);
  return held.has(digests.sha512) ? digests.sha512 : undefined;
}

function refuseMismatch(path: string, source: StateFile, digests: Record<'sha512' | FixityName, string>): void {
  const isRight =
    (source.sha512 ?? digests.sha512) === digests.sha512 && (!('sha256' in source) || (source.sha256 ?? digests.sha256) === digests.sha256);
  if (!isRight) throw mismatch(path, '与登记的摘要不符，可能在登记后被改动；请查明后重新提交');
}

function mismatch(path: string, what: string): Problem {
  return new Problem('rule_broken', `content of ${path} is not what was said`, [{ path, message: `“${path}”${what}`, rule: 'R55' }]);
}
