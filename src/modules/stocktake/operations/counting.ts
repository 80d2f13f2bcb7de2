import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import { moveTo } from '../../stackroom/index.ts';
import { readAddress } from '../../stackroom/rules.ts';
import * as contract from '../contract.ts';
import { type Category, checkSheet, judge } from '../rules.ts';
import { endMissing } from '../store/missing.ts';
import * as scans from '../store/scans.ts';
import * as shelves from '../store/shelves.ts';
import { lockIn } from './stocktakes.ts';

export const findStocktakeShelves = answer(contract.findStocktakeShelves, async ({ tx }, { limit, ...filter }) => {
  const rows = await shelves.findShelves(tx, { ...filter, limit: limit + 1 });
  const names = await nameUsers(
    tx,
    rows.flatMap(({ countedBy }) => countedBy ?? []),
  );
  const page = rows.slice(0, limit).map((row) => ({
    ...row,
    ...{ countedBy: row.countedBy && names(row.countedBy), countedAt: row.countedAt?.toISOString() ?? null },
  }));
  return { shelves: page, next: rows.length > limit ? (page.at(-1)?.address ?? null) : null };
});

export const getShelf = answer(contract.getShelf, async ({ tx }, { stocktakeId, address }) => {
  const shelf = known(await shelves.getShelf(tx, stocktakeId, levelOf(address)), address);
  const lines = await scans.findShelfLines(tx, stocktakeId, shelf.shelfId);
  return {
    ...{ address: shelf.address, state: shelf.state, next: await shelves.nextWaiting(tx, stocktakeId, shelf.address) },
    lines: lines.map((row) => ({
      ...lineOf(row),
      isExpected: row.baselineShelfId === shelf.shelfId,
      isSeen: row.seenShelfId === shelf.shelfId,
      isOut: row.volumeState === 'out',
    })),
  };
});

export const addScans = answer(contract.addScans, async ({ tx, actor, now }, { stocktakeId, address, scans: given }) => {
  const shelf = await lockWaiting(tx, stocktakeId, address);
  const codes = given.map(({ barcode, isDamaged }) => ({ barcode: barcode.toUpperCase(), isDamaged }));
  await scans.upsertScans(tx, { stocktakeId, shelfId: shelf.shelfId, userId: actor.userId, now }, codes);
  const written = await scans.findLines(
    tx,
    stocktakeId,
    codes.map(({ barcode }) => barcode),
  );
  const said = written.map((row) => ({ barcode: row.barcode, said: judgeRow(row, new Map()), place: row.nowPlace }));
  return { scans: said };
});

export const removeScan = answer(contract.removeScan, async ({ tx }, { stocktakeId, address, barcode }) => {
  const shelf = await lockWaiting(tx, stocktakeId, address);
  await scans.removeScan(tx, stocktakeId, shelf.shelfId, barcode);
  return {};
});

export const finishShelf = implement(contract.finishShelf, async ({ tx, actor, now }, { stocktakeId, address }) => {
  const shelf = await lockWaiting(tx, stocktakeId, address);
  return finish({ tx, userId: actor.userId, now, stocktakeId, shelf, isTyped: false });
});

export const enterSheet = implement(contract.enterSheet, async ({ tx, actor, now }, { stocktakeId, address, ...sheet }) => {
  const shelf = await lockWaiting(tx, stocktakeId, address);
  const [missing, extra, damaged] = [sheet.missing, sheet.extra, sheet.damaged].map((list) => list.map((code) => code.toUpperCase()));
  const expected = (await scans.findShelfLines(tx, stocktakeId, shelf.shelfId)).filter((row) => row.baselineShelfId === shelf.shelfId);
  refuse(checkSheet(new Set(expected.map(({ barcode }) => barcode)), { missing: missing ?? [], extra: extra ?? [] }));
  const seen = { stocktakeId, shelfId: shelf.shelfId, userId: actor.userId, now };
  await scans.seeExpected(tx, seen, missing ?? []);
  const further = [
    ...(extra ?? []).map((barcode) => ({ barcode, isDamaged: false })),
    ...(damaged ?? []).map((barcode) => ({ barcode, isDamaged: true })),
  ];
  if (further.length > 0) await scans.upsertScans(tx, seen, further);
  return finish({ tx, userId: actor.userId, now, stocktakeId, shelf, isTyped: true });
});

export const reopenShelf = implement(contract.reopenShelf, async ({ tx, now }, { stocktakeId, address, reason }) => {
  await lockIn(tx, stocktakeId, 'open', true);
  const shelf = known(await shelves.lockShelf(tx, stocktakeId, levelOf(address)), address);
  if (shelf.state !== 'counted')
    throw new Problem('conflict', 'not counted', [{ path: 'address', message: `${shelf.address} 还没有盘完` }]);
  await shelves.updateShelf(tx, shelf.id, undefined);
  const data = { stocktakeId, address: shelf.address, reason };
  return { result: { address: shelf.address }, events: [shelfFact('stocktake.shelfReopened', shelf.id, now, data)] };
});

type Finishing = { tx: Scoped; userId: string; now: Date; stocktakeId: string; shelf: Shelf; isTyped: boolean };

