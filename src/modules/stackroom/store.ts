import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import type { Scoped } from '../../platform/scoped.ts';

export async function insertRoom(tx: Scoped, row: { id: string; code: string; name: string; now: Date }): Promise<boolean> {
  const { id, code, name, now } = row;
  const { numInsertedOrUpdatedRows } = await tx
    .insert('room', { id, code, name, created_at: now })
    .onConflict((oc) => oc.columns(['institution_id', 'code']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export const getRoom = (tx: Scoped, id: string) => tx.selectOwn('room').select(['id', 'code']).where('id', '=', id).executeTakeFirst();

/** Rooms with what they hold; a room has few thousand levels, so they are summed here. */
export async function findRooms(tx: Scoped) {
  return tx
    .selectOwn('room')
    .leftJoin('shelf', (join) => join.onRef('shelf.institution_id', '=', 'room.institution_id').onRef('shelf.room_id', '=', 'room.id'))
    .select(['room.id', 'room.code', 'room.name'])
    .select([sql<number>`count(shelf.id)::int`.as('shelfCount'), sql<number>`coalesce(sum(shelf.capacity), 0)::int`.as('capacity')])
    .groupBy(['room.id', 'room.code', 'room.name'])
    .orderBy('room.code')
    .execute();
}

export type NewShelf = {
  id: string;
  roomId: string;
  zone: number;
  rack: number;
  face: 'A' | 'B';
  bay: number;
  level: number;
  address: string;
  capacity: number;
};

/** Returns the addresses that stood already. */
export async function insertShelves(tx: Scoped, shelves: readonly NewShelf[]): Promise<string[]> {
  const addresses = shelves.map(({ address }) => address);
  const standing = await tx.selectOwn('shelf').select('address').where('address', 'in', addresses).orderBy('address').execute();
  if (standing.length > 0) return standing.map(({ address }) => address);
  for (let from = 0; from < shelves.length; from += 1000) {
    const rows = shelves.slice(from, from + 1000).map(({ roomId, ...shelf }) => ({ ...shelf, room_id: roomId }));
    await tx.insert('shelf', rows).execute();
  }
  return [];
}

export type ShelfFilter = {
  roomId: string;
  zone?: number | undefined;
  rack?: number | undefined;
  after?: string | undefined;
  limit: number;
};

/** Levels in order of address; `after` is the last address of the page before. */
export const findShelves = (tx: Scoped, { roomId, zone, rack, after, limit }: ShelfFilter) =>
  tx
    .selectOwn('shelf')
    .select(['id', 'address', 'capacity'])
    .where('room_id', '=', roomId)
    .$if(zone !== undefined, (q) => q.where('zone', '=', zone ?? 0))
    .$if(rack !== undefined, (q) => q.where('rack', '=', rack ?? 0))
    .$if(after !== undefined, (q) => q.where('address', '>', after ?? ''))
    .orderBy('address')
    .limit(limit)
    .execute();

/** Levels by address, as they stand. */
export const findShelvesAt = (tx: Scoped, addresses: readonly string[]) =>
  tx
    .selectOwn('shelf')
    .select(['id', 'address', 'capacity'])
    .where(sql<boolean>`address = any (${sql.val([...addresses])}::text[])`)
    .execute();

/** Locks levels in order of address, so that two calls never wait for each other in a circle. */
export const lockShelves = async (tx: Scoped, addresses: readonly string[]) =>
  addresses.length === 0
    ? []
    : tx
        .selectOwn('shelf')
        .select(['id', 'address', 'capacity'])
        .where('address', 'in', [...addresses])
        .orderBy('address')
        .forNoKeyUpdate()
        .execute();

/** Rooms whose levels or capacity differ from what the ledger added. */
export async function findRoomDifferences(db: Db): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    with said as (
      select institution_id, subject_id, sum((data ->> 'shelfCount')::int) as shelves, sum((data ->> 'capacity')::int) as capacity
      from ledger_event where type = 'shelves.added' group by 1, 2),
    stands as (select institution_id, room_id::text as room_id, count(*) as shelves, sum(capacity) as capacity from shelf group by 1, 2)
    select coalesce(t.room_id, s.subject_id) as id from stands t full join said s on s.institution_id = t.institution_id and s.subject_id = t.room_id
    where t.shelves is distinct from s.shelves or t.capacity is distinct from s.capacity`.execute(db);
  return rows;
}
