import type { Module, Reaction } from '../../platform/house.ts';
import { getPersonOf } from '../holdings/index.ts';
import * as completion from './operations/completion.ts';
import * as drafts from './operations/drafts.ts';
import * as paper from './operations/paper.ts';
import * as store from './store.ts';

export { type Entry, enterCatalogue } from './entry.ts';
export { type CatalogueItem, findItems, findOpenAmong, pageItems } from './store.ts';

/** What a dossier's event does to the worklist of the arrangers. */
const follow = (change: typeof store.insertWaiting): Reaction => ({
  emits: [],
  run: async (tx, { dossierId }) => {
    const dossier = dossierId && (await getPersonOf(tx, dossierId));
    if (dossier) await change(tx, dossier);
    return [];
  },
});

export const catalogue: Module = {
  name: 'catalogue',
  operations: [...Object.values(drafts), ...Object.values(completion), ...Object.values(paper)],
  reactions: { 'volume.shelved': follow(store.insertWaiting), 'dossier.voided': follow(store.closeDraft) },
  digested: ['catalogue', 'item'],
  recount: async (db) => (await store.findDifferences(db)).map((found) => ({ table: 'catalogue', ...found })),
};
