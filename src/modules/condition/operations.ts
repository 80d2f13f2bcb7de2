import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../core/event.ts';
import { Problem, refuse } from '../../core/problem.ts';
import { addDays, dayOf, startOf } from '../../core/time.ts';
import { findAbsentPhotos, readPhoto, storePhoto, takePhoto } from '../../platform/photos.ts';
import { answer, implement } from '../../platform/run.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { readSetting } from '../../platform/settings.ts';
import { nameUsers } from '../accounts/index.ts';
import * as holdings from '../holdings/index.ts';
import { openTickets } from '../stackroom/index.ts';
import * as contract from './contract.ts';
import { checkInspection, checkSince, type Level, type Signs } from './rules.ts';
import * as store from './store.ts';

export const inspectVolume = implement(contract.inspectVolume, async ({ tx, actor, now }, { barcode, photoIds, ...input }) => {
  const [found] = await holdings.findVolumeIds(tx, [barcode]);
  const [volume] = found ? await holdings.lockVolumes(tx, [found.id]) : [];
  if (!volume || volume.state === 'gone')
    throw new Problem('not_found', `volume ${barcode}`, [{ path: 'barcode', message: `没有条码为 ${barcode} 的在管卷` }]);
  const inspectedOn = input.inspectedOn ?? dayOf(now);
  const signs = Object.fromEntries(Object.entries(input.signs).filter(([, value]) => value !== undefined)) as Signs;
  const absent = await findAbsentPhotos(tx, photoIds);
  const leftOn = await store.findLastEnd(tx, volume.id);
  refuse([
    ...checkSince(inspectedOn, leftOn),
    ...checkInspection({ level: input.level, signs: signs, inspectedOn, note: input.note }, dayOf(now)),
    ...(absent.length > 0 ? [{ path: 'photoIds', message: '照片不存在，请重新上传' }] : []),
  ]);
  const { previous, next } = await store.findAround(tx, volume.id, inspectedOn);
  const id = newId();
  await store.insertInspection(tx, {
    ...{ id, volumeId: volume.id, dossierId: volume.dossierId, inspectedOn, level: input.level, signs: signs, photoIds },
    ...{ note: input.note || null, inspectedBy: actor.userId },
  });
  const isToday = inspectedOn === dayOf(now);
  const event: LedgerEvent = {
    ...{ type: 'volume.inspected', occurredAt: isToday ? now : startOf(inspectedOn), precision: isToday ? 'instant' : 'day' },
    ...{ dossierId: volume.dossierId, subject: { kind: 'volume', id: volume.id } },
    data: { inspectionId: id, level: input.level, previous, next, photoCount: photoIds.length },
    rows: [{ table: 'inspection', id }],
  };
  return { result: { inspectionId: id, previous }, events: [event] };
});

export const findInspections = answer(contract.findInspections, async ({ tx, now }, { overdue, limit, ...filter }) => {
  const before = await validFrom(tx, now);
  const rows = await store.findInspections(tx, { ...filter, before: overdue === 'true' ? before : undefined, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.map(({ inspectedBy }) => inspectedBy),
  );
  const inspections = page.map(({ ticketId, ...row }) => ({
    ...row,
    ...{ inspectedBy: names(row.inspectedBy), hasTicket: ticketId !== null, isOverdue: row.inspectedOn < before },
  }));
  return { inspections, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
});

export const findUninspected = answer(contract.findUninspected, async ({ tx }, { after, limit }) => {
  const rows = await store.findUninspected(tx, after, limit + 1);
  const volumes = rows.slice(0, limit);
  return { volumes, next: rows.length > limit ? (volumes.at(-1)?.id ?? null) : null };
});

export const getIntactRatio = answer(contract.getIntactRatio, async ({ tx, now }, input) => {
  const asOf = input.asOf ?? dayOf(now);
  const maxLevel = (await readSetting(tx, 'condition.maxLevel')) as Level;
  const measure = `stock.upTo.${maxLevel}`;
  const sums = await store.sumUpTo(tx, ['stock.originals', 'stock.inspected', measure], asOf);
  const [total, intact] = [sums.get('stock.originals') ?? 0, sums.get(measure) ?? 0];
  const ratio = total === 0 ? null : (Math.floor((intact * 10_000) / total) / 10_000).toFixed(4);
  return { asOf, maxLevel, intact, inspected: sums.get('stock.inspected') ?? 0, total, ratio };
});

export const uploadConditionPhoto = answer(contract.uploadConditionPhoto, storePhoto, takePhoto);

export const getConditionPhoto = answer(contract.getConditionPhoto, (context, { photoId }) => readPhoto(context, photoId));

export const askRepair = implement(contract.askRepair, async ({ tx, actor, now }, { inspectionId, ...input }) => {
  const [inspection] = await store.findInspections(tx, { id: inspectionId, limit: 1 });
  if (!inspection) throw new Problem('not_found', `inspection ${inspectionId}`);
  const volumes = await holdings.lockVolumes(tx, [inspection.volumeId]);
  const { result, events } = await openTickets({ tx, actor, now }, volumes, { ...input, purpose: 'repair' });
  const [ticketId = ''] = result.ticketIds;
  await store.setTicket(tx, inspectionId, ticketId);
  const [asked, ...others] = events;
  return {
    result: { ticketId, dueOn: result.dueOn },
    events: [{ ...asked, rows: [...(asked.rows ?? []), { table: 'inspection', id: inspectionId }] }, ...others],
  };
});

/** The first day whose inspections still hold; months are counted as 30.44 days. */
async function validFrom(tx: Scoped, now: Date): Promise<string> {
  return addDays(dayOf(now), -Math.round(Number(await readSetting(tx, 'condition.months')) * 30.44));
}
