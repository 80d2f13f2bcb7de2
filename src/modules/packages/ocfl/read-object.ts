import { join } from 'node:path';
import { Problem } from '../../../core/problem.ts';
import { type Inventory, stateOf, type VersionUser } from './inventory.ts';
import { readHead } from './read-inventory.ts';
import { type StorageRoot, toObjectPath } from './storage-root.ts';

/** A file of a version: `file` is where its bytes lie, absolute; never to be written to. */
export type StoredFile = { file: string; sha512: string; sha256?: string; sm3?: string };

export type StoredVersion = {
  objectId: string;
  objectPath: string;
  version: string;
  /** The newest version; `version` unless an older one was asked for. */
  head: string;
  created: Date;
  message: string;
  user: VersionUser | undefined;
  /** By logical path, in the order of the inventory. */
  files: ReadonlyMap<string, StoredFile>;
  inventory: Inventory;
};

/**
 * Reads the head of an object, or an older version (`v2`). Needs no lock: beside a writer it finds the old version or the new one.
 * @throws not_found for an unknown object or version; internal when the inventory is damaged.
 */
export async function readObject(root: StorageRoot, objectId: string, version?: string): Promise<StoredVersion> {
  const objectPath = toObjectPath(objectId);
  const absolute = join(root.path, objectPath);
  const inventory = (await readHead(absolute))?.inventory;
  const asked = version ?? inventory?.head ?? '';
  const block = inventory?.versions[asked];
  if (!inventory || !block) throw new Problem('not_found', `no object ${objectId}${version ? ` with version ${version}` : ''}`);
  const byPath = { sha256: toPathMap(inventory.fixity?.['sha256']), sm3: toPathMap(inventory.fixity?.['sm3']) };
  const files = new Map<string, StoredFile>();
  for (const [path, digest] of stateOf(inventory, asked)) {
    const contentPath = inventory.manifest[digest]?.[0];
    if (contentPath === undefined) throw new Problem('internal', `object ${objectId}: state names content that the manifest lacks`);
    const [sha256, sm3] = [byPath.sha256.get(contentPath), byPath.sm3.get(contentPath)];
    files.set(path, { file: join(absolute, contentPath), sha512: digest, ...(sha256 && { sha256 }), ...(sm3 && { sm3 }) });
  }
  const { created, message = '', user } = block;
  return { objectId, objectPath, version: asked, head: inventory.head, created: new Date(created), message, user, files, inventory };
}

function toPathMap(block: Record<string, string[]> | undefined): Map<string, string> {
  return new Map(Object.entries(block ?? {}).flatMap(([digest, paths]) => paths.map((path): [string, string] => [path, digest])));
}
