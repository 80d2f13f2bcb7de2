import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Difference } from '../../../platform/house.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { type Category, type Difference as Differing, differences, type Progress, type StocktakeState } from '../rules.ts';

export type Range = { roomId: string; zone?: number | undefined; firstRack?: number | undefined; lastRack?: number | undefined };

const within = ({ roomId, zone, firstRack, lastRack }: Range) => sql<boolean>`
  shelf.room_id = ${roomId}::uuid and (${zone ?? null}::int is null or shelf.zone = ${zone ?? null})
  and (${firstRack ?? null}::int is null or shelf.rack between ${firstRack ?? null} and ${lastRack ?? null})`;

/** A stocktake that is not ended and shares a level with this range. */
export const findOverlap = (tx: Scoped, range: Range) =>
  tx
    .selectOwn('stocktake')
    .innerJoin('stocktake_shelf as s', (join) =>
      join.onRef('s.institution_id', '=', 'stocktake.institution_id').onRef('s.stocktake_id', '=', 'stocktake.id'),
    )
    .innerJoin('shelf', (join) => join.onRef('shelf.institution_id', '=', 's.institution_id').onRef('shelf.id', '=', 's.shelf_id'))
    .select('stocktake.name')
    .where('stocktake.state', 'in', ['open', 'submitted'])
    .where(within(range))
    .limit(1)
    .executeTakeFirst();

type New = Range & { id: string; name: string; isFirst: boolean; userId: string; now: Date };

/**
 * Reads the range and the head of the ledger in one statement, so both are of one moment. Returns how much there is to count.
 */
export async function insertStocktake(tx: Scoped, stocktake: New) {
  const { id, roomId, name, zone = null, firstRack = null, lastRack = null, isFirst, userId, now } = stocktake;
  const unit = tx.institutionId;
  const { rows } = await sql<{ shelfCount: number; volumeCount: number; baselineSeq: number }>`
    with range as materialized (select id, address from shelf where institution_id = ${unit} and ${within(stocktake)}),
    held as materialized (select v.id, v.barcode, v.shelf_id, v.place from volume v join range on range.id = v.shelf_id
      where v.institution_id = ${unit}),
    head as (select coalesce(max(seq), 0) as seq from ledger_event where institution_id = ${unit}),
    made as (insert into stocktake (institution_id, id, room_id, name, zone, first_rack, last_rack, is_first, baseline_seq, baseline_at,
        shelf_count, volume_count, state, opened_by)
      select ${unit}, ${id}::uuid, ${roomId}::uuid, ${name}, ${zone}::int, ${firstRack}::int, ${lastRack}::int, ${isFirst}::boolean,
        (select seq from head), ${now}::timestamptz, (select count(*) from range), (select count(*) from held), 'open', ${userId}::uuid
      returning shelf_count, volume_count, baseline_seq),
    levels as (insert into stocktake_shelf (institution_id, id, stocktake_id, shelf_id, address, state, expected_count)
      select ${unit}, gen_random_uuid(), ${id}::uuid, range.id, address, 'waiting', coalesce(n, 0)
      from range left join (select shelf_id, count(*) as n from held group by 1) counted on counted.shelf_id = range.id),
    lines as (insert into stocktake_scan (institution_id, stocktake_id, barcode, volume_id, shelf_id, place)
      select ${unit}, ${id}::uuid, barcode, id, shelf_id, place from held)
    select shelf_count as "shelfCount", volume_count as "volumeCount", baseline_seq::int as "baselineSeq" from made`.execute(tx.db);
  const [made] = rows;
  if (!made) throw new Error('nothing was made');
  return made;
}

const stocktakes = (tx: Scoped) =>
  tx
    .selectOwn('stocktake')
    .innerJoin('room', (join) =>
      join.onRef('room.institution_id', '=', 'stocktake.institution_id').onRef('room.id', '=', 'stocktake.room_id'),
    )
    .select(['stocktake.id', 'stocktake.name', 'room.code as roomCode', 'zone', 'first_rack as firstRack', 'last_rack as lastRack'])
    .select(['is_first as isFirst', 'opened_by as openedBy', 'submitted_by as submittedBy', 'closed_by as closedBy', 'note'])
    .select(['baseline_at as baselineAt', 'closed_at as closedAt', 'shelf_count as shelfCount', 'volume_count as volumeCount'])
    .select(sql<StocktakeState>`state`.as('state'))
    .select(
      sql<number>`(select count(*)::int from stocktake_shelf s where s.institution_id = stocktake.institution_id
        and s.stocktake_id = stocktake.id and s.state = 'counted')`.as('countedShelves'),
    );
