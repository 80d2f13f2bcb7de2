import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../../core/problem.ts';
import { INVENTORY_FILE, type Inventory, nextVersionName, sidecarName } from './inventory.ts';

/** An inventory as it stands in a folder, checked against its sidecar. */
export type StoredInventory = { inventory: Inventory; bytes: Buffer };

/** What the top of an object says, and whether a version is half arrived. */
export type ObjectHead = StoredInventory & {
  /** `settled`: nothing to do. `arriving`: the next version's folder is in place, the root files are not all there yet. */
  condition: 'settled' | 'arriving';
};

/**
 * Reads the inventory that an object stands by. In the moment between the renames of a commit, and after a kill in it, root inventory
 * and sidecar may be of two versions: then it is the version whose folder holds the very same inventory. Undefined when there is no object.
 * @throws internal when the root inventory fits neither its sidecar nor any version: damage, never repaired in silence.
 */
export async function readHead(objectPath: string): Promise<ObjectHead | undefined> {
  const top = await readRaw(objectPath);
  if (!top) return undefined;
  const next = await readChecked(join(objectPath, nextVersionName(top.inventory)));
  if (top.isChecked) return { ...top, condition: next && isNext(top.inventory, next.inventory) ? 'arriving' : 'settled' };
  const own = await readChecked(join(objectPath, top.inventory.head));
  if (own?.bytes.equals(top.bytes)) return { ...own, condition: 'arriving' };
  throw new Problem('internal', `inventory of ${objectPath} does not fit its sidecar`, [damaged(objectPath)]);
}

function isNext(current: Inventory, next: Inventory): boolean {
  return next.id === current.id && next.head === nextVersionName(current);
}

/** The inventory of a folder when it is there and fits its sidecar; else undefined. */
export async function readChecked(folder: string): Promise<StoredInventory | undefined> {
  const raw = await readRaw(folder).catch(() => undefined);
  return raw?.isChecked ? { inventory: raw.inventory, bytes: raw.bytes } : undefined;
}

async function readRaw(folder: string): Promise<(StoredInventory & { isChecked: boolean }) | undefined> {
  const bytes = await readFile(join(folder, INVENTORY_FILE)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  const inventory = parse(bytes);
  if (!inventory) throw new Problem('internal', `inventory of ${folder} is not readable`, [damaged(folder)]);
  const sidecar = await readFile(join(folder, sidecarName(inventory)), 'utf8').catch(() => '');
  const digest = createHash(inventory.digestAlgorithm).update(bytes).digest('hex');
  return { inventory, bytes, isChecked: sidecar.trim().split(/\s+/)[0]?.toLowerCase() === digest };
}

function parse(bytes: Buffer): Inventory | undefined {
  try {
    const value = JSON.parse(bytes.toString('utf8')) as Inventory | null;
    const isUsable =
      value !== null && typeof value.manifest === 'object' && typeof value.versions === 'object' && /^v\d+$/.test(value.head);
    return isUsable && (value.digestAlgorithm === 'sha512' || value.digestAlgorithm === 'sha256') ? value : undefined;
  } catch {
    return undefined;
  }
}

function damaged(path: string) {
  return { path, message: '存储对象的清单与其摘要不符，可能损坏或被改动；请从备份恢复，并查明原因', rule: 'E060' };
}
