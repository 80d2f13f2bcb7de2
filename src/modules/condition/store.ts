import { sql } from 'kysely';
import type { Scoped } from '../../platform/scoped.ts';
import type { Level, Signs } from './rules.ts';

export type NewInspection = {
  id: string;
  volumeId: string;
  dossierId: string;
  inspectedOn: string;
  level: Level;
  signs: Signs;
  photoIds: readonly string[];
  note: string | null;
  inspectedBy: string;
};

export async function insertInspection(tx: Scoped, row: NewInspection): Promise<void> {
  const { id, level, note } = row;
  await tx
    .insert('inspection', {
      ...{ id, level, note, volume_id: row.volumeId, dossier_id: row.dossierId, inspected_on: row.inspectedOn },
      ...{ signs: JSON.stringify(row.signs), photo_ids: [...row.photoIds], inspected_by: row.inspectedBy },
    })
    .execute();
}

/** What counts on `day`, before an inspection of that day is added, and the one that follows that day. */
export async function findAround(tx: Scoped, volumeId: string, day: string) {
  const near = () =>
    tx
      .selectOwn('inspection')
      .select([sql<Level>`level`.as('level'), 'inspected_on as day'])
      .where('volume_id', '=', volumeId)
      .where('ended_on', 'is', null);
  const previous = await near().where('inspected_on', '<=', day).orderBy('inspected_on', 'desc').orderBy('id', 'desc').executeTakeFirst();
  const next = await near().where('inspected_on', '>', day).orderBy('inspected_on').orderBy('id').executeTakeFirst();
  return { previous: previous?.level ?? null, next: next ? { day: next.day } : null };
}

/** The last day on which the volume left the house; undefined when it never did. */
export async function findLastEnd(tx: Scoped, volumeId: string): Promise<string | undefined> {
  const row = await tx
    .selectOwn('inspection')
    .select('ended_on as endedOn')
    .where('volume_id', '=', volumeId)
    .where('ended_on', 'is not', null)
    .orderBy('ended_on', 'desc')
    .executeTakeFirst();
  return row?.endedOn ?? undefined;
}

/** The one that counts of a volume: the latest since it was last taken in. */
const isLatest = sql<boolean>`inspection.ended_on is null and not exists (select from inspection later
  where later.institution_id = inspection.institution_id and later.volume_id = inspection.volume_id
  and (later.inspected_on, later.id) > (inspection.inspected_on, inspection.id))`;

export type InspectionFilter = {
  id?: string;
  level?: Level | undefined;
  dossierId?: string | undefined;
  /** Only the latest that are of before this day. */
  before?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** The latest of each volume, newest first; of one dossier all of them. */
export const findInspections = (tx: Scoped, { id, level, dossierId, before, after, limit }: InspectionFilter) =>
  tx
    .selectOwn('inspection')
    .innerJoin('volume', (join) =>
      join.onRef('volume.institution_id', '=', 'inspection.institution_id').onRef('volume.id', '=', 'inspection.volume_id'),
    )
    .select(['inspection.id', 'volume_id as volumeId', 'inspection.dossier_id as dossierId', 'barcode', 'place', 'photo_ids as photoIds'])
    .select(['inspected_on as inspectedOn', 'note', 'inspected_by as inspectedBy', 'ticket_id as ticketId'])
    .select([sql<Level>`inspection.level`.as('level'), sql<Record<string, number>>`signs`.as('signs')])
    .$if(id !== undefined, (q) => q.where('inspection.id', '=', id ?? ''))
    .$if(id === undefined && dossierId === undefined, (q) => q.where(isLatest).where('volume.state', '<>', 'gone'))
    .$if(dossierId !== undefined, (q) => q.where('inspection.dossier_id', '=', dossierId ?? ''))
    .$if(level !== undefined, (q) => q.where('inspection.level', '=', level ?? ''))
    .$if(before !== undefined, (q) => q.where('inspected_on', '<', before ?? ''))
    .$if(after !== undefined, (q) => q.where('inspection.id', '<', after ?? ''))
    .orderBy('inspection.id', 'desc')
    .limit(limit)
    .execute();

/** Volumes on their shelves that have not been inspected since they came. */
export const findUninspected = (tx: Scoped, after: string | undefined, limit: number) =>
  tx
    .selectOwn('volume')
    .select(['id', 'dossier_id as dossierId', 'barcode', 'place'])
    .where('state', '=', 'shelved')
    .where(
      sql<boolean>`not exists (select from inspection i where i.institution_id = volume.institution_id and i.volume_id = volume.id and i.ended_on is null)`,
    )
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();

export async function setTicket(tx: Scoped, id: string, ticketId: string): Promise<void> {
  await tx.update('inspection').set({ ticket_id: ticketId }).where('id', '=', id).execute();
}

export type Ended = { volumeId: string; level: Level; inspectionIds: string[] };

/** Ends what was seen of a dossier's volumes. Returns for each the level that counted until `day`, and the rows that were written. */
export async function endInspections(tx: Scoped, dossierId: string, day: string): Promise<Ended[]> {
  const counted = await tx
    .selectOwn('inspection')
    .select(['volume_id as volumeId', sql<Level>`level`.as('level')])
    .where('dossier_id', '=', dossierId)
    .where(isLatest)
    .execute();
  const written = await tx
    .update('inspection')
    .set({ ended_on: day })
    .where('dossier_id', '=', dossierId)
    .where('ended_on', 'is', null)
    .returning(['id', 'volume_id as volumeId'])
    .execute();
  const idsOf = (volumeId: string) => written.filter((row) => row.volumeId === volumeId).map(({ id }) => id);
  return counted.map((row) => ({ ...row, inspectionIds: idsOf(row.volumeId) }));
}

/** Sums of measures over all days up to `asOf`. */
export async function sumUpTo(tx: Scoped, measures: readonly string[], asOf: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectOwn('ledger_delta')
    .select(['measure', sql<string>`sum(amount)`.as('total')])
    .where('measure', 'in', [...measures])
    .where('business_day', '<=', asOf)
    .groupBy('measure')
    .execute();
  return new Map(rows.map(({ measure, total }) => [measure, Number(total)]));
}
