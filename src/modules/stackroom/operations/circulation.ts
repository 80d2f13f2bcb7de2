import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import * as holdings from '../../holdings/index.ts';
import { checkOtherSide, checkPages, checkStep, type TicketState } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { atLeastOne, volumeFact } from '../facts.ts';
import { choosePlaces } from '../places.ts';
import { checkScanned } from '../volumes.ts';

export const checkOut = implement(contract.checkOut, async ({ tx, actor, now }, { items }) => {
  const scanned = await lockScanned(tx, items, ['approved'], '出库');
  const issues = scanned.flatMap(({ ticket }) => checkOtherSide(ticket.barcode, ticket.askedBy, actor.userId, '由您申请'));
  refuse(issues);
  const events: LedgerEvent[] = [];
  for (const { ticket, pageCount = null } of scanned) {
    await holdings.updateTicket(tx, ticket.id, { state: 'out', out_by: actor.userId, out_at: now, pages_out: pageCount });
    await holdings.updateVolume(tx, ticket.volumeId, 'checkOut');
    await holdings.moveCustodyOrRefuse(tx, ticket.dossierId, ticket.purpose);
    const { id: ticketId, purpose, dueOn, askedBy } = ticket;
    events.push(
      volumeFact('volume.checkedOut', volumeOf(ticket), now, { ticketId, purpose, pageCount, dueOn }, { witnessId: askedBy, ticketId }),
    );
  }
  return { result: { count: scanned.length }, events: atLeastOne(events) };
});

export const returnVolumes = implement(contract.returnVolumes, async ({ tx, actor, now }, { items, reason }) => {
  const scanned = await lockScanned(tx, items, ['out'], '归还');
  const issues = scanned.flatMap(({ ticket, pageCount }) => checkPages(ticket.barcode, ticket.pagesOut, pageCount));
  refuse(issues, reason);
  const said = reason?.trim() || null;
  const events: LedgerEvent[] = [];
  for (const { ticket, pageCount = null } of scanned) {
    const { id: ticketId, purpose, dueOn } = ticket;
    await holdings.updateTicket(tx, ticketId, {
      ...{ state: 'returning', returned_by: actor.userId, returned_at: now, pages_in: pageCount },
      ...(said ? { note: said } : {}),
    });
    const data = { ticketId, purpose, pageCount, isLate: dayOf(now) > dueOn, reason: said };
    events.push(volumeFact('volume.returned', volumeOf(ticket), now, data, { ticketId }));
  }
  return { result: { count: scanned.length }, events: atLeastOne(events) };
});

export const checkIn = implement(contract.checkIn, async ({ tx, actor, now }, { places }) => {
  const scanned = await lockScanned(tx, places, ['returning'], '归架', 'places');
  const issues: Issue[] = scanned.flatMap(({ ticket }) =>
    checkOtherSide(ticket.barcode, ticket.returnedBy, actor.userId, '由您经手归还', 'places'),
  );
  const wanted = scanned.flatMap(({ ticket, address }) => (address && address !== ticket.place ? [{ volume: ticket, address }] : []));
  const moved = new Map((await choosePlaces(tx, wanted, issues)).map(({ volume, place }) => [volume.id, place]));
  refuse(issues);
  const events: LedgerEvent[] = [];
  const stands: { barcode: string; address: string }[] = [];
  for (const { ticket } of scanned) {
    const place = moved.get(ticket.id);
    const address = place?.address ?? ticket.place ?? '';
    await holdings.updateTicket(tx, ticket.id, { state: 'closed', outcome: 'returned', closed_at: now });
    await holdings.updateVolume(tx, ticket.volumeId, 'checkIn', place ? { place } : {});
    const { id: ticketId, purpose, returnedBy, barcode } = ticket;
    events.push(volumeFact('volume.checkedIn', volumeOf(ticket), now, { ticketId, purpose, address }, { witnessId: returnedBy, ticketId }));
    stands.push({ barcode, address });
  }
  await holdings.moveCustody(
    tx,
    scanned.map(({ ticket }) => ticket.dossierId),
    'checkIn',
  );
  return { result: { places: stands }, events: atLeastOne(events) };
});

const volumeOf = (ticket: holdings.TicketRow) => ({ id: ticket.volumeId, dossierId: ticket.dossierId });

/** Each scanned code with its open ticket, locked. @throws rule_broken naming every code that can't take this step */
async function lockScanned<Item extends { barcode: string }>(
  tx: Scoped,
  items: readonly Item[],
  states: readonly TicketState[],
  doing: string,
  path = 'items',
): Promise<({ ticket: holdings.TicketRow } & Item)[]> {
  const barcodes = items.map(({ barcode }) => barcode);
  const known = new Set((await holdings.findVolumeIds(tx, barcodes)).map(({ barcode }) => barcode));
  const tickets = new Map((await holdings.lockTickets(tx, { openOfBarcodes: barcodes })).map((ticket) => [ticket.barcode, ticket]));
  const without = [...known].filter((barcode) => !tickets.has(barcode));
  refuse([
    ...checkScanned(barcodes, known, path),
    ...without.map((barcode) => ({ path, message: `卷 ${barcode} 没有未结的出库单，不能${doing}`, rule: 'ticket' })),
    ...[...tickets.values()].flatMap((ticket) => checkStep(ticket, states, doing, path)),
  ]);
  return items.flatMap((item) => {
    const ticket = tickets.get(item.barcode);
    return ticket ? [{ ...item, ticket }] : [];
  });
}
