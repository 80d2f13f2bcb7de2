import { v7 as newId } from 'uuid';
import type { Scoped } from '../../../platform/scoped.ts';

/** Volumes that are missing already are left as they are. Returns what was written, by volume. */
export async function insertMissing(
  tx: Scoped,
  stocktakeId: string,
  volumeIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const rows = volumeIds.map((volumeId) => ({ id: newId(), volume_id: volumeId, stocktake_id: stocktakeId, missing_since: now }));
  if (rows.length === 0) return new Map();
  const written = await tx
    .insert('missing_volume', rows)
    .onConflict((oc) => oc.columns(['institution_id', 'volume_id']).where('found_at', 'is', null).doNothing())
    .returning(['id', 'volume_id as volumeId'])
    .execute();
  return new Map(written.map(({ id, volumeId }) => [volumeId, id]));
}

/** Ends the search for those of these volumes that were missing; returns them. */
export const endMissing = (tx: Scoped, volumeIds: readonly string[], now: Date) =>
  volumeIds.length === 0
    ? Promise.resolve([])
    : tx
        .update('missing_volume')
        .set({ found_at: now })
        .where('volume_id', 'in', [...volumeIds])
        .where('found_at', 'is', null)
        .returning(['id', 'volume_id as volumeId'])
        .execute();

/** Longest missing first. */
export const findMissing = (tx: Scoped, after: string | undefined, limit: number) =>
  tx
    .selectOwn('missing_volume')
    .innerJoin('volume', (join) =>
      join.onRef('volume.institution_id', '=', 'missing_volume.institution_id').onRef('volume.id', '=', 'missing_volume.volume_id'),
    )
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'volume.institution_id').onRef('dossier.id', '=', 'volume.dossier_id'),
    )
    .innerJoin('stocktake', (join) =>
      join
        .onRef('stocktake.institution_id', '=', 'missing_volume.institution_id')
        .onRef('stocktake.id', '=', 'missing_volume.stocktake_id'),
    )
    .select(['missing_volume.id', 'barcode', 'volume.dossier_id as dossierId', 'reference_code as referenceCode', 'place'])
    .select(['missing_since as missingSince', 'stocktake.name as stocktakeName'])
    .where('found_at', 'is', null)
    .where('dossier.kind', 'in', [...tx.scope.kinds])
    .$if(after !== undefined, (q) => q.where('missing_volume.id', '>', after ?? ''))
    .orderBy('missing_volume.id')
    .limit(limit)
    .execute();
