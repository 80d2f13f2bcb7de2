import type { Module, Reaction } from '../../platform/house.ts';
import * as counting from './operations/counting.ts';
import * as papers from './operations/papers.ts';
import * as results from './operations/results.ts';
import * as stocktakes from './operations/stocktakes.ts';
import { endMissing } from './store/missing.ts';
import { findChangedStocktakes } from './store/stocktakes.ts';

/** A missing volume that somebody moves, lends or puts back has been found. */
const found: Reaction = {
  emits: ['volume.found'],
  run: async (tx, { subject, dossierId }, now) =>
    (await endMissing(tx, [subject.id], now)).map(({ id }) => counting.foundFact(id, subject.id, dossierId ?? null, now, 'movement')),
};

const { findStocktakeShelves, getShelf, addScans, removeScan, finishShelf, enterSheet, reopenShelf } = counting;
const { stocktakeFact: _fact, lockIn: _lock, ...verbs } = stocktakes;

export const stocktake: Module = {
  name: 'stocktake',
  operations: [
    ...Object.values(verbs),
    ...[findStocktakeShelves, getShelf, addScans, removeScan, finishShelf, enterSheet, reopenShelf],
    ...[...Object.values(results), ...Object.values(papers)],
  ],
  reactions: { 'volume.moved': found, 'volume.checkedOut': found, 'volume.checkedIn': found },
  digested: ['stocktake', 'missing_volume'],
  recount: findChangedStocktakes,
};
