import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import * as holdings from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { atLeastOne, factOf, volumeRows } from '../facts.ts';
import { checkDispatch, checkTracking, checkTurn } from '../rules.ts';
import * as store from '../store/transfers.ts';
import { lockAll, lockInTurn } from '../turn.ts';

const fact = factOf('transfer');

export const dispatchTransfers = implement(contract.dispatchTransfers, async ({ tx, actor, now }, { items, trackingNo, reason }) => {
  const today = dayOf(now);
  const number = trackingNo?.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase() || undefined;
  const rows = await lockAll(
    tx,
    items.map(({ transferId }) => transferId),
  );
  const facts = await holdings.findMovingFacts(
    tx,
    rows.map(({ dossierId }) => dossierId),
  );
  const volumesOf = (dossierId: string) => facts.find((each) => each.dossierId === dossierId)?.volumes ?? [];
  const usedBy = number === undefined ? undefined : await store.findTracking(tx, number);
  const judged = rows.map((row) => ({ row, issues: judge(row, volumesOf(row.dossierId), { by: actor.userId, on: today }) }));
  const isRefused = ({ issues }: { issues: readonly Issue[] }) => issues.some(({ severity }) => severity !== 'warning');
  const ready = judged.filter((each) => !isRefused(each));
  if (ready.length === 0) refuse(judged.flatMap(({ issues }) => issues));
  refuse(
    [
      ...checkTracking(
        ready.map(({ row }) => row),
        number,
        usedBy,
      ),
      ...ready.flatMap(({ issues }) => issues),
    ],
    reason,
  );
  const events: LedgerEvent[] = [];
  for (const { row } of ready) {
    const counts = items.find(({ transferId }) => transferId === row.id);
    const { pageCount = null, itemCount = null } = counts ?? {};
    const volumes = volumesOf(row.dossierId);
    const said = reason?.trim() || null;
    await store.updateTransfer(tx, row.id, {
      ...{ state: 'dispatched', dispatched_by: actor.userId, dispatched_at: now, dispatched_on: today, tracking_no: number ?? null },
      ...{ volume_count: volumes.length, page_count: pageCount, item_count: itemCount },
      ...(said ? { note: said } : {}),
    });
    const tickets = await letGo(tx, row.dossierId, volumes, now);
    const data = {
      ...{ noticeNumber: row.noticeNumber, channel: row.channel, trackingNo: number ?? null, dueOn: row.dueOn, dispatchedOn: today },
      ...{ volumeCount: volumes.length, pageCount, itemCount, isOnTime: today <= row.dueOn, reason: said },
    };
    const written = [{ table: 'dossier', id: row.dossierId }, ...volumeRows(volumes.map(({ id }) => id)), ...tickets];
    events.push(fact('transfer.dispatched', row, now, data, written));
  }
  const result = judged.map((each) => ({
    transferId: each.row.id,
    isDispatched: !isRefused(each),
    messages: each.issues.map(({ message }) => message),
  }));
  return { result: { dispatchedCount: ready.length, rows: result }, events: atLeastOne(events) };
});

const judge = (row: store.TransferRow, volumes: holdings.MovingFacts['volumes'], sent: { by: string; on: string }): Issue[] => {
  const turn = checkTurn(row, ['approved'], '寄出');
  return turn.length > 0 ? turn : checkDispatch(row, volumes, sent);
};

/** Tickets closed, volumes gone, custody ended. Returns the rows of the tickets. */
async function letGo(tx: Scoped, dossierId: string, volumes: holdings.MovingFacts['volumes'], now: Date) {
  const tickets = volumes.flatMap(({ ticketId }) => ticketId ?? []);
  for (const id of tickets) await holdings.updateTicket(tx, id, { state: 'closed', outcome: 'dispatched', closed_at: now });
  await holdings.letVolumesGo(tx, dossierId, 'dispatch');
  await holdings.moveCustodyOrRefuse(tx, dossierId, 'dispatch');
  return tickets.map((id) => ({ table: 'ticket', id }));
}

export const acknowledgeTransfer = implement(
  contract.acknowledgeTransfer,
  async ({ tx, now }, { transferId, acknowledgedOn, acknowledgedBy }) => {
    const [row] = await lockInTurn(tx, [transferId], ['dispatched'], '登记回执');
    if (!row?.dispatchedOn) throw new Problem('not_found', `transfer ${transferId}`);
    const { dispatchedOn } = row;
    const isOdd = acknowledgedOn < dispatchedOn || acknowledgedOn > dayOf(now);
    refuse(isOdd ? [{ path: 'acknowledgedOn', message: `回执日期须在寄出日（${dispatchedOn}）与今天之间`, rule: 'transfer' }] : []);
    await store.updateTransfer(tx, row.id, { state: 'closed', acknowledged_on: acknowledgedOn, acknowledged_by: acknowledgedBy });
    return { result: {}, events: [fact('transfer.acknowledged', row, now, { dispatchedOn, acknowledgedOn })] };
  },
);

export const sendBackTransfer = implement(contract.sendBackTransfer, async ({ tx, now }, { transferId, reason }) => {
  const [row] = await lockInTurn(tx, [transferId], ['dispatched', 'closed'], '登记退回');
  if (!row) throw new Problem('not_found', `transfer ${transferId}`);
  const volumes = await holdings.takeBack(tx, row.dossierId, 'sendBack');
  await store.updateTransfer(tx, row.id, { state: 'sentBack', note: reason });
  const rows = [{ table: 'dossier', id: row.dossierId }, ...volumeRows(volumes)];
  const event = fact('transfer.sentBack', row, now, { volumeCount: volumes.length, reason }, rows);
  return { result: { volumeCount: volumes.length }, events: [event] };
});

export const chaseTransfers = implement(contract.chaseTransfers, async ({ tx, now }, { transferIds }) => {
  const rows = await lockInTurn(tx, transferIds, ['dispatched'], '催办');
  const events: LedgerEvent[] = [];
  for (const row of rows) {
    const chaseCount = row.chaseCount + 1;
    await store.updateTransfer(tx, row.id, { chased_on: dayOf(now), chase_count: chaseCount });
    events.push(fact('transfer.chased', row, now, { dispatchedOn: row.dispatchedOn, chaseCount }));
  }
  return { result: { count: rows.length }, events: atLeastOne(events) };
});