/** Judges a level. In a first stocktake what stands here and belongs elsewhere by the books is taken over at once, while there is room. */
async function finish({ tx, userId, now, stocktakeId, shelf, isTyped }: Finishing) {
  const rows = await scans.findShelfLines(tx, stocktakeId, shelf.shelfId);
  const moves = await scans.findMoves(
    tx,
    rows.flatMap(({ volumeId }) => volumeId ?? []),
    shelf.baselineSeq,
  );
  const judged = rows.map((row) => ({ ...row, category: judgeRow(row, moves) }));
  await scans.writeCategories(tx, stocktakeId, judged);
  const seen = judged.filter((row) => row.seenShelfId === shelf.shelfId);
  await shelves.updateShelf(tx, shelf.id, { seenCount: seen.length, userId, now });
  const found = await endMissing(
    tx,
    seen.flatMap(({ volumeId }) => volumeId ?? []),
    now,
  );
  const foundEvents = found.map(({ id, volumeId }) => foundFact(id, volumeId, dossierOf(rows, volumeId), now, 'stocktake'));
  const misplaced = shelf.isFirst ? seen.filter(({ category }) => category === 'misplaced') : [];
  const corrected = await takeOver({ tx, now, stocktakeId, shelf, misplaced });
  const counts: Partial<Record<Category, number>> = {};
  for (const { category } of judged) counts[category] = (counts[category] ?? 0) + 1;
  const data = { stocktakeId, address: shelf.address, counts, isTyped };
  const result = {
    ...{ counts: counts as Record<string, number>, correctedCount: corrected.length },
    next: await shelves.nextWaiting(tx, stocktakeId, shelf.address),
  };
  const event = shelfFact('stocktake.shelfCounted', shelf.id, now, data);
  return { result, events: [event, ...foundEvents, ...corrected] as [LedgerEvent, ...LedgerEvent[]] };
}

type TakingOver = { tx: Scoped; now: Date; stocktakeId: string; shelf: Shelf; misplaced: readonly scans.LineRow[] };

async function takeOver({ tx, now, stocktakeId, shelf, misplaced }: TakingOver): Promise<LedgerEvent[]> {
  if (misplaced.length === 0) return [];
  const reason = '首次盘点按实物改正';
  const volumes = await holdings.lockVolumes(
    tx,
    misplaced.flatMap(({ volumeId }) => volumeId ?? []),
  );
  const leftOpen: Issue[] = []; // a level without room: these stay as differences
  const { moved, events } = await moveTo(
    tx,
    now,
    volumes.map((volume) => ({ volume, address: shelf.address })),
    leftOpen,
    reason,
  );
  const codes = moved.map(({ barcode }) => barcode);
  if (codes.length > 0) await scans.writeResolution(tx, stocktakeId, codes, 'corrected', reason);
  return events;
}

type Shelf = shelves.ShelfRow & { isFirst: boolean; baselineSeq: string };

/** A level of an open stocktake that waits to be counted, locked. */
async function lockWaiting(tx: Scoped, stocktakeId: string, address: string): Promise<Shelf> {
  const { isFirst, baselineSeq } = await lockIn(tx, stocktakeId, 'open', true);
  const shelf = known(await shelves.lockShelf(tx, stocktakeId, levelOf(address)), address);
  if (shelf.state !== 'waiting')
    throw new Problem('conflict', 'counted', [{ path: 'address', message: `${shelf.address} 已盘完；要改请先“重盘”这一层` }]);
  return { ...shelf, isFirst, baselineSeq };
}

const levelOf = (address: string) => readAddress(address)?.shelf ?? address;

function known<T>(shelf: T | undefined, address: string): T {
  if (!shelf)
    throw new Problem('not_found', `shelf ${address}`, [{ path: 'address', message: `${address} 不在本次盘点范围内，请核对层标签` }]);
  return shelf;
}

function judgeRow(row: scans.LineRow, moves: ReadonlyMap<string, Date>): Category {
  const { volumeId, volumeState, nowShelfId, baselineShelfId, seenShelfId, seenAt, isDamaged } = row;
  const volume = volumeId && volumeState ? { state: volumeState, shelfId: nowShelfId, movedAt: moves.get(volumeId) ?? null } : undefined;
  return judge({ baselineShelfId, seenShelfId, seenAt, isDamaged, volume });
}

/** As lists show it: `place` by the books as they stand now, `seenAt` the level where it was seen. */
export const lineOf = ({ barcode, dossierId, place, nowPlace, seenAddress, isDamaged, category, resolution, note }: scans.LineRow) => ({
  ...{ barcode, dossierId, place: nowPlace ?? place, seenAt: seenAddress, isDamaged, category, resolution, note },
});

const dossierOf = (rows: readonly scans.LineRow[], volumeId: string) => rows.find((row) => row.volumeId === volumeId)?.dossierId ?? null;

/** A missing volume was found. */
export function foundFact(id: string, volumeId: string, dossierId: string | null, now: Date, how: 'stocktake' | 'movement'): LedgerEvent {
  const subject = { kind: 'volume', id: volumeId };
  return {
    ...{ type: 'volume.found', occurredAt: now, subject, data: { how }, rows: [{ table: 'missing_volume', id }] },
    ...(dossierId ? { dossierId } : {}),
  };
}

const shelfFact = (type: string, id: string, now: Date, data: Record<string, unknown>): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'stocktakeShelf', id }, data },
});
