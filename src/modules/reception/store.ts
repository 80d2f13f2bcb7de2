import { sql } from 'kysely';
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
  tx.selectOwn('parcel').select(['id', 'signed_on as signedOn']).where('carrier', '=', carrier).where('tracking_no', '=', trackingNo).executeTakeFirst();

const parcels = (tx: Scoped) =>
  tx
    .select('parcel')
    .innerJoin('app_user', 'app_user.id', 'parcel.signed_by')
    .select(['parcel.id', 'tracking_no as trackingNo', 'sender', 'seal_note as sealNote', 'photo_id as photoId', 'listed_count as listedCount'])
    .select(['found_count as foundCount', 'state_reason as stateReason', 'signed_on as signedOn', 'signed_at as signedAt', 'remark', 'version'])
    .select('app_user.display_name as signedBy')
    .select([sql<Carrier>`carrier`.as('carrier'), sql<SealState>`seal_state`.as('sealState'), sql<ParcelState>`parcel.state`.as('state')]);

export type ParcelFilter = { signedOn?: string | undefined; state?: ParcelState | undefined; search?: string | undefined; before?: string | undefined; limit: number };

/** Newest first; `before` is the last id of the page before. */
export const findParcels = (tx: Scoped, { signedOn, state, search, before, limit }: ParcelFilter) =>
  parcels(tx)
    .$if(signedOn !== undefined, (q) => q.where('signed_on', '=', signedOn ?? ''))
    .$if(state !== undefined, (q) => q.where('parcel.state', '=', state ?? ''))
    .$if(search !== undefined && search !== '', (q) =>
      q.where((e) => e.or([e('tracking_no', 'like', `${(search ?? '').toUpperCase()}%`), e('sender', 'like', `%${search}%`)])),
    )
    .$if(before !== undefined, (q) => q.where('parcel.id', '<', before ?? ''))
    .orderBy('parcel.id', 'desc')
    .limit(limit)
    .execute();

export const getParcel = (tx: Scoped, id: string) => parcels(tx).where('parcel.id', '=', id).executeTakeFirst();

/** The next number of a series, given once: a call that fails gives it back, two calls never share one. */
export async function nextNumber(tx: Scoped, series: string): Promise<number> {
  const { last } = await tx
    .insert('number_series', { series, last: 1 })
    .onConflict((oc) => oc.columns(['institution_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

export async function insertFile(tx: Scoped, file: { id: string; sha256: string; mime: string; sizeBytes: number; createdAt: Date; createdBy: string }): Promise<void> {
  const { id, sha256, mime, sizeBytes, createdAt, createdBy } = file;
  await tx.insert('stored_file', { id, sha256, mime, size_bytes: sizeBytes, created_at: createdAt, created_by: createdBy }).execute();
}

export const getFile = (tx: Scoped, id: string) => tx.select('stored_file').select(['sha256', 'mime']).where('id', '=', id).executeTakeFirst();
