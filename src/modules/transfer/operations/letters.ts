import { v7 as newId } from 'uuid';
import { maskIdNumber, readResidentId } from '../../../core/codes/id-number.ts';
import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { formatNumber } from '../../../core/settings.ts';
import { addDays, dayOf, startOf } from '../../../core/time.ts';
import type { Reaction } from '../../../platform/house.ts';
import { nextNumber } from '../../../platform/numbers.ts';
import { answer, implement } from '../../../platform/run.ts';
import { readSetting } from '../../../platform/settings.ts';
import { nameUsers, unitCode } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import { storedIdNumber } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { atLeastOne, pageOf } from '../facts.ts';
import { letterStateOn } from '../rules.ts';
import * as store from '../store/letters.ts';
import { getReceiver } from '../store/receivers.ts';

const letterFact = (type: string, id: string, now: Date, data: Record<string, unknown>): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'letter', id }, data, rows: [{ table: 'letter', id }] },
});

export const issueLetter = implement(contract.issueLetter, async ({ tx, actor, now }, input) => {
  const today = dayOf(now);
  const receiver = await getReceiver(tx, input.receiverId);
  if (!receiver) throw new Problem('not_found', `receiver ${input.receiverId}`);
  const idNumber = storedIdNumber('resident-id', input.idNumber);
  const issues: Issue[] = [];
  if (readResidentId(idNumber, today).fault) issues.push({ path: 'idNumber', message: '公民身份号码有误，请核对证件原件', rule: 'R2' });
  for (const { referenceCode, kind } of await holdings.findActiveByIdNumber(tx, idNumber))
    if (kind === 'floating') issues.push({ path: 'idNumber', message: `此人已有在存档案 ${referenceCode}，无需调档`, rule: 'R6' });
  const open = await holdings.lockExpectationOf(tx, idNumber);
  if (open) issues.push({ path: 'idNumber', message: `此人已有未到档的调档函 ${open.letterNumber}`, rule: 'R24', severity: 'warning' });
  if (receiver.verified_by === null)
    issues.push({ path: 'receiverId', message: `“${receiver.name}”尚未核验档案管理权限`, rule: 'transfer.receiver', severity: 'warning' });
  refuse(issues, input.reason);
  const id = newId();
  const pattern = await readSetting(tx, 'transfer.letterPattern');
  const year = today.slice(0, 4);
  const seq = await nextNumber(tx, pattern.includes('{year}') ? `transfer/letter/${year}` : 'transfer/letter');
  const letterNumber = formatNumber(pattern, { unit: await unitCode(tx), year, seq });
  const expiresOn = addDays(today, Number(await readSetting(tx, 'transfer.letterDays')));
  const reason = input.reason?.trim() || null;
  await holdings.insertExpectation(tx, { id, letterNumber, personName: input.personName, idNumber });
  await store.insertLetter(tx, {
    ...{ id, letter_number: letterNumber, letter_kind: input.letterKind, receiver_id: receiver.id, in_reason: input.inReason },
    ...{ issued_on: today, expires_on: expiresOn, issued_by: actor.userId, note: reason },
  });
  const issued = letterFact('letter.issued', id, now, { letterNumber, receiverId: receiver.id, expiresOn, reason });
  const rows = [...(issued.rows ?? []), { table: 'expectation', id }];
  return { result: { letterId: id, letterNumber, expiresOn }, events: [{ ...issued, rows }] };
});

export const voidLetter = implement(contract.voidLetter, async ({ tx, now }, { letterId, reason }) => {
  const letter = await store.lockLetter(tx, letterId);
  if (!letter) throw new Problem('not_found', `letter ${letterId}`);
  if (letter.state !== 'open' || !(await holdings.closeExpectation(tx, letterId, null)))
    refuse([{ path: 'letterId', message: `调档函 ${letter.letterNumber} 已到档或已作废`, rule: 'transfer' }]);
  await store.updateLetter(tx, letterId, 'void', reason);
  const event = letterFact('letter.voided', letterId, now, { reason });
  return { result: {}, events: [{ ...event, rows: [...(event.rows ?? []), { table: 'expectation', id: letterId }] }] };
});

/** The desk has opened what a letter sent for. */
export const followArrival: Reaction = {
  emits: ['letter.arrived'],
  run: async (tx, { subject, dossierId, data }, now) => {
    const letter = await store.lockLetter(tx, subject.id);
    if (!letter) return [];
    await store.updateLetter(tx, letter.id, 'arrived');
    const event = letterFact('letter.arrived', letter.id, now, { letterNumber: data['letterNumber'] });
    return [dossierId ? { ...event, dossierId } : event];
  },
};

/** What came by parcel is to be acknowledged; what was void is not. */
export const followRegistration: Reaction = {
  emits: [],
  run: async (tx, { dossierId, data, dims }, now) => {
    const kind = dims?.['kind'] === 'cadre' ? 'cadre' : 'floating';
    if (dossierId && data['parcelId']) await store.insertOwed(tx, { dossierId, kind, registeredOn: dayOf(now) });
    return [];
  },
};
export const followVoiding: Reaction = {
  emits: [],
  run: async (tx, { dossierId }) => {
    if (dossierId) await store.removeOwed(tx, dossierId);
    return [];
  },
};

export const findLetters = answer(contract.findLetters, async ({ tx, now }, { limit, ...filter }) => {
  const today = dayOf(now);
  const { page, next } = pageOf(await store.findLetters(tx, { ...filter, today, limit: limit + 1 }), limit, ({ id }) => id);
  const names = await nameUsers(
    tx,
    page.map(({ issuedBy }) => issuedBy),
  );
  const letters = page.map((row) => ({
    ...row,
    ...{ idNumber: maskIdNumber(row.idNumber), issuedBy: names(row.issuedBy), state: letterStateOn(row.state, row.expiresOn, today) },
  }));
  return { letters, next };
});

export const findAcknowledgements = answer(contract.findAcknowledgements, async ({ tx, now }, { overdue, after, limit }) => {
  const today = dayOf(now);
  const days = Number(await readSetting(tx, 'transfer.acknowledgementDays'));
  const registeredBefore = overdue === 'true' ? addDays(today, -days) : undefined;
  const { page, next } = pageOf(
    await store.findOwed(tx, { registeredBefore, after, limit: limit + 1 }),
    limit,
    ({ dossierId }) => dossierId,
  );
  const acknowledgements = page.map(({ sentOn: _sentOn, volumeCount: _volumeCount, ...row }) => ({
    ...row,
    overdueDays: Math.max(0, Math.round((startOf(today).getTime() - startOf(row.registeredOn).getTime()) / 86_400_000) - days),
  }));
  return { acknowledgements, next };
});

export const sendAcknowledgements = implement(contract.sendAcknowledgements, async ({ tx, now }, { dossierIds, sentOn = dayOf(now) }) => {
  refuse(sentOn > dayOf(now) ? [{ path: 'sentOn', message: '寄出日期不能晚于今天', rule: 'R29' }] : []);
  const known = await store.getOwed(tx, dossierIds); // in the caller's scope
  const rows = await store.markSent(
    tx,
    known.map(({ dossierId }) => dossierId),
    sentOn,
  );
  const events = rows.map(
    ({ dossierId, registeredOn }): LedgerEvent => ({
      ...{
        type: 'acknowledgement.sent',
        occurredAt: now,
        dossierId,
        subject: { kind: 'dossier', id: dossierId },
        data: { registeredOn, sentOn },
      },
    }),
  );
  return { result: { count: rows.length }, events: atLeastOne(events) };
});
