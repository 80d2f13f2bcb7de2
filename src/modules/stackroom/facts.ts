import type { LedgerEvent } from '../../core/event.ts';

/** A fact about one volume; the rows that it may have written are vouched for together. */
export const volumeFact = (
  type: string,
  volume: { id: string; dossierId: string },
  now: Date,
  data: Record<string, unknown>,
  { witnessId, ticketId }: { witnessId?: string | null; ticketId?: string } = {},
): LedgerEvent => ({
  ...{ type, occurredAt: now, dossierId: volume.dossierId, subject: { kind: 'volume', id: volume.id }, data },
  ...(witnessId ? { witnessId } : {}),
  rows: [
    { table: 'volume', id: volume.id },
    { table: 'dossier', id: volume.dossierId },
    ...(ticketId ? [{ table: 'ticket', id: ticketId }] : []),
  ],
});

export const ticketFact = (
  type: string,
  ticket: { id: string; dossierId: string },
  now: Date,
  data: Record<string, unknown>,
): LedgerEvent => ({
  ...{ type, occurredAt: now, dossierId: ticket.dossierId, subject: { kind: 'ticket', id: ticket.id }, data },
  rows: [{ table: 'ticket', id: ticket.id }],
});

export function atLeastOne(events: readonly LedgerEvent[]): [LedgerEvent, ...LedgerEvent[]] {
  const [first, ...rest] = events;
  if (!first) throw new Error('an act on nothing');
  return [first, ...rest];
}
