import { maskIdNumber, normaliseIdNumber } from '../../../core/codes/id-number.ts';
import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { findNames } from '../../holdings/index.ts';
import { storedIdNumber } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { normaliseTrackingNo, refuseRow } from '../rules.ts';
import * as store from '../store/roll-rows.ts';
import * as rollsStore from '../store/rolls.ts';
import { fact, lockIn } from './rolls.ts';

const FOUND = 20;

export const findRollRows = answer(contract.findRollRows, async ({ tx }, { rollId, limit, ...filter }) => {
  const found = await store.findRows(tx, rollId, { ...filter, limit: limit + 1 });
  const rows = found.slice(0, limit).map(({ person: _person, rollId: _rollId, idNumber, issues, ...row }) => ({
    ...{ ...row, idNumber: idNumber && maskIdNumber(idNumber), issues: issues ?? [] },
  }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.number ?? null) : null };
});

export const scanEnvelope = answer(contract.scanEnvelope, async ({ tx }, { text, rollId }) => {
  for (const wanted of meanings(text)) {
    const found = await store.findWanted(tx, wanted, rollId, FOUND);
    if (found.length === 0) continue;
    const codes = new Map((await namesOf(tx, found)).map(({ id, referenceCode }) => [id, referenceCode]));
    const rows = [];
    for (const { issues, ...row } of found)
      rows.push({
        ...row,
        ...{ issues: issues ?? [], parcelId: await parcelFor(tx, row), referenceCode: codes.get(row.dossierId ?? '') ?? null },
      });
    return { rows };
  }
  return { rows: [] };
});

/** What was scanned or typed, in the order in which it is tried. Pure. */
function meanings(text: string): store.Wanted[] {
  const idNumber = normaliseIdNumber(text);
  const isIdNumber = /^(?:\d{15}|\d{17}[\dX])$/.test(idNumber);
  const letter = text.normalize('NFKC');
  return [
    ...(isIdNumber ? [{ by: 'idNumber' as const, text: storedIdNumber('resident-id', idNumber) }] : []),
    { by: 'number', text: normaliseTrackingNo(text) },
    ...(letter === normaliseTrackingNo(text) ? [] : [{ by: 'number' as const, text: letter }]),
    { by: 'name', text },
  ];
}

const namesOf = async (tx: Scoped, rows: readonly { dossierId: string | null }[]) => {
  const ids = rows.flatMap(({ dossierId }) => dossierId ?? []);
  return ids.length === 0 ? [] : findNames(tx, ids);
};

/** The parcel that an envelope came in: the one of its own number, else the roll's only open one. */
async function parcelFor(tx: Scoped, row: { rollId: string; trackingNo: string | null }): Promise<string | null> {
  if (row.trackingNo !== null) {
    const [own] = await rollsStore.findOpenByTrackingNo(tx, row.trackingNo);
    if (own) return own.id;
  }
  const open = (await rollsStore.findParcelsOf(tx, row.rollId)).filter(({ state }) => state === 'signed');
  return open.length === 1 ? (open[0]?.id ?? null) : null;
}

export const markRow = implement(contract.markRow, async ({ tx, now }, { rollId, number, state, reason }) => {
  const row = await openRow(tx, rollId, number);
  const fixed = row.state === 'surplus' ? [{ path: 'number', message: '清单外多出的一行不能改为其他状态' }] : [];
  refuse([...row.issues, ...fixed]);
  await store.updateRow(tx, rollId, number, { state, note: reason });
  return { result: {}, events: [fact('roll.rowMarked', rollId, now, { number, state, reason })] };
});

export const addSurplus = implement(contract.addSurplus, async ({ tx, now }, { rollId, name, reason }) => {
  await lockIn(tx, rollId, 'open');
  const number = await store.insertSurplus(tx, rollId, name, reason || null);
  return { result: { number }, events: [fact('roll.rowMarked', rollId, now, { number, state: 'surplus', reason: reason || null })] };
});

type OpenRow = NonNullable<Awaited<ReturnType<typeof store.lockRow>>> & { issues: Issue[] };

/** A row that something is about to happen to, locked, and why that may not be. @throws not_found */
export async function openRow(tx: Scoped, rollId: string, number: number): Promise<OpenRow> {
  const row = await store.lockRow(tx, rollId, number);
  if (!row) throw new Problem('not_found', `row ${rollId}/${number}`, [{ path: 'rollRow', message: '名册中没有这一行' }]);
  const refusal = refuseRow(row, row.rollState);
  return { ...row, issues: refusal ? [refusal] : [] };
}

/** Writes down that the dossier of a row is registered; what came beyond the list stays 多出. */
export async function settleRow(tx: Scoped, row: OpenRow, dossierId: string, now: Date): Promise<LedgerEvent> {
  const { rollId, number } = row;
  const state = row.state === 'surplus' ? 'surplus' : 'registered';
  await store.updateRow(tx, rollId, number, { dossierId, state });
  return fact('roll.rowMarked', rollId, now, { number, state, reason: null });
}

/** A registration that is void gives its row back. */
export async function unsettleRow(tx: Scoped, dossierId: string, reason: string, now: Date): Promise<LedgerEvent[]> {
  const row = await store.findRowOf(tx, dossierId);
  if (!row) return [];
  const state = row.state === 'surplus' ? 'surplus' : 'awaited';
  await store.updateRow(tx, row.rollId, row.number, { dossierId: null, state, note: reason });
  return [fact('roll.rowMarked', row.rollId, now, { number: row.number, state, reason })];
}
