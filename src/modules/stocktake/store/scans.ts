import { sql } from 'kysely';
import type { Scoped } from '../../../platform/scoped.ts';
import type { VolumeState } from '../../holdings/rules.ts';
import type { Category, Resolution } from '../rules.ts';

export type Scan = { barcode: string; isDamaged: boolean };
type Seen = { stocktakeId: string; shelfId: string; userId: string; now: Date };

/** Safe to repeat. A code that was seen on another level before is now seen here, and what was said of it there no longer holds. */
export async function upsertScans(tx: Scoped, { stocktakeId, shelfId, userId, now }: Seen, scans: readonly Scan[]): Promise<void> {
  const codes = [...new Map(scans.map((scan) => [scan.barcode, scan])).values()];
  const unit = tx.institutionId;
  await sql`
    insert into stocktake_scan (institution_id, stocktake_id, barcode, volume_id, place, seen_shelf_id, seen_by, seen_at, is_damaged)
    select ${unit}, ${stocktakeId}::uuid, given.barcode, v.id, '', ${shelfId}::uuid, ${userId}::uuid, ${now}::timestamptz, given.damaged
    from unnest(${codes.map(({ barcode }) => barcode)}::text[], ${codes.map(({ isDamaged }) => isDamaged)}::boolean[]) as given (barcode, damaged)
    left join volume v on v.institution_id = ${unit} and v.barcode = given.barcode
    on conflict (institution_id, stocktake_id, barcode) do update set
      seen_shelf_id = excluded.seen_shelf_id, seen_by = excluded.seen_by, seen_at = excluded.seen_at, is_damaged = excluded.is_damaged,
      category = null, resolution = null, note = null
    where stocktake_scan.seen_shelf_id is distinct from excluded.seen_shelf_id
      or stocktake_scan.is_damaged <> excluded.is_damaged`.execute(tx.db);
}

/** All that a printed sheet listed for a level and that stands there by the books, but for the codes in `missing`. */
export async function seeExpected(tx: Scoped, { stocktakeId, shelfId, userId, now }: Seen, missing: readonly string[]): Promise<void> {
  const unit = tx.institutionId;
  await sql`
    update stocktake_scan set seen_shelf_id = ${shelfId}::uuid, seen_by = ${userId}::uuid, seen_at = ${now}::timestamptz
    from volume v where v.institution_id = ${unit} and v.id = stocktake_scan.volume_id and v.state = 'shelved' and v.shelf_id = ${shelfId}::uuid
      and stocktake_scan.institution_id = ${unit} and stocktake_id = ${stocktakeId}::uuid and stocktake_scan.shelf_id = ${shelfId}::uuid
      and seen_shelf_id is null and stocktake_scan.barcode <> all (${[...missing]}::text[])`.execute(tx.db);
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
  await sql`
    update stocktake_scan set category = given.category,
      resolution = case when stocktake_scan.category = given.category then resolution end,
      note = case when stocktake_scan.category = given.category then note end
    from unnest(${judged.map(({ barcode }) => barcode)}::text[], ${judged.map(({ category }) => category)}::text[]) as given (barcode, category)
    where institution_id = ${tx.institutionId} and stocktake_id = ${stocktakeId}::uuid and stocktake_scan.barcode = given.barcode`.execute(
    tx.db,
  );
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
