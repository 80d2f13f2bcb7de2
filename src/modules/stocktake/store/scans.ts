import { sql } from 'kysely';
import type { Scoped } from '../../../platform/scoped.ts';
import { findStanding, findVolumeIds } from '../../holdings/index.ts';
import type { VolumeState } from '../../holdings/rules.ts';
import type { Category, Resolution } from '../rules.ts';

export type Scan = { barcode: string; isDamaged: boolean };
type Seen = { stocktakeId: string; shelfId: string; userId: string; now: Date };

/** Safe to repeat. A code that was seen on another level before is now seen here, and what was said of it there no longer holds. */
export async function upsertScans(tx: Scoped, { stocktakeId, shelfId, userId, now }: Seen, scans: readonly Scan[]): Promise<void> {
  const byCode = new Map(scans.map((scan) => [scan.barcode, scan]));
  const ids = new Map((await findVolumeIds(tx, [...byCode.keys()])).map(({ id, barcode }) => [barcode, id]));
  const rows = [...byCode.values()].map(({ barcode, isDamaged }) => ({
    ...{ stocktake_id: stocktakeId, barcode, volume_id: ids.get(barcode) ?? null, place: '', is_damaged: isDamaged },
    ...{ seen_shelf_id: shelfId, seen_by: userId, seen_at: now },
  }));
  await tx
    .insert('stocktake_scan', rows)
    .onConflict((oc) =>
      oc
        .columns(['institution_id', 'stocktake_id', 'barcode'])
        .doUpdateSet(({ ref }) => ({
          ...{ seen_shelf_id: ref('excluded.seen_shelf_id'), seen_by: ref('excluded.seen_by'), seen_at: ref('excluded.seen_at') },
          ...{ is_damaged: ref('excluded.is_damaged'), category: null, resolution: null, note: null },
        }))
        .where(
          sql<boolean>`stocktake_scan.seen_shelf_id is distinct from excluded.seen_shelf_id or stocktake_scan.is_damaged <> excluded.is_damaged`,
        ),
    )
    .execute();
}

/** All that a printed sheet listed for a level and that stands there by the books, but for the codes in `missing`. */
export async function seeExpected(tx: Scoped, { stocktakeId, shelfId, userId, now }: Seen, missing: readonly string[]): Promise<void> {
  const standing = (await findStanding(tx, shelfId)).filter(({ barcode }) => !missing.includes(barcode)).map(({ id }) => id);
  if (standing.length > 0)
    await tx
      .update('stocktake_scan')
      .set({ seen_shelf_id: shelfId, seen_by: userId, seen_at: now })
      .where('stocktake_id', '=', stocktakeId)
      .where('shelf_id', '=', shelfId)
      .where('seen_shelf_id', 'is', null)
      .where('volume_id', 'in', standing)
      .execute();
  if (missing.length > 0)
    await tx
      .update('stocktake_scan')
      .set({ seen_shelf_id: null, seen_by: null, seen_at: null })
      .where('stocktake_id', '=', stocktakeId)
      .where('seen_shelf_id', '=', shelfId)
      .where('barcode', 'in', [...missing])
      .execute();
}

/** A code that the range did not expect goes altogether. */
export async function removeScan(tx: Scoped, stocktakeId: string, shelfId: string, barcode: string): Promise<void> {
  const own = { stocktakeId, shelfId, barcode };
  await tx
    .remove('stocktake_scan')
    .where('stocktake_id', '=', own.stocktakeId)
    .where('seen_shelf_id', '=', own.shelfId)
    .where('barcode', '=', own.barcode)
    .where('shelf_id', 'is', null)
    .execute();
  await tx
    .update('stocktake_scan')
    .set({ seen_shelf_id: null, seen_by: null, seen_at: null, is_damaged: false })
    .where('stocktake_id', '=', own.stocktakeId)
    .where('seen_shelf_id', '=', own.shelfId)
    .where('barcode', '=', own.barcode)
    .execute();
}

const lines = (tx: Scoped, stocktakeId: string) =>
  tx
    .selectOwn('stocktake_scan')
    .leftJoin('volume', (join) =>
      join.onRef('volume.institution_id', '=', 'stocktake_scan.institution_id').onRef('volume.id', '=', 'stocktake_scan.volume_id'),
    )
    .leftJoin('shelf as seen', (join) =>
      join.onRef('seen.institution_id', '=', 'stocktake_scan.institution_id').onRef('seen.id', '=', 'stocktake_scan.seen_shelf_id'),
    )
    .select(['stocktake_scan.barcode', 'volume_id as volumeId', 'dossier_id as dossierId', 'stocktake_scan.shelf_id as baselineShelfId'])
    .select(['seen_shelf_id as seenShelfId', 'seen_at as seenAt', 'is_damaged as isDamaged', 'note', 'seen.address as seenAddress'])
    .select(['volume.place as nowPlace', 'volume.shelf_id as nowShelfId', sql<VolumeState | null>`volume.state`.as('volumeState')])
    .select([sql<Category | null>`category`.as('category'), sql<Resolution | null>`resolution`.as('resolution')])
    .select(sql<string | null>`nullif(stocktake_scan.place, '')`.as('place'))
    .where('stocktake_id', '=', stocktakeId);
