import { refuse as refuseBy } from '../../../core/problem.ts';
import { addDays, dayOf } from '../../../core/time.ts';
import { implement } from '../../../platform/run.ts';
import { readSetting } from '../../../platform/settings.ts';
import { eventOf } from '../closing.ts';
import * as contract from '../contract.ts';
import { checkApproval } from '../rules.ts';
import * as store from '../store/consultations.ts';
import { inState } from './finding.ts';

export const approve = implement(contract.approve, async ({ tx, actor, now }, { consultationId, version, note, ...given }) => {
  const row = await inState(tx, consultationId, ['waiting'], version);
  refuseBy(checkApproval(row, given, actor.userId));
  const { minutes, mayPrint, mayDownload } = given;
  const itemIds = row.itemIds.filter((id) => given.itemIds.includes(id));
  const extent = { itemIds, minutes, mayPrint, mayDownload };
  const approvals = [...row.approvals, { by: actor.userId, at: now.toISOString(), note: note || null }];
  const said = { itemCount: itemIds.length, minutes, mayPrint, mayDownload };
  const approved = eventOf(row, 'consultation.approved', now, { level: approvals.length, ...said });
  if (approvals.length < row.levelCount) {
    await store.updateConsultation(tx, row.id, { state: 'waiting', ...extent, approvals });
    return { result: { state: 'waiting' as const }, events: [approved] };
  }
  const validThrough = addDays(dayOf(now), Number(await readSetting(tx, 'consultation.grantDays')));
  await store.updateConsultation(tx, row.id, { state: 'granted', ...extent, approvals, validThrough });
  return {
    result: { state: 'granted' as const },
    events: [approved, eventOf(row, 'consultation.granted', now, { validThrough, ...said })],
  };
});

export const refuse = implement(contract.refuse, async ({ tx, actor, now }, { consultationId, version, reason }) => {
  const row = await inState(tx, consultationId, ['waiting'], version);
  refuseBy(checkApproval(row, row, actor.userId));
  const approvals = [...row.approvals, { by: actor.userId, at: now.toISOString(), note: reason }];
  await store.updateConsultation(tx, row.id, { state: 'refused', closedAt: now, closingNote: reason, approvals });
  const data = { level: approvals.length, reason };
  return { result: { state: 'refused' as const }, events: [eventOf(row, 'consultation.refused', now, data)] };
});
