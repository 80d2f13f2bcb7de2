import { sql } from 'kysely';
import type { outReasons } from '../../../core/codes/tables.ts';
import type { DossierKind } from '../../../core/scope.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { Channel, TransferState } from '../rules.ts';

export type NewTransfer = {
  id: string;
  dossier_id: string;
  kind: DossierKind;
  receiver_id: string;
  out_reason: string;
  channel: Channel;
  letter_number: string;
  letter_on: string;
  applicant: string;
  asked_by: string;
  asked_at: Date;
  due_on: string;
  note: string | null;
};

/** False when the dossier has an open transfer already; then nothing is written. */
export async function insertTransfer(tx: Scoped, row: NewTransfer): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('transfer', { ...row, state: 'asked' })
    .onConflict((oc) => oc.columns(['institution_id', 'dossier_id']).where('state', 'in', ['asked', 'approved', 'dispatched']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

const rows = (tx: Scoped) =>
  tx
    .selectOwn('transfer')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'transfer.institution_id').onRef('dossier.id', '=', 'transfer.dossier_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .innerJoin('receiver', (join) =>
      join.onRef('receiver.institution_id', '=', 'transfer.institution_id').onRef('receiver.id', '=', 'transfer.receiver_id'),
    )
    .select(['transfer.id', 'transfer.dossier_id as dossierId', 'reference_code as referenceCode', 'person.name as personName'])
    .select(['receiver_id as receiverId', 'receiver.name as receiverName', 'receiver.address', 'receiver.postcode'])
    .select(['receiver.confidential_no as confidentialNo', 'letter_number as letterNumber', 'letter_on as letterOn', 'applicant'])
    .select(['asked_by as askedBy', 'asked_at as askedAt', 'decided_by as decidedBy', 'due_on as dueOn', 'notice_number as noticeNumber'])
    .select(['dispatched_on as dispatchedOn', 'dispatched_by as dispatchedBy', 'tracking_no as trackingNo', 'volume_count as volumeCount'])
    .select(['page_count as pageCount', 'item_count as itemCount', 'chased_on as chasedOn', 'chase_count as chaseCount', 'note'])
    .select(['acknowledged_on as acknowledgedOn', 'acknowledged_by as acknowledgedBy', 'transfer.version'])
    .select([
      sql<TransferState>`transfer.state`.as('state'),
      sql<Channel>`channel`.as('channel'),
      sql<DossierKind>`transfer.kind`.as('kind'),
    ])
    .select(sql<keyof typeof outReasons>`out_reason`.as('outReason'))
    .where('transfer.kind', 'in', [...tx.scope.kinds]);
export type TransferRow = Awaited<ReturnType<typeof lockTransfers>>[number];

/** In order of id, so that two calls never wait for each other in a circle. */
export const lockTransfers = (tx: Scoped, ids: readonly string[]) =>
  rows(tx)
    .where('transfer.id', 'in', [...ids])
    .orderBy('transfer.id')
    .forUpdate('transfer')
    .execute();

/** As `lockTransfers`, without locks, for papers; in order of the notices. */
export const getTransfers = (tx: Scoped, ids: readonly string[]) =>
  rows(tx)
    .where('transfer.id', 'in', [...ids])
    .orderBy('notice_number')
    .orderBy('transfer.id')
    .execute();

type Change = {
  state?: TransferState;
  decided_by?: string;
  decided_at?: Date;
  notice_number?: string;
  dispatched_by?: string;
  dispatched_at?: Date;
  dispatched_on?: string;
  tracking_no?: string | null;
  volume_count?: number;
  page_count?: number | null;
  item_count?: number | null;
  chased_on?: string;
  chase_count?: number;
  acknowledged_on?: string;
  acknowledged_by?: string;
  note?: string | null;
};

/** The caller holds the row's lock. */
export async function updateTransfer(tx: Scoped, id: string, change: Change): Promise<void> {
  await tx
    .update('transfer')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** The notice that an earlier parcel with this number carried. Two calls with one number wait for each other until commit. */
export async function findTracking(tx: Scoped, trackingNo: string): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`transfer/${tx.institutionId}/${trackingNo}`}, 0))`.execute(tx.db);
  const row = await tx.selectOwn('transfer').select('notice_number as notice').where('tracking_no', '=', trackingNo).executeTakeFirst();
  return row?.notice ?? undefined;
}

export type TransferFilter = {
  state?: TransferState | undefined;
  dossierId?: string | undefined;
  /** Not sent, and due before this day. */
  dueBefore?: string | undefined;
  /** Sent up to this day, and not acknowledged. */
  sentUpTo?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** `cursor` of the last row is the next page's `after`. Newest first; by the due day or the day sent where one of these is asked. */
export async function findTransfers(tx: Scoped, { state, dossierId, dueBefore, sentUpTo, after, limit }: TransferFilter) {
  const byDay = dueBefore !== undefined ? sql<string>`due_on::text` : sentUpTo !== undefined ? sql<string>`dispatched_on::text` : undefined;
  const [, afterKey = '', afterId = ''] = /^(.*)\|([0-9a-f-]{36})$/.exec(after ?? '') ?? [];
  const found = await rows(tx)
    .select((byDay ?? sql<string>`''`).as('key'))
    .$if(state !== undefined, (q) => q.where('transfer.state', '=', state ?? ''))
    .$if(dossierId !== undefined, (q) => q.where('transfer.dossier_id', '=', dossierId ?? ''))
    .$if(dueBefore !== undefined, (q) => q.where('transfer.state', 'in', ['asked', 'approved']).where('due_on', '<', dueBefore ?? ''))
    .$if(sentUpTo !== undefined, (q) => q.where('transfer.state', '=', 'dispatched').where('dispatched_on', '<=', sentUpTo ?? ''))
    .$if(afterId !== '' && !byDay, (q) => q.where('transfer.id', '<', afterId))
    .$if(afterId !== '' && byDay !== undefined, (q) => q.where(sql<boolean>`(${byDay}, transfer.id) > (${afterKey}, ${afterId}::uuid)`))
    .$if(byDay !== undefined, (q) => q.orderBy(byDay ?? sql`1`).orderBy('transfer.id'))
    .$if(byDay === undefined, (q) => q.orderBy('transfer.id', 'desc'))
    .limit(limit)
    .execute();
  return found.map(({ key, ...row }) => ({ ...row, cursor: `${key}|${row.id}` }));
}

/** All that went out in a year, in order of the notices (登记簿). */
export const findSent = (tx: Scoped, year: number, limit: number) =>
  rows(tx)
    .where('dispatched_on', '>=', `${year}-01-01`)
    .where('dispatched_on', '<', `${year + 1}-01-01`)
    .orderBy('dispatched_on')
    .orderBy('transfer.id')
    .limit(limit)
    .execute();
