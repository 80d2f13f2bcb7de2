import { sql } from 'kysely';
import { maskIdNumber } from '../../../core/codes/id-number.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { ListedRow } from '../roll-list.ts';
import { noRows, type ParcelState, type RollColumns, type RollCounts, type RollState, type RowState } from '../rules.ts';

export type NewRoll = {
  id: string;
  sender: string;
  fileName: string;
  rowCount: number;
  sha256: string;
  importedOn: string;
  importedAt: Date;
  importedBy: string;
};

export async function insertRoll(tx: Scoped, roll: NewRoll): Promise<void> {
  await tx
    .insert('roll', {
      ...{ id: roll.id, sender: roll.sender, file_name: roll.fileName, row_count: roll.rowCount, sha256: roll.sha256, state: 'open' },
      ...{ imported_on: roll.importedOn, imported_at: roll.importedAt, imported_by: roll.importedBy },
    })
    .execute();
}

/** All rows of a list in one statement, all of them awaited. Measured by `bench rolls`. */
export async function insertRows(tx: Scoped, rollId: string, rows: readonly ListedRow[]): Promise<void> {
  const column = <T>(of: (row: ListedRow) => T) => sql.val(rows.map(of));
  await sql`insert into roll_row (institution_id, roll_id, number, name, id_number, tracking_no, letter_no, person, issues, state)
    select ${tx.institutionId}, ${rollId}, t.number, t.name, t.id_number, t.tracking_no, t.letter_no, t.person, t.issues, 'awaited'
    from unnest(${column(({ name }) => name)}::text[], ${column(({ idNumber }) => idNumber)}::text[],
      ${column(({ trackingNo }) => trackingNo)}::text[], ${column(({ letterNo }) => letterNo)}::text[],
      ${column(({ person }) => JSON.stringify(person))}::jsonb[], ${column(issuesText)}::jsonb[])
      with ordinality as t (name, id_number, tracking_no, letter_no, person, issues, number)`.execute(tx.db);
}

/** Messages quote what they find wrong; lists show a number masked, so it is kept masked here too. */
const issuesText = ({ issues }: ListedRow) => {
  const messages = issues.map(({ message }) => message.replace(/\d{15,17}[\dXx]?/g, maskIdNumber));
  return messages.length > 0 ? JSON.stringify(messages) : null;
};

export async function insertRollParcel(tx: Scoped, rollId: string, parcelId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('roll_parcel', { roll_id: rollId, parcel_id: parcelId })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** How a sender's list of this title row was read the last time. */
export async function getMapping(tx: Scoped, sender: string, titlesSha256: string): Promise<RollColumns | undefined> {
  const row = await tx
    .selectOwn('roll_mapping')
    .select(sql<RollColumns>`columns`.as('columns'))
    .where('sender', '=', sender)
    .where('titles_sha256', '=', titlesSha256)
    .executeTakeFirst();
  return row?.columns;
}

export async function putMapping(tx: Scoped, sender: string, titlesSha256: string, columns: RollColumns): Promise<void> {
  const text = JSON.stringify(columns);
  await tx
    .insert('roll_mapping', { sender, titles_sha256: titlesSha256, columns: text })
    .onConflict((oc) => oc.columns(['institution_id', 'sender', 'titles_sha256']).doUpdateSet({ columns: text }))
    .execute();
}

const rolls = (tx: Scoped) =>
  tx
    .selectOwn('roll')
    .select(['id', 'sender', 'file_name as fileName', 'close_reason as closeReason', 'imported_on as importedOn'])
    .select(['imported_by as importedBy', sql<RollState>`state`.as('state')]);

/** Newest first; `before` is the last id of the page before. */
export const findRolls = (
  tx: Scoped,
  { state, before, limit }: { state?: RollState | undefined; before?: string | undefined; limit: number },
) =>
  rolls(tx)
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
    .$if(before !== undefined, (q) => q.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

export const getRoll = (tx: Scoped, rollId: string) => rolls(tx).where('id', '=', rollId).executeTakeFirst();

export const lockRoll = (tx: Scoped, rollId: string) =>
  tx
    .selectOwn('roll')
    .select(['id', sql<RollState>`state`.as('state')])
    .where('id', '=', rollId)
    .forUpdate()
    .executeTakeFirst();

export async function updateRollState(tx: Scoped, rollId: string, state: RollState, reason: string | null): Promise<void> {
  await tx.update('roll').set({ state, close_reason: reason, version: sql`version + 1` }).where('id', '=', rollId).execute();
}

/** Rows by state, for each of these rolls. */
export async function countRows(tx: Scoped, rollIds: readonly string[]): Promise<ReadonlyMap<string, RollCounts>> {
  if (rollIds.length === 0) return new Map();
  const rows = await tx
    .selectOwn('roll_row')
    .select(['roll_id as rollId', sql<RowState>`state`.as('state'), sql<number>`count(*)::int`.as('count')])
    .where('roll_id', 'in', [...rollIds])
    .groupBy(['roll_id', 'state'])
    .execute();
  return new Map(
    rollIds.map((id) => {
      const own = rows.filter(({ rollId }) => rollId === id).map(({ state, count }) => [state, count]);
      return [id, { ...noRows, ...Object.fromEntries(own) }];
    }),
  );
}

export const findParcelsOf = (tx: Scoped, rollId: string) =>
  tx
    .selectOwn('roll_parcel')
    .innerJoin('parcel', (join) =>
      join.onRef('parcel.institution_id', '=', 'roll_parcel.institution_id').onRef('parcel.id', '=', 'roll_parcel.parcel_id'),
    )
    .select(['parcel.id', 'tracking_no as trackingNo', 'listed_count as listedCount', sql<ParcelState>`parcel.state`.as('state')])
    .where('roll_id', '=', rollId)
    .orderBy('parcel.id')
    .execute();

/** Parcels of this number that stand open, whoever their carrier is. */
export const findOpenByTrackingNo = (tx: Scoped, trackingNo: string) =>
  tx.selectOwn('parcel').select('id').where('tracking_no', '=', trackingNo).where('state', '=', 'signed').orderBy('id', 'desc').execute();
