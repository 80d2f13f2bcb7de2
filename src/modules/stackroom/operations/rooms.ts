import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../../core/event.ts';
import { Problem } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { countInRooms, countOnShelves } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { readShelf, shelfAddress } from '../rules.ts';
import * as store from '../store.ts';

export const findRooms = answer(contract.findRooms, async ({ tx }) => {
  const rooms = await store.findRooms(tx);
  const used = await countInRooms(
    tx,
    rooms.map(({ code }) => code),
  );
  return { rooms: rooms.map((room) => ({ ...room, usedCount: used.get(room.code) ?? 0 })) };
});

export const createRoom = implement(contract.createRoom, async ({ tx, now }, { code, name }) => {
  const id = newId();
  if (!(await store.insertRoom(tx, { id, code, name, now })))
    throw new Problem('conflict', 'room code', [{ path: 'code', message: `库房编号 ${code} 已使用` }]);
  const rows = [{ table: 'room', id }];
  return {
    result: { roomId: id },
    events: [{ type: 'room.created', occurredAt: now, subject: { kind: 'room', id }, data: { code }, rows }],
  };
});

const MOST_SHELVES = 20_000;

export const addShelves = implement(contract.addShelves, async ({ tx, now }, input) => {
  const room = await store.getRoom(tx, input.roomId);
  if (!room) throw new Problem('not_found', `room ${input.roomId}`);
  const shelves = layOut(room, input);
  if (shelves.length > MOST_SHELVES)
    throw new Problem('rule_broken', 'too many', [{ path: 'rackCount', message: `一次最多增加 ${MOST_SHELVES} 层，请分次增加` }]);
  const standing = await store.insertShelves(tx, shelves);
  if (standing.length > 0) {
    const message = `${standing.length} 层已存在（如 ${standing.slice(0, 3).join('、')}），请核对区号与架号`;
    throw new Problem('conflict', 'shelves stand', [{ path: 'firstRack', message }]);
  }
  const counts = { shelfCount: shelves.length, capacity: shelves.length * input.capacity };
  return { result: counts, events: [{ type: 'shelves.added', occurredAt: now, subject: { kind: 'room', id: room.id }, data: counts }] };
});

/** Makes single levels by their addresses, each of a room that stands; answers with one event a room. Levels that stand are left alone. */
export async function openShelves(tx: Scoped, addresses: readonly string[], capacity: number, now: Date): Promise<LedgerEvent[]> {
  const rooms = await store.findRooms(tx);
  const standing = new Set((await store.findShelvesAt(tx, addresses)).map(({ address }) => address));
  const events: LedgerEvent[] = [];
  for (const room of rooms) {
    const shelves = addresses
      .filter((address) => !standing.has(address))
      .flatMap((address) => {
        const place = readShelf(address);
        return place?.room === room.code ? [{ id: newId(), roomId: room.id, ...place.shelf, address, capacity }] : [];
      });
    if (shelves.length === 0) continue;
    await store.insertShelves(tx, shelves);
    const data = { shelfCount: shelves.length, capacity: shelves.length * capacity };
    events.push({ type: 'shelves.added', occurredAt: now, subject: { kind: 'room', id: room.id }, data });
  }
  return events;
}

const CHUNK = 200;

export const findShelves = answer(contract.findShelves, async ({ tx }, { limit, onlyFree, ...filter }) => {
  const found: Awaited<ReturnType<typeof countedShelves>> = [];
  for (let after = filter.after; ; after = found.at(-1)?.address) {
    const counted = await countedShelves(tx, { ...filter, after, limit: CHUNK });
    found.push(...counted);
    if (counted.length < CHUNK || isEnough(found, onlyFree, limit)) break; // full levels are passed over: no page comes back empty
  }
  const shown = found.filter((shelf) => onlyFree !== 'true' || isFree(shelf));
  return { shelves: shown.slice(0, limit), next: shown.length > limit ? (shown[limit - 1]?.address ?? null) : null };
});

const isFree = ({ capacity, usedCount }: { capacity: number; usedCount: number }) => usedCount < capacity;

const isEnough = (found: readonly { capacity: number; usedCount: number }[], onlyFree: string | undefined, limit: number) =>
  (onlyFree === 'true' ? found.filter(isFree) : found).length > limit;

async function countedShelves(tx: Scoped, filter: store.ShelfFilter) {
  const shelves = await store.findShelves(tx, filter);
  const used = await countOnShelves(
    tx,
    shelves.map(({ id }) => id),
  );
  return shelves.map((shelf) => ({ ...shelf, usedCount: used.get(shelf.id) ?? 0 }));
}

type Layout = { zone: number; firstRack: number; rackCount: number; faces: string; bayCount: number; levelCount: number; capacity: number };

function layOut(
  room: { id: string; code: string },
  { zone, firstRack, rackCount, faces, bayCount, levelCount, capacity }: Layout,
): store.NewShelf[] {
  const shelves: store.NewShelf[] = [];
  for (let rack = firstRack; rack < firstRack + rackCount; rack++)
    for (const face of faces.split('') as ('A' | 'B')[])
      for (let bay = 1; bay <= bayCount; bay++)
        for (let level = 1; level <= levelCount; level++) {
          const place = { zone, rack, face, bay, level };
          shelves.push({ id: newId(), roomId: room.id, ...place, address: shelfAddress(room.code, place), capacity });
        }
  return shelves;
}
