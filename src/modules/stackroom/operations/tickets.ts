import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import { checkOtherSide, checkStep, type TicketState } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { atLeastOne, ticketFact } from '../facts.ts';
import { openTickets } from '../open-tickets.ts';
import { lockVolumesByBarcode } from '../volumes.ts';

export const askVolumes = implement(contract.askVolumes, async ({ tx, actor, now }, { barcodes, ...input }) => {
  const volumes = await lockVolumesByBarcode(tx, barcodes, 'barcodes');
  return openTickets({ tx, actor, now }, volumes, input);
});

export const approveLoans = implement(contract.approveLoans, async ({ tx, actor, now }, { ticketIds }) => {
  const tickets = await lockAll(tx, ticketIds, ['asked'], '批准');
  refuse(tickets.flatMap(({ barcode, askedBy }) => checkOtherSide(barcode, askedBy, actor.userId, '的借阅由您申请', 'ticketIds')));
  for (const { id } of tickets) await holdings.updateTicket(tx, id, { state: 'approved', approved_by: actor.userId });
  return done(
    tickets,
    tickets.map((ticket) => ticketFact('ticket.approved', ticket, now, { purpose: ticket.purpose })),
  );
});

export const refuseLoans = implement(contract.refuseLoans, async ({ tx, now }, { ticketIds, reason }) => {
  const tickets = await lockAll(tx, ticketIds, ['asked'], '审批');
  for (const { id } of tickets) await holdings.updateTicket(tx, id, { state: 'closed', outcome: 'refused', closed_at: now, note: reason });
  return done(
    tickets,
    tickets.map((ticket) => ticketFact('ticket.refused', ticket, now, { purpose: ticket.purpose, reason })),
  );
});

export const cancelTickets = implement(contract.cancelTickets, async ({ tx, now }, { ticketIds, reason }) => {
  const tickets = await lockAll(tx, ticketIds, ['asked', 'approved'], '撤销');
  refuse(
    tickets
      .filter(({ purpose }) => purpose === 'leaving')
      .map(({ barcode }) => ({ path: 'ticketIds', message: `卷 ${barcode} 因转出而出库，请在转递中撤销`, rule: 'ticket' })),
  );
  for (const { id } of tickets)
    await holdings.updateTicket(tx, id, { state: 'closed', outcome: 'cancelled', closed_at: now, note: reason });
  return done(
    tickets,
    tickets.map((ticket) => ticketFact('ticket.cancelled', ticket, now, { purpose: ticket.purpose, reason })),
  );
});

export const extendLoans = implement(contract.extendLoans, async ({ tx, now }, { ticketIds, dueOn, reason }) => {
  const tickets = await lockAll(tx, ticketIds, ['approved', 'out'], '续借');
  const early = tickets.filter((ticket) => ticket.dueOn >= dueOn);
  const message = (barcode: string, due: string) => `卷 ${barcode} 应于 ${due} 归还，新的日期须在其后`;
  refuse([
    ...early.map((ticket): Issue => ({ path: 'dueOn', message: message(ticket.barcode, ticket.dueOn), rule: 'ticket.due' })),
    ...(dueOn < dayOf(now) ? [{ path: 'dueOn', message: '应还日期不能早于今天', rule: 'ticket.due' }] : []),
  ]);
  for (const { id } of tickets) await holdings.updateTicket(tx, id, { state: stateOf(tickets, id), due_on: dueOn });
  return done(
    tickets,
    tickets.map((ticket) => ticketFact('ticket.extended', ticket, now, { purpose: ticket.purpose, from: ticket.dueOn, dueOn, reason })),
  );
});

export const findTickets = answer(contract.findTickets, async ({ tx, now }, { overdue, limit, ...filter }) => {
  const today = dayOf(now);
  const rows = await holdings.findTickets(tx, { ...filter, dueBefore: overdue === 'true' ? today : undefined, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.map(({ askedBy }) => askedBy),
  );
  const tickets = page.map(({ cursor: _cursor, ...row }) => ({
    ...row,
    ...{ askedBy: names(row.askedBy), askedAt: row.askedAt.toISOString(), outAt: row.outAt?.toISOString() ?? null },
    overdueDays: row.state === 'out' ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
  }));
  return { tickets, next: rows.length > limit ? (page.at(-1)?.cursor ?? null) : null };
});

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const stateOf = (tickets: readonly holdings.TicketRow[], id: string): TicketState => tickets.find((t) => t.id === id)?.state ?? 'out';

/** Locks tickets that must all be in one of `states`. @throws not_found, rule_broken with every one that is not */
async function lockAll(tx: Scoped, ids: readonly string[], states: readonly TicketState[], doing: string) {
  const unique = [...new Set(ids)];
  const tickets = await holdings.lockTickets(tx, { ids: unique });
  if (tickets.length < unique.length) throw new Problem('not_found', 'tickets missing');
  refuse(tickets.flatMap((ticket) => checkStep(ticket, states, doing, 'ticketIds')));
  return tickets;
}

const done = (tickets: readonly unknown[], events: readonly LedgerEvent[]) => ({
  result: { count: tickets.length },
  events: atLeastOne(events),
});
