import { Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { answer, implement } from '../../../platform/run.ts';
import { findItems } from '../../catalogue/index.ts';
import { findPages, getPage, getScan } from '../../digitisation/index.ts';
import { close, eventOf } from '../closing.ts';
import * as contract from '../contract.ts';
import { admitTo, leftOf, notGranted } from '../gate.ts';
import { secondsLeft } from '../rules.ts';
import * as clocks from '../store/clock.ts';
import * as store from '../store/consultations.ts';
import { inState } from './finding.ts';

export const openReading = implement(contract.openReading, async ({ tx, actor, now }, { consultationId, version }) => {
  const row = await inState(tx, consultationId, ['granted'], version);
  if (row.holderId !== actor.userId) throw new Problem('not_found', `consultation ${consultationId}`);
  if ((row.validThrough ?? '') < dayOf(now)) throw notGranted('授权已过有效期，请重新申请');
  const [running] = await store.findGrants(tx, actor.userId, row.dossierId);
  if (running?.state === 'reading')
    throw new Problem('rule_broken', 'reads already', [{ path: '', message: `查阅单 ${running.number} 正在查阅这份档案，先结束它` }]);
  await store.updateConsultation(tx, row.id, { state: 'reading', openedAt: now });
  await clocks.startClock(tx, row.id, now);
  return { result: { state: 'reading' as const }, events: [eventOf(row, 'consultation.opened', now, {})] };
});

export const getReading = answer(contract.getReading, async (context, { consultationId }) => {
  const { tx, now } = context;
  const { consultation, clock } = await admitTo(context, consultationId);
  if ((await getScan(tx, consultation.dossierId))?.state !== 'published') throw notGranted('扫描件正在更换，发布后可继续查阅');
  const all = await findItems(tx, consultation.dossierId);
  const pages = Map.groupBy(await findPages(tx, consultation.dossierId), ({ itemId }) => itemId);
  const { number, dossierId, state, version, minutes, validThrough, mayPrint, mayDownload } = consultation;
  return {
    ...{ number, dossierId, state, version, minutes, validThrough: validThrough ?? '', mayPrint, mayDownload },
    ...{ secondsLeft: leftOf({ consultation, clock }, now), totalItemCount: all.length },
    items: all
      .filter(({ id }) => consultation.itemIds.includes(id))
      .map(({ id, categoryCode, sequence, title, formedOn, pageCount }) => ({
        ...{ id, categoryCode, sequence, title, formedOn, pageCount },
        pages: (pages.get(id) ?? []).map((page) => ({
          ...{ id: page.id, ordinal: page.ordinal, widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi, version: page.version },
        })),
      })),
  };
});

export const keepReading = answer(contract.keepReading, async ({ tx, actor, now, sendJob }, { consultationId, pageId }) => {
  const row = await store.getConsultation(tx, consultationId);
  if (row?.holderId !== actor.userId) throw new Problem('not_found', `consultation ${consultationId}`);
  const clock = await clocks.getClock(tx, consultationId);
  if (row.state !== 'reading' || !clock) return { state: row.state, secondsLeft: secondsLeft(row.minutes, clock?.usedMs ?? 0) };
  const page = pageId === null ? undefined : await getPage(tx, pageId);
  await clocks.moveClock(tx, row.id, clock, page && row.itemIds.includes(page.itemId) ? page.itemId : null, now);
  const left = leftOf({ consultation: row, clock }, now);
  if (left === 0) await sendJob('consultation.close', { consultationId });
  return { state: row.state, secondsLeft: left };
});

export const closeReading = implement(contract.closeReading, async ({ tx, actor, now }, { consultationId }) => {
  const row = await inState(tx, consultationId, ['reading']);
  if (row.holderId !== actor.userId && !actor.permissions.has('consultation.manage'))
    throw new Problem('not_found', `consultation ${consultationId}`);
  const { use, event } = await close(tx, row, now, { state: 'held' });
  return { result: { state: 'held' as const, seconds: use.seconds, pageCount: use.pageCount }, events: [event] };
});

export const recall = implement(contract.recall, async ({ tx, now }, { consultationId, version, reason }) => {
  const row = await inState(tx, consultationId, ['granted', 'reading'], version);
  const { event } = await close(tx, row, now, { state: 'recalled', reason });
  return { result: { state: 'recalled' as const }, events: [event] };
});
