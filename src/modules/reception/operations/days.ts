import { Problem, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import { countRegistered, findUnshelved } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { checkDay } from '../rules.ts';
import * as store from '../store.ts';

const LISTED = 200;

export const dayStatus = answer(contract.dayStatus, async ({ tx }, { day }) => {
  const counts = await count(tx, day);
  const closed = await store.getClosedDay(tx, day);
  const names = await nameUsers(tx, closed ? [closed.by] : []);
  return {
    ...{ day, ...counts, openParcels: await store.findOpen(tx, day, LISTED), unshelved: await findUnshelved(tx, day, LISTED) },
    closed: closed ? { at: closed.at.toISOString(), by: names(closed.by), reason: closed.reason } : null,
  };
});

export const closeDay = implement(contract.closeDay, async ({ tx, actor, now }, { day, reason }) => {
  if (day > dayOf(now)) throw new Problem('rule_broken', 'day to come', [{ path: 'day', message: '不能日结将来的日期' }]);
  if (await store.getClosedDay(tx, day)) throw new Problem('conflict', 'closed', [{ path: 'day', message: `${day} 已日结` }]);
  const { parcels, dossiers } = await count(tx, day);
  refuse(checkDay({ ...parcels, awaitingShelf: dossiers.awaitingShelf }), reason);
  await store.insertClosedDay(tx, { day, at: now, by: actor.userId, reason: reason || null });
  const { signed, completed, returned, suspended } = parcels;
  const { registered, shelved } = dossiers;
  const data = { day, signed, completed, returned, suspended, registered, shelved, reason: reason || null };
  return { result: {}, events: [{ type: 'day.closed', occurredAt: now, subject: { kind: 'day', id: day }, data }] };
});

export const reopenDay = implement(contract.reopenDay, async ({ tx, now }, { day, reason }) => {
  if (!(await store.deleteClosedDay(tx, day))) throw new Problem('conflict', 'not closed', [{ path: 'day', message: `${day} 尚未日结` }]);
  return { result: {}, events: [{ type: 'day.reopened', occurredAt: now, subject: { kind: 'day', id: day }, data: { day, reason } }] };
});

async function count(tx: Scoped, day: string) {
  const { signed: open, completed, returned, suspended } = await store.countByState(tx, day);
  const registered = await countRegistered(tx, { registeredOn: day });
  const awaitingShelf = await countRegistered(tx, { registeredOn: day, isAwaitingShelf: true });
  return {
    parcels: { signed: open + completed + returned + suspended, completed, returned, suspended, open },
    dossiers: { registered, shelved: registered - awaitingShelf, awaitingShelf },
  };
}
