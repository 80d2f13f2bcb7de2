import type { LedgerEvent } from '../../../core/event.ts';
import { Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import { countRegistered } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { checkRollClose, noRows, normaliseTrackingNo, type RollState, tally } from '../rules.ts';
import * as rowsStore from '../store/roll-rows.ts';
import * as store from '../store/rolls.ts';
import { complete, lockOpen } from './parcels.ts';

export const findRolls = answer(contract.findRolls, async ({ tx }, { limit, ...filter }) => {
  const found = await store.findRolls(tx, { ...filter, limit: limit + 1 });
  const rolls = await withCounts(tx, found.slice(0, limit));
  return { rolls, next: found.length > limit ? (rolls.at(-1)?.id ?? null) : null };
});

export const getRoll = answer(contract.getRoll, async ({ tx }, { rollId }) => {
  const [roll] = await withCounts(tx, [(await store.getRoll(tx, rollId)) ?? missing(rollId)]);
  if (!roll) throw missing(rollId);
  return { ...roll, parcels: await store.findParcelsOf(tx, rollId) };
});

async function withCounts(tx: Scoped, rolls: NonNullable<Awaited<ReturnType<typeof store.getRoll>>>[]) {
  const counts = await store.countRows(
    tx,
    rolls.map(({ id }) => id),
  );
  const names = await nameUsers(
    tx,
    rolls.map(({ importedBy }) => importedBy),
  );
  return rolls.map((roll) => ({ ...roll, importedBy: names(roll.importedBy), counts: counts.get(roll.id) ?? noRows }));
}

function missing(rollId: string): never {
  throw new Problem('not_found', `roll ${rollId}`);
}

export const addRollParcel = implement(contract.addRollParcel, async ({ tx, now }, { rollId, trackingNo }) => {
  await lockIn(tx, rollId, 'open');
  const number = normaliseTrackingNo(trackingNo);
  const [parcel] = await store.findOpenByTrackingNo(tx, number);
  if (!parcel) {
    const message = `没有待登记的邮件号 ${number}；请先到“签收”办理`;
    throw new Problem('rule_broken', 'no such parcel', [{ path: 'trackingNo', message }]);
  }
  if (!(await store.insertRollParcel(tx, rollId, parcel.id)))
    throw new Problem('conflict', 'in the roll', [{ path: 'trackingNo', message: `邮件 ${number} 已属于这份名册` }]);
  return { result: { parcelId: parcel.id }, events: [fact('roll.parcelAdded', rollId, now, { parcelId: parcel.id })] };
});

export const closeRoll = implement(contract.closeRoll, async ({ tx, now }, { rollId, reason }) => {
  await lockIn(tx, rollId, 'open');
  const counts = (await store.countRows(tx, [rollId])).get(rollId) ?? noRows;
  refuse(checkRollClose(counts, await rowsStore.countUnregisteredSurplus(tx, rollId)), reason);
  await rowsStore.markAwaitedMissing(tx, rollId);
  await store.updateRollState(tx, rollId, 'closed', reason || null);
  const { listed, received, absent } = tally(counts);
  const data = { listed, received, missing: absent, surplus: counts.surplus, reason: reason || null };
  const closed = { ...fact('roll.closed', rollId, now, data), rows: [{ table: 'roll', id: rollId }] };
  return { result: { listed, received, missing: absent }, events: [closed, ...(await completeParcels(tx, rollId, reason ?? null, now))] };
});

/** Parcels that something was registered out of hold nothing more once the roll is closed; the others wait to be looked at. */
async function completeParcels(tx: Scoped, rollId: string, reason: string | null, now: Date): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (const { id, state } of await store.findParcelsOf(tx, rollId)) {
    const found = state === 'signed' ? await countRegistered(tx, { parcelId: id }) : 0;
    if (found > 0) events.push(await complete(tx, await lockOpen(tx, id), found, reason, now));
  }
  return events;
}

export const reopenRoll = implement(contract.reopenRoll, async ({ tx, now }, { rollId, reason }) => {
  await lockIn(tx, rollId, 'closed');
  await store.updateRollState(tx, rollId, 'open', null);
  return { result: {}, events: [{ ...fact('roll.reopened', rollId, now, { reason }), rows: [{ table: 'roll', id: rollId }] }] };
});

/** Locks a roll that stands in `state`. @throws not_found, conflict */
export async function lockIn(tx: Scoped, rollId: string, state: RollState): Promise<void> {
  const roll = (await store.lockRoll(tx, rollId)) ?? missing(rollId);
  if (roll.state === state) return;
  const message = roll.state === 'closed' ? '名册已结清；如需继续，请先恢复办理' : '名册尚未结清';
  throw new Problem('conflict', `roll is ${roll.state}`, [{ path: 'rollId', message }]);
}

/** A fact about a roll. */
export const fact = (type: string, rollId: string, now: Date, data: Record<string, unknown>): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'roll', id: rollId }, data },
});