export type StocktakeRow = Awaited<ReturnType<typeof findStocktakes>>[number];

export const findStocktakes = (
  tx: Scoped,
  { state, after, limit }: { state?: string | undefined; after?: string | undefined; limit: number },
) =>
  stocktakes(tx)
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
    .$if(after !== undefined, (q) => q.where('stocktake.id', '<', after ?? ''))
    .orderBy('stocktake.id', 'desc')
    .limit(limit)
    .execute();

export const getStocktake = (tx: Scoped, id: string) => stocktakes(tx).where('stocktake.id', '=', id).executeTakeFirst();

/** `isCounting` shares the lock, so that shelves are counted side by side but never while the stocktake is being ended. */
export const lockStocktake = (tx: Scoped, id: string, isCounting: boolean) =>
  tx
    .selectOwn('stocktake')
    .select(['id', 'is_first as isFirst', 'submitted_by as submittedBy', 'baseline_seq as baselineSeq'])
    .select(sql<StocktakeState>`state`.as('state'))
    .where('id', '=', id)
    .$if(isCounting, (q) => q.forShare())
    .$if(!isCounting, (q) => q.forUpdate())
    .executeTakeFirst();

type Change = { state: StocktakeState; submitted_by?: string | null; closed_by?: string; closed_at?: Date; note?: string };

export async function updateStocktake(tx: Scoped, id: string, change: Change): Promise<void> {
  await tx
    .update('stocktake')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** What has been judged, by kind, and what of it is still open. */
export async function countResults(tx: Scoped, id: string): Promise<{ counts: Partial<Record<Category, number>>; progress: Progress }> {
  const rows = await tx
    .selectOwn('stocktake_scan')
    .select([sql<Category>`category`.as('category'), sql<number>`count(*)::int`.as('count')])
    .select(sql<number>`(count(*) filter (where resolution is null))::int`.as('open'))
    .where('stocktake_id', '=', id)
    .where('category', 'is not', null)
    .groupBy('category')
    .execute();
  const { waiting } = await tx
    .selectOwn('stocktake_shelf')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('stocktake_id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  const open = rows.filter(({ category }) => (differences as readonly Category[]).includes(category));
  return {
    counts: Object.fromEntries(rows.map(({ category, count }) => [category, count])),
    progress: { waiting, open: Object.fromEntries(open.map((row) => [row.category as Differing, row.open])) },
  };
}

const digestOf = sql<string>`encode(sha256(convert_to(string_agg(concat_ws('|', barcode, volume_id, shelf_id, seen_shelf_id, is_damaged,
  coalesce(category, '-'), coalesce(resolution, '-')), E'\n' order by barcode), 'UTF8')), 'hex')`;

/** One digest over all lines as they stand: the ledger keeps it, so a line changed afterwards is found. */
export async function digestLines(tx: Scoped, id: string): Promise<string> {
  const row = await tx.selectOwn('stocktake_scan').select(digestOf.as('digest')).where('stocktake_id', '=', id).executeTakeFirstOrThrow();
  return row.digest ?? '';
}

/** Ended stocktakes whose lines are not those of their end, and levels that the ledger did not count. `db` sees all institutions. */
export async function findChangedStocktakes(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    select 'stocktake_scan' as table, e.subject_id as id, '已结束的盘点，明细与结束时不符' as what from ledger_event e
    where e.type = 'stocktake.closed' and e.data ->> 'resultDigest' is distinct from coalesce((select ${digestOf} from stocktake_scan s
      where s.institution_id = e.institution_id and s.stocktake_id = e.subject_id::uuid), '')
    union all
    select 'stocktake_shelf', s.id::text, '盘点的层，状态与台账不符' from stocktake_shelf s
    where s.state <> coalesce((select case e.type when 'stocktake.shelfCounted' then 'counted' else 'waiting' end from ledger_event e
      where e.institution_id = s.institution_id and e.subject_kind = 'stocktakeShelf' and e.subject_id = s.id::text
      order by seq desc limit 1), 'waiting')`.execute(db);
  return rows;
}
