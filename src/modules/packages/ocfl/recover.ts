import { readFile, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { syncPath, writeNewFile } from '../durable.ts';
import { INVENTORY_FILE, nextVersionName, sidecarName, toSidecar } from './inventory.ts';
import { readChecked, readHead } from './read-inventory.ts';
import { findStages } from './staging.ts';
import type { StorageRoot } from './storage-root.ts';

/** Object paths are relative to the root. `left` are stages of writers that live, or of other machines. */
export type Recovery = { settledPaths: string[]; removedCount: number; left: string[] };

/** Written into a stage before the root is touched: which object a killed writer may have left half done. */
export const INTENT_FILE = 'intent.json';
export type Intent = { objectPath: string };

/**
 * Clears what killed writers left: finishes a version whose folder had arrived, removes stages and empty folders. Looks only at the
 * stages, so its cost does not grow with the root. Safe to repeat, and beside live writers. `foreignToo` also takes stages of other
 * machines: only when their writers are known to be stopped.
 */
export async function recoverRoot(root: StorageRoot, options: { foreignToo?: boolean } = {}): Promise<Recovery> {
  const recovery: Recovery = { settledPaths: [], removedCount: 0, left: [] };
  for (const stage of await findStages(root)) {
    const isOurs = stage.owner === 'gone' || (stage.owner === 'foreign' && options.foreignToo);
    if (!isOurs) {
      recovery.left.push(stage.path);
      continue;
    }
    const intent = await readIntent(stage.path);
    if (intent && (await settleObject(join(root.path, intent.objectPath), stage.path))) recovery.settledPaths.push(intent.objectPath);
    if (intent) await removeEmptyParents(root, intent.objectPath);
    await rm(stage.path, { recursive: true, force: true });
    recovery.removedCount += 1;
  }
  return recovery;
}

/**
 * Finishes a version whose folder had arrived: root inventory, then its sidecar. True when there was something to do. The version's
 * folder was synced whole before it was moved in, so going forward is always possible, and going back never needed.
 */
export async function settleObject(objectPath: string, stagePath: string): Promise<boolean> {
  const head = await readHead(objectPath);
  if (head?.condition !== 'arriving') return false;
  const next = (await readChecked(join(objectPath, nextVersionName(head.inventory)))) ?? head;
  await putRootFiles(objectPath, next.bytes, toSidecar(next.bytes, next.inventory.digestAlgorithm), stagePath, sidecarName(next.inventory));
  return true;
}

/** Replaces the two root files, each by one rename, inventory first; a reader in between finds the version by its folder. */
export async function putRootFiles(
  objectPath: string,
  inventory: Uint8Array,
  sidecar: string,
  stagePath: string,
  sidecarFile: string,
): Promise<void> {
  for (const [name, content] of [
    [INVENTORY_FILE, inventory],
    [sidecarFile, sidecar],
  ] as const) {
    const passing = join(stagePath, `root-${name}`);
    await rm(passing, { force: true });
    await writeNewFile(passing, content);
    await rename(passing, join(objectPath, name));
  }
  await syncPath(objectPath);
}

/** OCFL allows no empty folder in a root (E073); a writer killed before its rename may have left up to three. */
export async function removeEmptyParents(root: StorageRoot, objectPath: string): Promise<void> {
  for (let folder = dirname(join(root.path, objectPath)); relative(root.path, folder) !== ''; folder = dirname(folder)) {
    const isRemoved = await rmdir(folder).then(
      () => true,
      (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
    );
    if (!isRemoved) return;
  }
}

async function readIntent(stagePath: string): Promise<Intent | undefined> {
  const text = await readFile(join(stagePath, INTENT_FILE), 'utf8').catch(() => '');
  try {
    const { objectPath } = JSON.parse(text) as Partial<Intent>;
    // Names only folders that this layout makes, so that a forged intent cannot point elsewhere.
    return objectPath && /^([0-9a-f]{3}\/){3}[0-9a-f]{64}$/.test(objectPath) ? { objectPath } : undefined;
  } catch {
    return undefined;
  }
}
