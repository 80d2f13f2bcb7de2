import type { Db } from '../../platform/db.ts';
import type { Scoped } from '../../platform/scoped.ts';

export type KeptVersion = {
  id: string;
  dossierId: string;
  objectId: string;
  version: string;
  inventoryDigest: string;
  pageCount: number;
  fileCount: number;
  keptAt: Date;
  keptBy: string;
};

export async function insertVersion(tx: Scoped, kept: KeptVersion): Promise<void> {
  await tx
    .insert('kept_version', {
      ...{ id: kept.id, dossier_id: kept.dossierId, object_id: kept.objectId, version: kept.version },
      ...{ inventory_digest: kept.inventoryDigest, page_count: kept.pageCount, file_count: kept.fileCount },
      ...{ kept_at: kept.keptAt, kept_by: kept.keptBy },
    })
    .execute();
}

/** Newest first. */
export const findVersions = (tx: Scoped, dossierId: string) =>
  tx
    .select('kept_version')
    .select([
      'version',
      'object_id as objectId',
      'inventory_digest as inventoryDigest',
      'page_count as pageCount',
      'file_count as fileCount',
    ])
    .select(['kept_at as keptAt', 'kept_by as keptBy'])
    .where('dossier_id', '=', dossierId)
    .orderBy('id', 'desc')
    .execute();

/** Versions of every institution by id, one page of rows after another. */
export const findAllVersions = (db: Db, after: string, limit: number) =>
  db
    .selectFrom('kept_version')
    .select(['id', 'object_id as objectId', 'version', 'inventory_digest as inventoryDigest'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
