import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Problem } from '../../../core/problem.ts';
import { makeFolder, syncPath, writeNewFile } from '../durable.ts';

/**
 * An OCFL 1.1 storage root in a folder. `stagingPath` lies beside it on the same file system, since nothing unfinished may stand
 * inside a root; it holds one folder for each version being written.
 */
export type StorageRoot = { path: string; stagingPath: string };

export const ROOT_DECLARATION = { name: '0=ocfl_1.1', content: 'ocfl_1.1\n' };
export const LAYOUT_NAME = '0004-hashed-n-tuple-storage-layout';

/** The layout's own defaults: three folders of three characters, then the whole SHA-256 of the object id. */
export const layoutConfig = {
  extensionName: LAYOUT_NAME,
  digestAlgorithm: 'sha256',
  tupleSize: 3,
  numberOfTuples: 3,
  shortObjectRoot: false,
} as const;

const SM3_NOTE_NAME = 'fixity-sm3.md';

/** OCFL lets a root document local extensions in plain text; without this a reader could not know what `sm3` means. */
const SM3_NOTE = `# Local extension: the fixity algorithm sm3

Inventories in this storage root use the digest algorithm name \`sm3\` in their fixity blocks, besides \`sha256\`. It is the SM3
cryptographic hash of GB/T 32905-2016 (ISO/IEC 10118-3:2018), encoded as 64 lower-case hexadecimal digits. The digest of a zero-length
file is 1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b. Readers that do not know it ignore it (OCFL 1.1, 3.4).
`;

/** Creates a storage root in a new or empty folder, or opens the one that is there. Safe to repeat. */
export async function initRoot(path: string): Promise<StorageRoot> {
  const root = toRoot(path);
  await makeFolder(root.path);
  const present = await readdir(root.path);
  if (!present.includes(ROOT_DECLARATION.name)) await fillRoot(root, present);
  await makeFolder(root.stagingPath);
  await refuseOtherFileSystem(root);
  return root;
}

/** @throws not_found when there is no OCFL 1.1 storage root at `path`. */
export async function openRoot(path: string): Promise<StorageRoot> {
  const root = toRoot(path);
  const declaration = await readFile(join(root.path, ROOT_DECLARATION.name), 'utf8').catch(() => '');
  if (declaration !== ROOT_DECLARATION.content) throw new Problem('not_found', `no OCFL 1.1 storage root at ${root.path}`);
  await makeFolder(root.stagingPath);
  return root;
}

/** Where an object lies inside a root of this layout, relative, with `/`. */
export function toObjectPath(objectId: string): string {
  const digest = createHash('sha256').update(objectId, 'utf8').digest('hex');
  return `${digest.slice(0, 3)}/${digest.slice(3, 6)}/${digest.slice(6, 9)}/${digest}`;
}

function toRoot(path: string): StorageRoot {
  const absolute = resolve(path);
  return { path: absolute, stagingPath: `${absolute}.staging` };
}

async function fillRoot(root: StorageRoot, present: readonly string[]): Promise<void> {
  const parts = ['ocfl_layout.json', 'extensions', SM3_NOTE_NAME];
  // Parts without the declaration are an interrupted start; anything else is somebody's folder.
  const foreign = present.filter((name) => !parts.includes(name));
  if (foreign.length > 0) throw new Problem('conflict', `folder ${root.path} is neither empty nor an OCFL 1.1 storage root`);
  const extension = join(root.path, 'extensions', LAYOUT_NAME);
  await mkdir(extension, { recursive: true });
  const layout = {
    extension: LAYOUT_NAME,
    description: 'Hashed n-tuple: three folders of three characters of the SHA-256 of the object id, then the whole digest',
  };
  await putFile(join(extension, 'config.json'), `${JSON.stringify(layoutConfig, null, 2)}\n`);
  await putFile(join(root.path, 'ocfl_layout.json'), `${JSON.stringify(layout, null, 2)}\n`);
  await putFile(join(root.path, SM3_NOTE_NAME), SM3_NOTE);
  for (const folder of [extension, dirname(extension), root.path]) await syncPath(folder);
  // The declaration comes last: a folder with it is a whole root.
  await putFile(join(root.path, ROOT_DECLARATION.name), ROOT_DECLARATION.content);
  await syncPath(root.path);
}

async function putFile(path: string, content: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => undefined);
  if (present === undefined) await writeNewFile(path, content);
  else if (present !== content) throw new Problem('conflict', `${path} has other content than an interrupted start would leave`);
}

async function refuseOtherFileSystem(root: StorageRoot): Promise<void> {
  const [inside, beside] = await Promise.all([stat(root.path), stat(root.stagingPath)]);
  if (inside.dev === beside.dev) return;
  const message = '存储根是单独挂载的磁盘，暂存文件夹与它不在同一文件系统，写入无法做到断电不坏；请把存储根设在该磁盘的下一级文件夹';
  throw new Problem('conflict', 'staging on another file system', [{ path: root.stagingPath, message }]);
}