export type LineRow = Awaited<ReturnType<typeof findShelfLines>>[number];

/** What the books had on a level at the baseline, in its order, then what else was seen there. */
export const findShelfLines = (tx: Scoped, stocktakeId: string, shelfId: string) =>
  lines(tx, stocktakeId)
    .where((e) => e.or([e('stocktake_scan.shelf_id', '=', shelfId), e('seen_shelf_id', '=', shelfId)]))
    .orderBy(sql`stocktake_scan.place = ''`)
    .orderBy('stocktake_scan.place')
    .orderBy('stocktake_scan.barcode')
    .execute();

export const findLines = (tx: Scoped, stocktakeId: string, barcodes: readonly string[]) =>
  lines(tx, stocktakeId)
    .where('stocktake_scan.barcode', 'in', [...barcodes])
    .execute();

export type ResultFilter = {
  /** Undefined: every kind but 账实相符. */
  category?: Category | undefined;
  isOpen?: boolean;
  after?: string | undefined;
  limit: number;
};

export const findResults = (tx: Scoped, stocktakeId: string, { category, isOpen = false, after, limit }: ResultFilter) =>
  lines(tx, stocktakeId)
    .where('category', '<>', 'match')
    .$if(category !== undefined, (q) => q.where('category', '=', category ?? ''))
    .$if(isOpen, (q) => q.where('resolution', 'is', null))
    .$if(after !== undefined, (q) => q.where('stocktake_scan.barcode', '>', after ?? ''))
    .$if(category === undefined, (q) => q.orderBy('category'))
    .orderBy('stocktake_scan.barcode')
    .limit(limit)
    .execute();

/** When the books last moved each volume after the baseline. */
export async function findMoves(tx: Scoped, volumeIds: readonly string[], baselineSeq: string): Promise<ReadonlyMap<string, Date>> {
  if (volumeIds.length === 0) return new Map();
  const rows = await tx
    .selectOwn('ledger_event')
    .select(['subject_id as id', sql<Date>`max(occurred_at)`.as('at')])
    .where('subject_kind', '=', 'volume')
    .where('subject_id', 'in', [...volumeIds])
    .where('seq', '>', baselineSeq)
    .where('type', 'in', ['volume.moved', 'volume.checkedOut', 'volume.checkedIn', 'volume.shelved'])
    .groupBy('subject_id')
    .execute();
  return new Map(rows.map(({ id, at }) => [id, at]));
}

export type Judged = { barcode: string; category: Category };

/** A difference that was settled stays settled while it is judged the same again. */
export async function writeCategories(tx: Scoped, stocktakeId: string, judged: readonly Judged[]): Promise<void> {
  for (const category of new Set(judged.map((line) => line.category))) {
    const barcodes = judged.filter((line) => line.category === category).map(({ barcode }) => barcode);
    await tx
      .update('stocktake_scan')
      .set({
        category,
        resolution: sql<string | null>`case when category = ${category} then resolution end`,
        note: sql<string | null>`case when category = ${category} then note end`,
      })
      .where('stocktake_id', '=', stocktakeId)
      .where('barcode', 'in', barcodes) // one look into the index each; a join has no statistics to go by
      .execute();
  }
}

export async function writeResolution(
  tx: Scoped,
  stocktakeId: string,
  barcodes: readonly string[],
  resolution: Resolution,
  note: string,
): Promise<void> {
  await tx
    .update('stocktake_scan')
    .set({ resolution, note })
    .where('stocktake_id', '=', stocktakeId)
    .where('barcode', 'in', [...barcodes])
    .execute();
}

/** What the sheet to be ticked lists, in the order of the shelves; levels without volumes have no line. */
export const findSheetLines = (tx: Scoped, stocktakeId: string, rack: number | undefined, limit: number) =>
  lines(tx, stocktakeId)
    .innerJoin('shelf', (join) =>
      join.onRef('shelf.institution_id', '=', 'stocktake_scan.institution_id').onRef('shelf.id', '=', 'stocktake_scan.shelf_id'),
    )
    .select('shelf.address')
    .$if(rack !== undefined, (q) => q.where('shelf.rack', '=', rack ?? 0))
    .orderBy('stocktake_scan.place')
    .limit(limit)
    .execute();
