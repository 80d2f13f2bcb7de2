import { sql } from 'kysely';
import type { Scoped } from '../../../platform/scoped.ts';
import { type conditions, type VolumeAct, type VolumeState, volumeAxis, type volumeParts } from '../rules.ts';

export async function insertVolumes(
  tx: Scoped,
  volumes: readonly { id: string; dossierId: string; part: keyof typeof volumeParts; number: number; barcode: string }[],
) {
  await tx
    .insert(
      'volume',
      volumes.map(({ id, dossierId, part, number, barcode }) => ({
        id,
        dossier_id: dossierId,
        part,
        number,
        barcode,
        state: 'registered',
      })),
    )
    .execute();
}

export const findVolumesOf = (tx: Scoped, dossierId: string) =>
  tx
    .select('volume')
    .select(['id', 'number', 'barcode', 'place as address'])
    .select([sql<keyof typeof volumeParts>`part`.as('part'), sql<VolumeState>`state`.as('state')])
    .select(sql<keyof typeof conditions | null>`condition`.as('condition'))
    .where('dossier_id', '=', dossierId)
    .orderBy('part', 'desc')
    .orderBy('number')
    .execute();

export type VolumeRow = {
  id: string;
  dossierId: string;
  barcode: string;
  state: VolumeState;
  handedOverBy: string | null;
  shelfId: string | null;
  position: number | null;
};

/** Locks volumes in order of id, so that two calls never wait for each other in a circle. */
export const lockVolumes = (tx: Scoped, ids: readonly string[]): Promise<VolumeRow[]> =>
  volumeRows(tx)
    .where('volume.id', 'in', [...ids])
    .orderBy('volume.id')
    .forUpdate()
    .execute();

export const findVolumeIds = (tx: Scoped, barcodes: readonly string[]) =>
  tx
    .selectOwn('volume')
    .select(['id', 'barcode'])
    .where('barcode', 'in', [...barcodes])
    .execute();

const volumeRows = (tx: Scoped) =>
  tx
    .selectOwn('volume')
    .select(['volume.id', 'dossier_id as dossierId', 'barcode', 'handed_over_by as handedOverBy', 'shelf_id as shelfId', 'position'])
    .select(sql<VolumeState>`state`.as('state'));

type VolumeChange = {
  handedOverBy?: string | null;
  handedOverAt?: Date | null;
  place?: { shelfId: string; position: number; address: string };
};

/** Moves a locked volume along its axis. A volume that may not take the act is a fault of the caller, who was to look first. */
export async function updateVolume(tx: Scoped, id: string, act: VolumeAct, set: VolumeChange = {}): Promise<void> {
  const { from, to } = volumeAxis[act];
  const { numUpdatedRows } = await tx
    .update('volume')
    .set({
      ...{ state: to, version: sql`version + 1` },
      ...(set.handedOverBy === undefined ? {} : { handed_over_by: set.handedOverBy, handed_over_at: set.handedOverAt ?? null }),
      ...(set.place ? { shelf_id: set.place.shelfId, position: set.place.position, place: set.place.address } : {}),
      ...(to === 'gone' ? { shelf_id: null, position: null, place: null } : {}),
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`volume ${id} may not ${act}`);
}

/** What stands on a level, in order of position. */
export const findStanding = (tx: Scoped, shelfId: string) =>
  tx
    .selectOwn('volume')
    .select(['id', 'barcode', 'position'])
    .where('shelf_id', '=', shelfId)
    .where('state', '=', 'shelved')
    .orderBy('position')
    .execute();

/** Volumes between desk and store room, in order of registration; `after` is the last id of the page before. */
export const findWaiting = (tx: Scoped, state: 'registered' | 'handedOver', after: string | undefined, limit: number) =>
  tx
    .selectOwn('volume')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'volume.institution_id').onRef('dossier.id', '=', 'volume.dossier_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['volume.id', 'barcode', 'dossier_id as dossierId', 'reference_code as referenceCode', 'person.name as personName'])
    .select(['handed_over_by as handedOverBy', 'handed_over_at as handedOverAt', sql<keyof typeof volumeParts>`part`.as('part')])
    .where('state', '=', state)
    .where('kind', 'in', [...tx.scope.kinds])
    .$if(after !== undefined, (q) => q.where('volume.id', '>', after ?? ''))
    .orderBy('volume.id')
    .limit(limit)
    .execute();

/** The positions in use on each of these levels. */
export async function findTaken(tx: Scoped, shelfIds: readonly string[]): Promise<Map<string, Set<number>>> {
  const taken = new Map(shelfIds.map((id) => [id, new Set<number>()]));
  if (shelfIds.length === 0) return taken;
  const rows = await tx
    .selectOwn('volume')
    .select(['shelf_id as shelfId', 'position'])
    .where('shelf_id', 'in', [...shelfIds])
    .execute();
  for (const { shelfId, position } of rows) taken.get(shelfId ?? '')?.add(position ?? 0);
  return taken;
}

export async function countOnShelves(tx: Scoped, shelfIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const taken = await findTaken(tx, shelfIds);
  return new Map([...taken].map(([id, positions]) => [id, positions.size]));
}

/** How many volumes stand in each room, by its code. */
export async function countInRooms(tx: Scoped, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .selectOwn('volume')
    .select([sql<string>`split_part(place, '-', 1)`.as('code'), sql<number>`count(*)::int`.as('count')])
    .where('shelf_id', 'is not', null)
    .groupBy(sql`split_part(place, '-', 1)`)
    .execute();
  return new Map(rows.map(({ code, count }) => [code, count]));
}

/** Bar codes of the volumes of these dossiers, in order of reference code. */
export const findBarcodes = (tx: Scoped, dossierIds: readonly string[]) =>
  tx
    .selectOwn('volume')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'volume.institution_id').onRef('dossier.id', '=', 'volume.dossier_id'),
    )
    .select(['barcode', 'reference_code as referenceCode', 'number', sql<keyof typeof volumeParts>`part`.as('part')])
    .where('dossier_id', 'in', [...dossierIds])
    .where('state', '<>', 'gone')
    .orderBy('barcode')
    .execute();
