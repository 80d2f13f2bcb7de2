import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../core/event.ts';
import type { House } from '../../platform/house.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { initRoot, putVersion, readObject, type StateFile, type StorageRoot, verifyObject } from '../packages/index.ts';
import * as store from './store.ts';

/** The archival store of an instance: an OCFL 1.1 storage root, made at the first use. Safe to repeat. */
export const openStore = ({ storage }: House['files']): Promise<StorageRoot> => initRoot(path.join(storage, 'ocfl'));

export type Keeping = {
  institutionId: number;
  dossierId: string;
  /** The whole of the new version, by path inside the object. */
  state: ReadonlyMap<string, StateFile>;
  pageCount: number;
  message: string;
  userName: string;
  /** When it was approved; the same again gives the same version. */
  approvedAt: Date;
};

export type Kept = Pick<store.KeptVersion, 'objectId' | 'version' | 'inventoryDigest' | 'fileCount' | 'pageCount'>;

/**
 * Writes a version of a dossier into the archival store and reads every digest back. When it returns, the version survives a loss of
 * power; the database does not say so yet. Safe to repeat: what stands there already is found and not written again.
 * @throws Error when what was read back is not what was written
 */
export async function keepVersion(files: House['files'], keeping: Keeping): Promise<Kept> {
  const root = await openStore(files);
  const objectId = `urn:lantai:${keeping.institutionId}:dossier:${keeping.dossierId}`;
  const { state, message, userName, approvedAt, pageCount } = keeping;
  const { version } = await putVersion(root, objectId, { state, message, user: { name: userName }, created: approvedAt });
  const { valid, errors } = await verifyObject(root, objectId, true);
  if (!valid) throw new Error(`object ${objectId} read back with ${errors.length} errors, first ${errors[0]?.code} ${errors[0]?.path}`);
  return { objectId, version, inventoryDigest: await inventoryDigest(root, objectId, version), fileCount: state.size, pageCount };
}

/** Says that a version is kept, in the caller's transaction: its row, and the event that vouches for it and for the dossier's row. */
export async function recordVersion(
  { tx, actor, now }: { tx: Scoped; actor: { userId: string }; now: Date },
  dossierId: string,
  kept: Kept,
): Promise<LedgerEvent> {
  const row = { id: newId(), dossierId, ...kept, keptAt: now, keptBy: actor.userId };
  await store.insertVersion(tx, row);
  const { version, pageCount, fileCount, inventoryDigest: digest } = kept;
  return {
    ...{ type: 'dossier.published', occurredAt: now, dossierId, subject: { kind: 'dossier', id: dossierId } },
    data: { version, pageCount, fileCount, inventoryDigest: digest },
    rows: [
      { table: 'kept_version', id: row.id },
      { table: 'dossier', id: dossierId },
    ],
  };
}

/** SHA-256 of the inventory that a version came with: it binds every file of that version and of those before. */
export async function inventoryDigest(root: StorageRoot, objectId: string, version: string): Promise<string> {
  const { objectPath } = await readObject(root, objectId, version);
  const bytes = await readFile(path.join(root.path, objectPath, version, 'inventory.json'));
  return createHash('sha256').update(bytes).digest('hex');
}
