import { sql } from 'kysely';
import { beginsWith } from '../../../platform/begins-with.ts';
import type { Db } from '../../../platform/db.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { RollState, RowState } from '../rules.ts';

const rows = (tx: Scoped) =>
  tx
    .selectOwn('roll_row')
    .select(['roll_row.roll_id as rollId', 'number', 'roll_row.name', 'id_number as idNumber', 'tracking_no as trackingNo'])
    .select(['letter_no as letterNo', 'dossier_id as dossierId', 'note', sql<RowState>`roll_row.state`.as('state')])
    .select([sql<string[] | null>`issues`.as('issues'), sql<Record<string, string>>`person`.as('person')]);

export type RollRow = Awaited<ReturnType<typeof findRows>>[number];

type Filter = { state?: RowState | undefined; search?: string | undefined; after?: number | undefined; limit: number };

/** In the order of the list. */
export const findRows = (tx: Scoped, rollId: string, { state, search, after, limit }: Filter) =>
  rows(tx)
    .where('roll_id', '=', rollId)
    .$if(state !== undefined, (q) => q.where('roll_row.state', '=', state ?? ''))
    .$if(search !== undefined && search !== '', (q) => q.where(beginsWith('roll_row.name', search ?? '')))
    .$if(after !== undefined, (q) => q.where('number', '>', after ?? 0))
    .orderBy('number')
    .limit(limit)
    .execute();

/** All rows in one of these states, for a paper. */
export const findRowsIn = (tx: Scoped, rollId: string, states: readonly RowState[]) =>
  rows(tx)
    .where('roll_id', '=', rollId)
    .where('roll_row.state', 'in', [...states])
    .orderBy('number')
    .execute();

/** What a scan or a few typed characters may mean, one index each. */
export type Wanted = { by: 'number' | 'idNumber' | 'name'; text: string };

/** Rows of open rolls (or of one) that fit, exact names before longer ones. */
export const findWanted = (tx: Scoped, { by, text }: Wanted, rollId: string | undefined, limit: number) =>
  rows(tx)
    .innerJoin('roll', (join) =>
      join.onRef('roll.institution_id', '=', 'roll_row.institution_id').onRef('roll.id', '=', 'roll_row.roll_id'),
    )
    .select('roll.sender')
    .where('roll.state', '=', 'open')
    .$if(by === 'number', (q) => q.where((e) => e.or([e('tracking_no', '=', text), e('letter_no', '=', text)])))
    .$if(by === 'idNumber', (q) => q.where('id_number', '=', text))
    .$if(by === 'name', (q) => q.where(beginsWith('roll_row.name', text)))
    .$if(rollId !== undefined, (q) => q.where('roll_row.roll_id', '=', rollId ?? ''))
    .orderBy(sql`roll_row.name <> ${text}`)
    .orderBy('roll_row.roll_id', 'desc')
    .orderBy('number')
    .limit(limit)
    .execute();

/** Locks a row, and its roll against being closed meanwhile. */
export const lockRow = (tx: Scoped, rollId: string, number: number) =>
  tx
    .selectOwn('roll_row')
    .innerJoin('roll', (join) =>
      join.onRef('roll.institution_id', '=', 'roll_row.institution_id').onRef('roll.id', '=', 'roll_row.roll_id'),
    )
    .select([
      'roll_row.roll_id as rollId',
      'number',
      'roll_row.name',
      'tracking_no as trackingNo',
      'dossier_id as dossierId',
      sql<RowState>`roll_row.state`.as('state'),
    ])
    .select(sql<RollState>`roll.state`.as('rollState'))
    .where('roll_row.roll_id', '=', rollId)
    .where('number', '=', number)
    .forUpdate('roll_row')
    .forShare('roll')
    .executeTakeFirst();

type Change = { state?: RowState; dossierId?: string | null; note?: string | null };

export async function updateRow(tx: Scoped, rollId: string, number: number, { state, dossierId, note }: Change): Promise<void> {
  await tx
    .update('roll_row')
    .set({
      version: sql`version + 1`,
      ...(state === undefined ? {} : { state }),
      ...(dossierId === undefined ? {} : { dossier_id: dossierId }),
      ...(note === undefined ? {} : { note }),
    })
    .where('roll_id', '=', rollId)
    .where('number', '=', number)
    .execute();
}

/** A row beyond the list; its roll must be locked. Returns its number. */
export async function insertSurplus(tx: Scoped, rollId: string, name: string, note: string | null): Promise<number> {
  const last = await tx
    .selectOwn('roll_row')
    .select(sql<number>`coalesce(max(number), 0)`.as('number'))
    .where('roll_id', '=', rollId)
    .executeTakeFirstOrThrow();
  const number = last.number + 1;
  await tx.insert('roll_row', { roll_id: rollId, number, name, person: '{}', state: 'surplus', note }).execute();
  return number;
}

export const countUnregisteredSurplus = async (tx: Scoped, rollId: string): Promise<number> =>
  (
    await tx
      .selectOwn('roll_row')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('roll_id', '=', rollId)
      .where('state', '=', 'surplus')
      .where('dossier_id', 'is', null)
      .executeTakeFirstOrThrow()
  ).count;

/** What did not come by the close of its roll is missing. */
export async function markAwaitedMissing(tx: Scoped, rollId: string): Promise<void> {
  await tx
    .update('roll_row')
    .set({ state: 'missing', version: sql`version + 1` })
    .where('roll_id', '=', rollId)
    .where('state', '=', 'awaited')
    .execute();
}

/** The row that a dossier was registered by. */
export const findRowOf = (tx: Scoped, dossierId: string) =>
  tx
    .selectOwn('roll_row')
    .select(['roll_id as rollId', 'number', sql<RowState>`state`.as('state')])
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst();

/** Rolls with other rows than were imported, and rows whose dossier is none or void. */
export async function findRollDifferences(db: Db): Promise<{ id: string }[]> {
  const { rows: found } = await sql<{ id: string }>`
    select r.institution_id || '/' || r.id as id from roll r
    where r.row_count <> (select count(*) from roll_row w where w.institution_id = r.institution_id and w.roll_id = r.id and w.state <> 'surplus')
    union all
    select w.institution_id || '/' || w.roll_id || '/' || w.number from roll_row w
    left join dossier d on d.institution_id = w.institution_id and d.id = w.dossier_id
    where (w.state = 'registered') <> (w.dossier_id is not null and w.state <> 'surplus')
       or (w.dossier_id is not null and (d.id is null or d.custody_state = 'voided'))`.execute(db);
  return found;
}
