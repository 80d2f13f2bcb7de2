import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type OcflJudgement, toJudgement } from './findings.ts';
import { INVENTORY_FILE } from './inventory.ts';
import { type StorageRoot, toObjectPath } from './storage-root.ts';
import { validateObject } from './validate-object.ts';
import { validateRoot } from './validate-root.ts';

/**
 * Judges an OCFL object or storage root at a path, by what it declares itself to be; a folder that declares neither is judged as a
 * root. Deep unless told otherwise: every content byte is read. Throws only when the path cannot be read.
 */
export async function validateOcfl(path: string, options: { isDeep?: boolean } = {}): Promise<OcflJudgement> {
  const names = await readdir(path);
  const isDeep = options.isDeep ?? true;
  const isObject =
    names.some((name) => name.startsWith('0=ocfl_object')) ||
    (names.includes(INVENTORY_FILE) && !names.some((name) => name.startsWith('0=ocfl_')));
  return toJudgement(isObject ? await validateObject(path, { isDeep }) : await validateRoot(path, isDeep));
}

/** Judges one object of a root: `isDeep` reads every byte (固化校验), else names and structure only. */
export async function verifyObject(root: StorageRoot, objectId: string, isDeep: boolean): Promise<OcflJudgement> {
  const objectPath = toObjectPath(objectId);
  return toJudgement(await validateObject(join(root.path, objectPath), { isDeep }, objectPath));
}
