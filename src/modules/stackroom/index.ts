import type { Module } from '../../platform/house.ts';
import * as circulation from './operations/circulation.ts';
import * as labels from './operations/labels.ts';
import * as rooms from './operations/rooms.ts';
import * as shelving from './operations/shelving.ts';
import * as tickets from './operations/tickets.ts';
import * as walk from './operations/walk.ts';
import * as store from './store.ts';

export { moveTo } from './moves.ts';
export { openTickets } from './open-tickets.ts';
export { openShelves } from './operations/rooms.ts';
export { findRooms, findShelvesAt, getRoom, lockShelves } from './store.ts';

export const stackroom: Module = {
  name: 'stackroom',
  operations: [
    ...[rooms.findRooms, rooms.createRoom, rooms.addShelves, rooms.findShelves],
    ...[shelving, labels, tickets, circulation, walk].flatMap((verbs) => Object.values(verbs)),
  ],
  digested: ['room'],
  recount: async (db) =>
    (await store.findRoomDifferences(db)).map(({ id }) => ({ table: 'shelf', id, what: '库房的架位数或容量与台账不符' })),
};
