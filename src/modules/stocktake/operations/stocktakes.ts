import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../../core/event.ts';
import { Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import { getRoom } from '../../stackroom/index.ts';
import * as contract from '../contract.ts';
import { checkComplete, checkSecond, stocktakeStates } from '../rules.ts';
import * as missing from '../store/missing.ts';
import * as store from '../store/stocktakes.ts';

export const openStocktake = implement(contract.openStocktake, async ({ tx, actor, now }, input) => {
  if (!(await getRoom(tx, input.roomId))) throw new Problem('not_found', `room ${input.roomId}`);
  const other = await store.findOverlap(tx, input);
  if (other) throw new Problem('conflict', 'overlap', [{ path: 'roomId', message: `“${other.name}”正在盘点其中的架位，请先结束它` }]);
  const id = newId();
  const { shelfCount, volumeCount, baselineSeq } = await store.insertStocktake(tx, { ...input, id, userId: actor.userId, now });
  if (shelfCount === 0)
    throw new Problem('rule_broken', 'no shelves', [{ path: 'firstRack', message: '这个范围内没有架位，请核对区号与架号' }]);
  const data = { roomId: input.roomId, baselineSeq, shelfCount, volumeCount, isFirst: input.isFirst };
  return { result: { stocktakeId: id, shelfCount, volumeCount }, events: [stocktakeFact('stocktake.opened', id, now, data)] };
});

export const findStocktakes = answer(contract.findStocktakes, async ({ tx }, { limit, ...filter }) => {
  const rows = await store.findStocktakes(tx, { ...filter, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.map(({ openedBy }) => openedBy),
  );
  return { stocktakes: page.map((row) => headOf(row, names)), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
});

export const getStocktake = answer(contract.getStocktake, async ({ tx, actor }, { stocktakeId }) => {
  const row = await found(store.getStocktake(tx, stocktakeId), stocktakeId);
  const { counts, progress } = await store.countResults(tx, stocktakeId);
  const { openedBy, submittedBy, closedBy, closedAt, note } = row;
  const names = await nameUsers(tx, [openedBy, submittedBy ?? '', closedBy ?? '']);
  return {
    ...{ ...headOf(row, names), counts: plain(counts), open: plain(progress.open), note, isMine: submittedBy === actor.userId },
    ...{ submittedBy: submittedBy && names(submittedBy), closedBy: closedBy && names(closedBy) },
    closedAt: closedAt?.toISOString() ?? null,
  };
});

export const submitStocktake = implement(contract.submitStocktake, async ({ tx, actor, now }, { stocktakeId }) => {
  await lockIn(tx, stocktakeId, 'open');
  const { counts, progress } = await store.countResults(tx, stocktakeId);
  refuse(checkComplete(progress));
  await store.updateStocktake(tx, stocktakeId, { state: 'submitted', submitted_by: actor.userId });
  return { result: { counts: plain(counts) }, events: [stocktakeFact('stocktake.submitted', stocktakeId, now, { counts })] };
});

export const sendBackStocktake = implement(contract.sendBackStocktake, async ({ tx, now }, { stocktakeId, reason }) => {
  await lockIn(tx, stocktakeId, 'submitted');
  await store.updateStocktake(tx, stocktakeId, { state: 'open', submitted_by: null, note: reason });
  return { result: {}, events: [stocktakeFact('stocktake.sentBack', stocktakeId, now, { reason })] };
});

export const closeStocktake = implement(contract.closeStocktake, async ({ tx, actor, now }, { stocktakeId }) => {
  const { submittedBy } = await lockIn(tx, stocktakeId, 'submitted');
  refuse(checkSecond(submittedBy, actor.userId));
  const { counts } = await store.countResults(tx, stocktakeId);
  const resultDigest = await store.digestLines(tx, stocktakeId);
  await store.updateStocktake(tx, stocktakeId, { state: 'closed', closed_by: actor.userId, closed_at: now });
  const event = {
    ...stocktakeFact('stocktake.closed', stocktakeId, now, { counts, resultDigest }),
    ...(submittedBy ? { witnessId: submittedBy } : {}),
  };
  return { result: { counts: plain(counts) }, events: [event] };
});

export const cancelStocktake = implement(contract.cancelStocktake, async ({ tx, now }, { stocktakeId, reason }) => {
  await lockIn(tx, stocktakeId, 'open');
  await store.updateStocktake(tx, stocktakeId, { state: 'cancelled', note: reason });
  return { result: {}, events: [stocktakeFact('stocktake.cancelled', stocktakeId, now, { reason })] };
});

export const findMissing = answer(contract.findMissing, async ({ tx }, { after, limit }) => {
  const rows = await missing.findMissing(tx, after, limit + 1);
  const volumes = rows.slice(0, limit).map((row) => ({ ...row, missingSince: row.missingSince.toISOString() }));
  return { volumes, next: rows.length > limit ? (volumes.at(-1)?.id ?? null) : null };
});

export const stocktakeFact = (type: string, id: string, now: Date, data: Record<string, unknown>): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'stocktake', id }, data },
  rows: [{ table: 'stocktake', id }],
});

/** @throws not_found, rule_broken where the stocktake is in another state */
export async function lockIn(tx: Scoped, id: string, state: 'open' | 'submitted', isCounting = false) {
  const stocktake = await found(store.lockStocktake(tx, id, isCounting), id);
  if (stocktake.state !== state)
    throw new Problem('rule_broken', 'state', [
      { path: '', message: `盘点为“${stocktakeStates[stocktake.state]}”，请刷新`, rule: 'stocktake' },
    ]);
  return stocktake;
}

async function found<T>(row: Promise<T | undefined>, id: string): Promise<T> {
  const known = await row;
  if (!known) throw new Problem('not_found', `stocktake ${id}`);
  return known;
}

const headOf = ({ submittedBy: _s, closedBy: _c, closedAt: _a, note: _n, ...row }: store.StocktakeRow, names: (id: string) => string) => ({
  ...row,
  ...{ openedBy: names(row.openedBy), baselineAt: row.baselineAt.toISOString() },
});

/** Without the keys that have no count. */
const plain = (counts: Readonly<Partial<Record<string, number>>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).flatMap(([key, count]) => (count === undefined ? [] : [[key, count]])));
