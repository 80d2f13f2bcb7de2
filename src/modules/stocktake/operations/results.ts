import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import * as holdings from '../../holdings/index.ts';
import { moveTo } from '../../stackroom/index.ts';
import * as contract from '../contract.ts';
import { checkResolution } from '../rules.ts';
import { insertMissing } from '../store/missing.ts';
import * as scans from '../store/scans.ts';
import { lineOf } from './counting.ts';
import { lockIn, stocktakeFact } from './stocktakes.ts';

export const findResults = answer(contract.findResults, async ({ tx }, { stocktakeId, category, onlyOpen, after, limit }) => {
  const rows = await scans.findResults(tx, stocktakeId, { category, isOpen: onlyOpen === 'true', after, limit: limit + 1 });
  const lines = rows.slice(0, limit).map(lineOf);
  return { lines, next: rows.length > limit ? (lines.at(-1)?.barcode ?? null) : null };
});

export const resolve = implement(contract.resolve, async ({ tx, now }, { stocktakeId, barcodes, resolution, reason }) => {
  await lockIn(tx, stocktakeId, 'open', true);
  const codes = [...new Set(barcodes)];
  const lines = await scans.findLines(tx, stocktakeId, codes);
  const known = new Set(lines.map(({ barcode }) => barcode));
  const unknown = codes.filter((code) => !known.has(code));
  refuse([...unknown.map((code) => ({ path: 'barcodes', message: `${code} 不在本次盘点中` })), ...checkResolution(lines, resolution)]);
  const settling = { tx, now, stocktakeId, lines, reason };
  const settled = await (resolution === 'corrected' ? correct(settling) : resolution === 'missing' ? markMissing(settling) : []);
  await scans.writeResolution(tx, stocktakeId, codes, resolution, reason);
  const event = stocktakeFact('stocktake.resolved', stocktakeId, now, { resolution, count: codes.length, reason });
  return { result: { count: codes.length }, events: [event, ...settled] };
});

type Settling = { tx: Scoped; now: Date; stocktakeId: string; lines: readonly scans.LineRow[]; reason: string };

/** The books follow the shelf: each volume goes, on paper, to the level where it was seen. */
async function correct({ tx, now, lines, reason }: Settling): Promise<readonly LedgerEvent[]> {
  const volumes = await holdings.lockVolumes(
    tx,
    lines.flatMap(({ volumeId }) => volumeId ?? []),
  );
  const seenAt = new Map(lines.map(({ barcode, seenAddress }) => [barcode, seenAddress ?? '']));
  const issues: Issue[] = volumes
    .filter(({ state }) => state !== 'shelved')
    .map(({ barcode }) => ({ path: 'barcodes', message: `卷 ${barcode} 现不在库，请重盘该层`, rule: 'stocktake' }));
  refuse(issues);
  const wanted = volumes.map((volume) => ({ volume, address: seenAt.get(volume.barcode) ?? '' }));
  const { events } = await moveTo(tx, now, wanted, issues, reason);
  refuse(issues);
  return events;
}

/** 缺: the volume stays on the books, at its place, until it is found. */
async function markMissing({ tx, now, stocktakeId, lines, reason }: Settling): Promise<readonly LedgerEvent[]> {
  const written = await insertMissing(
    tx,
    stocktakeId,
    lines.flatMap(({ volumeId }) => volumeId ?? []),
    now,
  );
  return lines.flatMap(({ volumeId, dossierId, place }) => {
    const id = written.get(volumeId ?? '');
    if (!id || !volumeId || !dossierId) return [];
    const data = { stocktakeId, address: place ?? '', reason };
    const subject = { kind: 'volume', id: volumeId };
    return [{ type: 'volume.missing', occurredAt: now, dossierId, subject, data, rows: [{ table: 'missing_volume', id }] }];
  });
}
