import type { Db } from '../../platform/db.ts';
import type { Difference, Stored } from '../../platform/house.ts';
import { type StorageRoot, verifyObject } from '../packages/index.ts';
import { inventoryDigest, openStore } from './keep.ts';
import * as store from './store.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Holds each kept version against the store: its inventory is the one that was written; deep, every byte of the object. */
export async function recount(db: Db, { files, isDeep }: Stored): Promise<Difference[]> {
  const found: Difference[] = [];
  let rows = await store.findAllVersions(db, FIRST, BATCH);
  while (rows.length > 0) {
    const root = await openStore(files);
    for (const row of rows) found.push(...(await faultsOf(root, row, isDeep)).map((what) => ({ table: 'kept_version', id: row.id, what })));
    rows = await store.findAllVersions(db, rows.at(-1)?.id ?? FIRST, BATCH);
  }
  return found;
}

type Row = Awaited<ReturnType<typeof store.findAllVersions>>[number];

async function faultsOf(root: StorageRoot, { objectId, version, inventoryDigest: digest }: Row, isDeep: boolean): Promise<string[]> {
  const stands = await inventoryDigest(root, objectId, version).catch(() => undefined);
  if (stands === undefined) return [`存储对象 ${objectId} ${version} 缺失或损坏`];
  if (stands !== digest) return [`存储对象 ${objectId} ${version} 的清单被改动`];
  const { errors } = await verifyObject(root, objectId, isDeep);
  return errors.map(({ path, message }) => `存储对象 ${objectId} ${path}：${message}`);
}
