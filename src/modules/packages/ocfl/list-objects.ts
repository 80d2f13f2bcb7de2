import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INVENTORY_FILE } from './inventory.ts';
import type { StorageRoot } from './storage-root.ts';

/** `objectPath` is relative to the root; `objectId` is absent when the inventory cannot be read. */
export type ListedObject = { objectPath: string; objectId?: string };

/** Walks all objects of a root in the order of their paths, one at a time: for rebuilding and for comparing with the database. */
export async function* listObjects(root: StorageRoot, folder = ''): AsyncGenerator<ListedObject> {
  const entries = await readdir(join(root.path, folder), { withFileTypes: true });
  if (folder !== '' && entries.some((entry) => entry.name.startsWith('0='))) {
    const objectId = await readId(join(root.path, folder));
    yield { objectPath: folder, ...(objectId !== undefined && { objectId }) };
    return;
  }
  const names = entries
    .filter((entry) => entry.isDirectory() && !(folder === '' && entry.name === 'extensions'))
    .map((entry) => entry.name);
  for (const name of names.sort()) yield* listObjects(root, folder === '' ? name : `${folder}/${name}`);
}

async function readId(objectPath: string): Promise<string | undefined> {
  try {
    const { id } = JSON.parse(await readFile(join(objectPath, INVENTORY_FILE), 'utf8')) as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
