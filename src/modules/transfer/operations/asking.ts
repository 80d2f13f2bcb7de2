import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { formatNumber } from '../../../core/settings.ts';
import { dayOf, lastOf } from '../../../core/time.ts';
import { calendarGap } from '../../../core/working-days.ts';
import type { Context } from '../../../platform/house.ts';
import { nextNumber } from '../../../platform/numbers.ts';
import { implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readSetting } from '../../../platform/settings.ts';
import { unitCode } from '../../accounts/index.ts';
import { findOpenAmong } from '../../catalogue/index.ts';
import * as holdings from '../../holdings/index.ts';
import { firstState } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { atLeastOne, factOf } from '../facts.ts';
import { checkLeaving, checkOther, dueDay } from '../rules.ts';
import { getReceiver } from '../store/receivers.ts';
import * as store from '../store/transfers.ts';
import { lockInTurn } from '../turn.ts';

const fact = factOf('transfer');

export const askTransfer = implement(contract.askTransfer, async ({ tx, actor, now }, input) => {
  const { dossierId, receiverId, outReason, channel, letterNumber, letterOn, applicant, reason } = input;
  const today = dayOf(now);
  const receiver = await getReceiver(tx, receiverId);
  const [facts] = await factsOf(tx, [dossierId]);
  if (!facts || !receiver) throw new Problem('not_found', `dossier ${dossierId} or receiver ${receiverId}`);
  const asked = { channel, letterOn, receiverName: receiver.name, isReceiverVerified: receiver.verified_by !== null };
  refuse(checkLeaving(facts, asked, today), reason);
  const workingDays = Number(await readSetting(tx, 'transfer.workingDays'));
  const cadreMonths = Number(await readSetting(tx, 'transfer.cadreMonths'));
  const dueOn = dueDay(facts.kind, today, { workingDays, cadreMonths });
  const said = reason?.trim() || null;
  const row: store.NewTransfer = {
    ...{ id: newId(), dossier_id: dossierId, kind: facts.kind, receiver_id: receiverId, out_reason: outReason, channel, applicant },
    ...{ letter_number: letterNumber, letter_on: letterOn, asked_by: actor.userId, asked_at: now, due_on: dueOn, note: said },
  };
  if (!(await store.insertTransfer(tx, row)))
    refuse([{ path: 'dossierId', message: `档案 ${facts.referenceCode} 已有未办结的转出，请勿重复申请`, rule: 'transfer' }]);
  const data = { receiverId, outReason, channel, letterNumber, dueOn, reason: said };
  return {
    result: { transferId: row.id, dueOn, calendarGap: facts.kind === 'floating' ? (calendarGap(today, dueOn) ?? null) : null },
    events: [fact('transfer.asked', { id: row.id, dossierId, kind: facts.kind }, now, data)],
  };
});

/** Where dossiers stand, with whether their catalogues are open. */
async function factsOf(tx: Scoped, dossierIds: readonly string[]) {
  const facts = await holdings.findMovingFacts(tx, dossierIds);
  const open = await findOpenAmong(tx, dossierIds);
  return facts.map((each) => ({ ...each, isOpenCatalogue: open.has(each.dossierId) }));
}

export const approveTransfers = implement(contract.approveTransfers, async (context, { transferIds }) => {
  const { tx, actor, now } = context;
  const rows = await lockInTurn(tx, transferIds, ['asked'], '审核');
  const facts = new Map(
    (
      await factsOf(
        tx,
        rows.map(({ dossierId }) => dossierId),
      )
    ).map((each) => [each.dossierId, each]),
  );
  const issues: Issue[] = [];
  for (const row of rows) {
    const stands = facts.get(row.dossierId);
    issues.push(...checkOther(row.referenceCode, row.askedBy, actor.userId, '的转出由您申请'));
    const asked = { channel: row.channel, letterOn: row.letterOn, receiverName: row.receiverName, isReceiverVerified: true };
    if (stands) issues.push(...checkLeaving(stands, asked, dayOf(now)).filter(({ severity }) => severity !== 'warning')); // passed when asked
  }
  refuse(issues);
  const events: LedgerEvent[] = [];
  for (const row of rows) {
    const noticeNumber = await nextNotice(context);
    await store.updateTransfer(tx, row.id, { state: 'approved', decided_by: actor.userId, decided_at: now, notice_number: noticeNumber });
    const volumes = facts.get(row.dossierId)?.volumes ?? [];
    events.push(fact('transfer.approved', row, now, { noticeNumber, volumeCount: volumes.length }));
    events.push(...(await giveTickets(tx, row, volumes, now)));
  }
  return { result: { count: rows.length }, events: atLeastOne(events) };
});

