import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../../core/event.ts';
import { Problem, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { nextNumber } from '../../../platform/numbers.ts';
import { findAbsentPhotos } from '../../../platform/photos.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import { countRegistered } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { alreadySigned, carriers, checkCompletion, checkParcel, normaliseTrackingNo, type ParcelState, parcelStates } from '../rules.ts';
import * as store from '../store.ts';

export const signParcel = implement(contract.signParcel, async ({ tx, actor, now }, input) => {
  const given = normaliseTrackingNo(input.trackingNo);
  const issues = checkParcel({ ...input, trackingNo: given });
  if (input.photoId && (await findAbsentPhotos(tx, [input.photoId])).length > 0)
    issues.push({ path: 'photoId', message: '照片不存在，请重新上传' });
  const signedOn = dayOf(now);
  if (await store.getClosedDay(tx, signedOn)) issues.push({ path: '', message: `${signedOn} 已日结；如需继续签收，请先撤销日结` });
  refuse(issues);
  const trackingNo = given || `${carriers[input.carrier].zh}${signedOn.replaceAll('-', '')}-${await nextNumber(tx, `parcel/${signedOn}`)}`;
  const { carrier, sender, sealState } = input;
  const listedCount = input.listedCount ?? null;
  const parcel = { id: newId(), carrier, trackingNo, sender, sealState, listedCount, signedOn, signedAt: now, signedBy: actor.userId };
  const optional = { sealNote: input.sealNote || null, photoId: input.photoId ?? null, remark: input.remark || null };
  if (!(await store.insertParcel(tx, { ...parcel, ...optional }))) {
    const earlier = await store.findByTrackingNo(tx, carrier, trackingNo);
    throw new Problem('conflict', 'parcel signed for already', [alreadySigned(trackingNo, earlier?.signedOn ?? signedOn)]);
  }
  const rows = [{ table: 'parcel', id: parcel.id }];
  const subject = { kind: 'parcel', id: parcel.id };
  return {
    result: { parcelId: parcel.id, trackingNo },
    events: [{ type: 'parcel.signed', occurredAt: now, subject, dims: { carrier }, data: { carrier, sealState, listedCount }, rows }],
  };
});

export const findParcels = answer(contract.findParcels, async ({ tx }, { limit, ...filter }) => {
  const rows = await store.findParcels(tx, { ...filter, limit: limit + 1 });
  const names = await nameUsers(
    tx,
    rows.map((row) => row.signedBy),
  );
  const parcels = rows.slice(0, limit).map((row) => ({ ...row, signedAt: row.signedAt.toISOString(), signedBy: names(row.signedBy) }));
  return { parcels, next: rows.length > limit ? (parcels.at(-1)?.id ?? null) : null };
});

export const getParcel = answer(contract.getParcel, async ({ tx }, { parcelId }) => {
  const parcel = await store.getParcel(tx, parcelId);
  if (!parcel) throw new Problem('not_found', `parcel ${parcelId}`);
  const names = await nameUsers(tx, [parcel.signedBy]);
  return { ...parcel, signedAt: parcel.signedAt.toISOString(), signedBy: names(parcel.signedBy) };
});

export const completeParcel = implement(contract.completeParcel, async ({ tx, now }, { parcelId, foundCount, reason }) => {
  const parcel = await lockOpen(tx, parcelId);
  const registered = await countRegistered(tx, { parcelId });
  refuse(checkCompletion({ listed: parcel.listedCount, found: foundCount, registered }), reason);
  return { result: {}, events: [await complete(tx, parcel, foundCount, reason ?? null, now)] };
});

export const returnParcel = implement(contract.returnParcel, async ({ tx, now }, { parcelId, reason }) => {
  const parcel = await lockOpen(tx, parcelId, ['signed', 'suspended']);
  const registered = await countRegistered(tx, { parcelId });
  if (registered > 0)
    throw new Problem('rule_broken', 'has dossiers', [
      { path: 'parcelId', message: `包裹内已有 ${registered} 份登记在册，不能整件退回；请先作废有误的登记` },
    ]);
  await store.updateParcelState(tx, parcelId, 'returned', { reason });
  return { result: {}, events: [fact('parcel.returned', parcelId, now, { signedOn: parcel.signedOn, reason })] };
});

export const suspendParcel = implement(contract.suspendParcel, async ({ tx, now }, { parcelId, reason }) => {
  const parcel = await lockOpen(tx, parcelId);
  await store.updateParcelState(tx, parcelId, 'suspended', { reason });
  return { result: {}, events: [fact('parcel.suspended', parcelId, now, { signedOn: parcel.signedOn, reason })] };
});

export const resumeParcel = implement(contract.resumeParcel, async ({ tx, now }, { parcelId }) => {
  const parcel = await lockOpen(tx, parcelId, ['suspended']);
  await store.updateParcelState(tx, parcelId, 'signed', {});
  return { result: {}, events: [fact('parcel.resumed', parcelId, now, { signedOn: parcel.signedOn })] };
});

type Locked = NonNullable<Awaited<ReturnType<typeof store.lockParcel>>>;

/** The parcel, locked, in one of the states in which it may go on. @throws not_found, conflict */
export async function lockOpen(tx: Scoped, parcelId: string, states: readonly ParcelState[] = ['signed']): Promise<Locked> {
  const parcel = await store.lockParcel(tx, parcelId);
  if (!parcel) throw new Problem('not_found', `parcel ${parcelId}`);
  if (states.includes(parcel.state)) return parcel;
  throw new Problem('conflict', `parcel is ${parcel.state}`, [
    { path: 'parcelId', message: `邮件 ${parcel.trackingNo} 的状态是“${parcelStates[parcel.state]}”，不能进行此操作` },
  ]);
}

/** Marks a parcel as done with; the event of it. */
export async function complete(tx: Scoped, parcel: Locked, foundCount: number, reason: string | null, now: Date): Promise<LedgerEvent> {
  await store.updateParcelState(tx, parcel.id, 'completed', { foundCount, reason });
  return fact('parcel.completed', parcel.id, now, { signedOn: parcel.signedOn, foundCount });
}

const fact = (type: string, id: string, now: Date, data: Record<string, unknown>): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'parcel', id }, data, rows: [{ table: 'parcel', id }] },
});
