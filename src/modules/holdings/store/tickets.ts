import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Difference } from '../../../platform/house.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { TicketOutcome, TicketPurpose, TicketState, VolumeState } from '../rules.ts';

export type NewTicket = {
  id: string;
  dossierId: string;
  volumeId: string;
  purpose: TicketPurpose;
  state: TicketState;
  taker: string;
  takerUnit: string;
  reason: string;
  dueOn: string;
  askedBy: string;
  askedAt: Date;
};

/** Returns the ids of volumes that have an open ticket already; for these nothing is written. */
export async function insertTickets(tx: Scoped, tickets: readonly NewTicket[]): Promise<string[]> {
  const rows = tickets.map(({ dossierId, volumeId, takerUnit, dueOn, askedBy, askedAt, ...ticket }) => ({
    ...ticket,
    ...{ dossier_id: dossierId, volume_id: volumeId, taker_unit: takerUnit, due_on: dueOn, asked_by: askedBy, asked_at: askedAt },
  }));
  const written = await tx
    .insert('ticket', rows)
    .onConflict((oc) => oc.columns(['institution_id', 'volume_id']).where('state', '<>', 'closed').doNothing())
    .returning('volume_id as volumeId')
    .execute();
  const taken = new Set(written.map(({ volumeId }) => volumeId));
  return tickets.filter(({ volumeId }) => !taken.has(volumeId)).map(({ volumeId }) => volumeId);
}

export type TicketRow = Awaited<ReturnType<typeof lockTickets>>[number];

/** Locks tickets in order of id, with their volume and dossier as they stand. */
export const lockTickets = (tx: Scoped, by: { ids: readonly string[] } | { openOfBarcodes: readonly string[] }) =>
  tx
    .selectOwn('ticket')
    .innerJoin('volume', (join) =>
      join.onRef('volume.institution_id', '=', 'ticket.institution_id').onRef('volume.id', '=', 'ticket.volume_id'),
    )
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'ticket.institution_id').onRef('dossier.id', '=', 'ticket.dossier_id'),
    )
    .select(['ticket.id', 'ticket.dossier_id as dossierId', 'volume_id as volumeId', 'ticket.due_on as dueOn', 'barcode', 'place'])
    .select(['asked_by as askedBy', 'out_by as outBy', 'returned_by as returnedBy', 'pages_out as pagesOut', 'dossier.kind'])
    .select([sql<TicketPurpose>`ticket.purpose`.as('purpose'), sql<TicketState>`ticket.state`.as('state')])
    .select(sql<VolumeState>`volume.state`.as('volumeState'))
    .$if('ids' in by, (q) => q.where('ticket.id', 'in', 'ids' in by ? [...by.ids] : []))
    .$if('openOfBarcodes' in by, (q) =>
      q.where('barcode', 'in', 'openOfBarcodes' in by ? [...by.openOfBarcodes] : []).where('ticket.state', '<>', 'closed'),
    )
    .where('dossier.kind', 'in', [...tx.scope.kinds])
    .orderBy('ticket.id')
    .forUpdate()
    .execute();

type Change = {
  state: TicketState;
  outcome?: TicketOutcome;
  approved_by?: string;
  out_by?: string;
  out_at?: Date;
  pages_out?: number | null;
  returned_by?: string | null;
  returned_at?: Date | null;
  pages_in?: number | null;
  closed_at?: Date;
  due_on?: string;
  note?: string | null;
};

export async function updateTicket(tx: Scoped, id: string, change: Change): Promise<void> {
  await tx
    .update('ticket')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export type TicketFilter = {
  state?: TicketState | undefined;
  purpose?: TicketPurpose | undefined;
  dossierId?: string | undefined;
  /** Only what is out and was due before this day, longest first. */
  dueBefore?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** What one walk through the room pulls or puts back is listed in the order of the shelves. */
const WALKS: readonly (TicketState | undefined)[] = ['approved', 'returning'];

/** `cursor` of the last row is the next page's `after`. Newest first, overdue ones by their day, a walk by its places. */
export async function findTickets(tx: Scoped, { state, purpose, dossierId, dueBefore, after, limit }: TicketFilter) {
  const order = dueBefore !== undefined ? 'due' : WALKS.includes(state) && !dossierId ? 'place' : 'id';
  const key = { due: sql<string>`ticket.due_on::text`, place: sql<string>`coalesce(volume.place, '')`, id: sql<string>`''` }[order];
  const [, afterKey = '', afterId = ''] = /^(.*)\|([0-9a-f-]{36})$/.exec(after ?? '') ?? [];
  const rows = await tx
    .selectOwn('ticket')
    .innerJoin('volume', (join) =>
      join.onRef('volume.institution_id', '=', 'ticket.institution_id').onRef('volume.id', '=', 'ticket.volume_id'),
    )
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'ticket.institution_id').onRef('dossier.id', '=', 'ticket.dossier_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['ticket.id', 'ticket.dossier_id as dossierId', 'reference_code as referenceCode', 'person.name as personName', 'barcode'])
    .select(['place as address', 'taker', 'taker_unit as takerUnit', 'reason', 'due_on as dueOn', 'asked_by as askedBy'])
    .select(['asked_at as askedAt', 'out_at as outAt', 'pages_out as pagesOut', 'pages_in as pagesIn', 'note'])
    .select([sql<TicketPurpose>`purpose`.as('purpose'), sql<TicketState>`ticket.state`.as('state')])
    .select([sql<TicketOutcome | null>`outcome`.as('outcome'), key.as('key')])
    .where('kind', 'in', [...tx.scope.kinds])
    .$if(state !== undefined, (q) => q.where('ticket.state', '=', state ?? ''))
    .$if(purpose !== undefined, (q) => q.where('purpose', '=', purpose ?? ''))
    .$if(dossierId !== undefined, (q) => q.where('ticket.dossier_id', '=', dossierId ?? ''))
    .$if(dueBefore !== undefined, (q) => q.where('ticket.state', '=', 'out').where('due_on', '<', dueBefore ?? ''))
    .$if(afterId !== '' && order === 'id', (q) => q.where('ticket.id', '<', afterId))
    .$if(afterId !== '' && order !== 'id', (q) => q.where(sql<boolean>`(${key}, ticket.id) > (${afterKey}, ${afterId}::uuid)`))
    .$if(order !== 'id', (q) => q.orderBy(key).orderBy('ticket.id'))
    .$if(order === 'id', (q) => q.orderBy('ticket.id', 'desc'))
    .limit(limit)
    .execute();
  return rows.map(({ key: place, ...row }) => ({ ...row, cursor: `${place}|${row.id}` }));
}

/** Volumes outside without exactly one open ticket, and tickets that say out of a volume that is not. `db` sees all institutions. */
export async function findTicketDifferences(db: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    select 'volume' as table, v.id::text as id, '卷在库外而没有未结的出库单' as what from volume v
    where v.state = 'out' and not exists (select from ticket t
      where t.institution_id = v.institution_id and t.volume_id = v.id and t.state in ('out', 'returning'))
    union all
    select 'ticket', t.id::text, '出库单未结而卷不在库外' from ticket t
    join volume v on v.institution_id = t.institution_id and v.id = t.volume_id
    where t.state in ('out', 'returning') and v.state <> 'out'`.execute(db);
  return rows;
}
