import { sql } from 'kysely';
import { beginsWith } from '../../platform/begins-with.ts';
import type { Db } from '../../platform/db.ts';
import type { Scoped } from '../../platform/scoped.ts';
import type { Carrier, ParcelState, SealState } from './rules.ts';

export type NewParcel = {
  id: string;
  carrier: Carrier;
  trackingNo: string;
  sender: string;
  sealState: SealState;
  sealNote: string | null;
  photoId: string | null;
  listedCount: number | null;
  signedOn: string;
  signedAt: Date;
  signedBy: string;
  remark: string | null;
};

/** False when this carrier's number was signed for already. */
export async function insertParcel(tx: Scoped, parcel: NewParcel): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('parcel', {
      ...{ id: parcel.id, carrier: parcel.carrier, tracking_no: parcel.trackingNo, sender: parcel.sender, seal_state: parcel.sealState },
      ...{ seal_note: parcel.sealNote, photo_id: parcel.photoId, listed_count: parcel.listedCount, remark: parcel.remark, state: 'signed' },
      ...{ signed_on: parcel.signedOn, signed_at: parcel.signedAt, signed_by: parcel.signedBy },
    })
    .onConflict((oc) => oc.columns(['institution_id', 'carrier', 'tracking_no']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export const findByTrackingNo = (tx: Scoped, carrier: Carrier, trackingNo: string) =>
  tx
    .selectOwn('parcel')
    .select(['id', 'signed_on as signedOn'])
    .where('carrier', '=', carrier)
    .where('tracking_no', '=', trackingNo)
    .executeTakeFirst();

/** Locks and returns a parcel of the caller's own institution. */
export const lockParcel = (tx: Scoped, id: string) =>
  tx
    .selectOwn('parcel')
    .select(['id', 'listed_count as listedCount', 'signed_on as signedOn', 'tracking_no as trackingNo'])
    .select([sql<Carrier>`carrier`.as('carrier'), sql<ParcelState>`state`.as('state')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export async function updateParcelState(
  tx: Scoped,
  id: string,
  state: ParcelState,
  set: { reason?: string | null; foundCount?: number },
): Promise<void> {
  await tx
    .update('parcel')
    .set({
      ...{ state, state_reason: set.reason ?? null, version: sql`version + 1` },
      ...(set.foundCount === undefined ? {} : { found_count: set.foundCount }),
    })
    .where('id', '=', id)
    .execute();
}

/** Parcels signed for on `day`, by state. */
export async function countByState(tx: Scoped, day: string): Promise<Readonly<Record<ParcelState, number>>> {
  const rows = await tx
    .selectOwn('parcel')
    .select([sql<ParcelState>`state`.as('state'), sql<number>`count(*)::int`.as('count')])
    .where('signed_on', '=', day)
    .groupBy('state')
    .execute();
  return { signed: 0, completed: 0, returned: 0, suspended: 0, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) };
}

/** Parcels that still wait, signed for on or before `day`, oldest first. */
export const findOpen = (tx: Scoped, day: string, limit: number) =>
  tx
    .selectOwn('parcel')
    .select(['id', 'tracking_no as trackingNo', 'sender', 'signed_on as signedOn', sql<Carrier>`carrier`.as('carrier')])
    .where('state', '=', 'signed')
    .where('signed_on', '<=', day)
    .orderBy('id')
    .limit(limit)
    .execute();

export const getClosedDay = (tx: Scoped, day: string) =>
  tx.selectOwn('closed_day').select(['closed_at as at', 'closed_by as by', 'reason']).where('day', '=', day).executeTakeFirst();

export async function insertClosedDay(tx: Scoped, row: { day: string; at: Date; by: string; reason: string | null }): Promise<void> {
  await tx.insert('closed_day', { day: row.day, closed_at: row.at, closed_by: row.by, reason: row.reason }).execute();
}

export async function deleteClosedDay(tx: Scoped, day: string): Promise<boolean> {
  return (await tx.remove('closed_day').where('day', '=', day).executeTakeFirst()).numDeletedRows === 1n;
}

/** Days that stand as closed without the ledger saying so, or the other way round. */
export async function findDayDifferences(db: Db): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    with said as (
      select distinct on (institution_id, subject_id) institution_id, subject_id as day, type
      from ledger_event where subject_kind = 'day' order by institution_id, subject_id, seq desc)
    select coalesce(c.institution_id, s.institution_id) || '/' || coalesce(c.day::text, s.day) as id
    from closed_day c full join said s on s.institution_id = c.institution_id and s.day = c.day::text
    where (c.day is not null) <> (coalesce(s.type, '') = 'day.closed')`.execute(db);
  return rows;
}

const parcels = (tx: Scoped) =>
  tx
    .select('parcel')
    .select([
      'parcel.id',
      'tracking_no as trackingNo',
      'sender',
      'seal_note as sealNote',
      'photo_id as photoId',
      'listed_count as listedCount',
    ])
    .select([
      'found_count as foundCount',
      'state_reason as stateReason',
      'signed_on as signedOn',
      'signed_at as signedAt',
      'remark',
      'version',
    ])
    .select('signed_by as signedBy')
    .select([sql<Carrier>`carrier`.as('carrier'), sql<SealState>`seal_state`.as('sealState'), sql<ParcelState>`parcel.state`.as('state')]);

export type ParcelFilter = {
  signedOn?: string | undefined;
  state?: ParcelState | undefined;
  search?: string | undefined;
  before?: string | undefined;
  limit: number;
};

/** Newest first; `before` is the last id of the page before. */
export const findParcels = (tx: Scoped, { signedOn, state, search, before, limit }: ParcelFilter) =>
  parcels(tx)
    .$if(signedOn !== undefined, (q) => q.where('signed_on', '=', signedOn ?? ''))
    .$if(state !== undefined, (q) => q.where('parcel.state', '=', state ?? ''))
    .$if(search !== undefined && search !== '', (q) => q.where(matches(search ?? '')))
    .$if(before !== undefined, (q) => q.where('parcel.id', '<', before ?? ''))
    .orderBy('parcel.id', 'desc')
    .limit(limit)
    .execute();

/** A number is looked for among numbers, anything else among senders: each by its beginning. */
const matches = (search: string) =>
  /^[0-9A-Za-z\s-]+$/.test(search) ? beginsWith('tracking_no', search.replace(/[\s-]/g, '').toUpperCase()) : beginsWith('sender', search);

export const getParcel = (tx: Scoped, id: string) => parcels(tx).where('parcel.id', '=', id).executeTakeFirst();