/** 出库单 for every volume, in the name of whoever asked: the keeper gives them to the desk. */
async function giveTickets(tx: Scoped, row: store.TransferRow, volumes: readonly { id: string; barcode: string }[], now: Date) {
  const { dossierId, dueOn, receiverName, askedBy } = row;
  const tickets: holdings.NewTicket[] = volumes.map(({ id: volumeId }) => ({
    ...{
      id: newId(),
      dossierId,
      volumeId,
      purpose: 'leaving',
      state: firstState('leaving'),
      taker: row.applicant,
      takerUnit: receiverName,
    },
    ...{ reason: '转出，通知单随件', dueOn: lastOf(dueOn, dayOf(now)), askedBy, askedAt: now },
  }));
  const taken = await holdings.insertTickets(tx, tickets);
  refuse(
    volumes
      .filter(({ id }) => taken.includes(id))
      .map(({ barcode }) => ({ path: 'transferIds', message: `卷 ${barcode} 已有未结的出库单，请先办结或撤销`, rule: 'R63' })),
  );
  return tickets.map(
    ({ id, volumeId, purpose, dueOn: due }): LedgerEvent => ({
      ...{ type: 'ticket.asked', occurredAt: now, dossierId, subject: { kind: 'ticket', id }, data: { volumeId, purpose, dueOn: due } },
      rows: [{ table: 'ticket', id }],
    }),
  );
}

async function nextNotice({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<string> {
  const pattern = await readSetting(tx, 'transfer.noticePattern');
  const year = dayOf(now).slice(0, 4);
  const seq = await nextNumber(tx, pattern.includes('{year}') ? `transfer/notice/${year}` : 'transfer/notice');
  return formatNumber(pattern, { unit: await unitCode(tx), year, seq });
}

export const refuseTransfers = implement(contract.refuseTransfers, async ({ tx, actor, now }, { transferIds, reason }) => {
  const rows = await lockInTurn(tx, transferIds, ['asked'], '审核');
  for (const { id } of rows)
    await store.updateTransfer(tx, id, { state: 'refused', decided_by: actor.userId, decided_at: now, note: reason });
  return { result: { count: rows.length }, events: atLeastOne(rows.map((row) => fact('transfer.refused', row, now, { reason }))) };
});

export const cancelTransfers = implement(contract.cancelTransfers, async ({ tx, now }, { transferIds, reason }) => {
  const rows = await lockInTurn(tx, transferIds, ['asked', 'approved'], '撤销');
  const facts = await holdings.findMovingFacts(
    tx,
    rows.map(({ dossierId }) => dossierId),
  );
  const events: LedgerEvent[] = [];
  for (const row of rows) {
    await store.updateTransfer(tx, row.id, { state: 'cancelled', note: reason });
    events.push(fact('transfer.cancelled', row, now, { reason }));
    const volumes = facts.find(({ dossierId }) => dossierId === row.dossierId)?.volumes ?? [];
    const waiting = volumes.filter(({ ticketState, purpose }) => ticketState === 'approved' && purpose === 'leaving');
    for (const { ticketId } of waiting) {
      if (ticketId === null) continue;
      await holdings.updateTicket(tx, ticketId, { state: 'closed', outcome: 'cancelled', closed_at: now, note: reason });
      events.push({
        ...{ type: 'ticket.cancelled', occurredAt: now, dossierId: row.dossierId, subject: { kind: 'ticket', id: ticketId } },
        ...{ data: { purpose: 'leaving', reason }, rows: [{ table: 'ticket', id: ticketId }] },
      });
    }
  }
  return { result: { count: rows.length }, events: atLeastOne(events) };
});
