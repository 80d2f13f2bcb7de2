import { v7 as newId } from 'uuid';
import { refuse } from '../../core/problem.ts';
import { addDays, dayOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import { readSetting } from '../../platform/settings.ts';
import * as holdings from '../holdings/index.ts';
import { checkAsked, firstState, type TicketPurpose } from '../holdings/rules.ts';
import { atLeastOne, ticketFact } from './facts.ts';

type Asked = { purpose: TicketPurpose; taker: string; takerUnit: string; reason: string; dueOn?: string | undefined };

/** Opens a ticket for each of these locked volumes. @throws rule_broken naming every volume that can't be asked for */
export async function openTickets(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  volumes: readonly holdings.VolumeRow[],
  input: Asked,
) {
  const { purpose, taker, takerUnit, reason } = input;
  const dueOn = input.dueOn ?? addDays(dayOf(now), Number(await readSetting(tx, 'loan.days')));
  refuse(checkAsked(volumes, dueOn, dayOf(now)));
  const state = firstState(purpose);
  const tickets = volumes.map((volume) => ({
    ...{ id: newId(), dossierId: volume.dossierId, volumeId: volume.id, purpose, state, taker, takerUnit, reason, dueOn },
    ...{ askedBy: actor.userId, askedAt: now },
  }));
  const taken = new Set(await holdings.insertTickets(tx, tickets));
  refuse(
    volumes
      .filter(({ id }) => taken.has(id))
      .map(({ barcode }) => ({ path: 'barcodes', message: `卷 ${barcode} 已有未结的出库单，请先办结或撤销`, rule: 'ticket' })),
  );
  const events = tickets.map((ticket) => ticketFact('ticket.asked', ticket, now, { volumeId: ticket.volumeId, purpose, dueOn }));
  return { result: { ticketIds: tickets.map(({ id }) => id), state, dueOn }, events: atLeastOne(events) };
}
