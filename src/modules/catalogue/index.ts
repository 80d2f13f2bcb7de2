import type { DossierKind } from '../../core/scope.ts';
import type { Module, Reaction } from '../../platform/house.ts';
import { getPersonOf } from '../holdings/index.ts';
import * as completion from './operations/completion.ts';
import * as drafts from './operations/drafts.ts';
import * as paper from './operations/paper.ts';
import * as store from './store.ts';

export { checkEntry, type Entry, enterCatalogue, lockForArranging } from './entry.ts';
export { type CatalogueItem, findItems, findOpenAmong, getCatalogue, pageItems } from './store.ts';

/** What a dossier's event does to the worklist of the arrangers. */
const follow = (change: typeof store.insertWaiting): Reaction => ({
  emits: [],
  run: async (tx, { dossierId }) => {
    const dossier = dossierId && (await getPersonOf(tx, dossierId));
    if (dossier) await change(tx, dossier);
    return [];
  },
});

/** 期初建账: what is on its shelf waits to be arranged; what is not will, once it is shelved. */
const opened: Reaction = {
  emits: [],
  runAll: async (tx, events) => {
    const shelved = events.filter(({ data }) => data['shelvedCount'] === data['volumeCount']);
    await store.insertAllWaiting(
      tx,
      shelved.flatMap(({ dossierId, dims }) => (dossierId ? [{ dossierId, kind: dims?.['kind'] as DossierKind }] : [])),
    );
    return [];
  },
};
const openingUndone: Reaction = {
  emits: [],
  runAll: async (tx, events) => {
    await store.closeDrafts(
      tx,
      events.flatMap(({ dossierId }) => dossierId ?? []),
    );
    return [];
  },
};

export const catalogue: Module = {
  name: 'catalogue',
  operations: [...Object.values(drafts), ...Object.values(completion), ...Object.values(paper)],
  reactions: {
    ...{ 'volume.shelved': follow(store.insertWaiting), 'dossier.voided': follow(store.closeDraft) },
    ...{ 'dossier.opened': opened, 'dossier.openingUndone': openingUndone },
  },
  digested: ['catalogue', 'item'],
  recount: async (db) => (await store.findDifferences(db)).map((found) => ({ table: 'catalogue', ...found })),
};
