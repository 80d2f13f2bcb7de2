import type { LedgerEvent } from '../../core/event.ts';
import type { Module, Reaction } from '../../platform/house.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { findItems } from '../catalogue/index.ts';
import { findSearchable, findSearchableLike } from '../holdings/index.ts';
import * as operations from './operations.ts';
import * as store from './store/keep.ts';

export { rebuild } from './store/keep.ts';

const reactionOf = (keep: (tx: Scoped, dossierId: string) => Promise<void>): Reaction => ({
  emits: [],
  run: async (tx: Scoped, { dossierId }: LedgerEvent) => {
    if (dossierId !== undefined) await keep(tx, dossierId);
    return [];
  },
});

/** What a dossier and its person are called now, for all dossiers of that person. */
const keepPerson = async (tx: Scoped, dossierId: string) =>
  store.putDossiers(tx.db, tx.institutionId, await findSearchableLike(tx, dossierId));

/** A reopened catalogue is still found by its items until another is completed. */
async function keepCatalogue(tx: Scoped, dossierId: string) {
  await store.removeItemsOf(tx.db, tx.institutionId, [dossierId]);
  await store.putItems(tx.db, tx.institutionId, await findItems(tx, dossierId));
}

async function keepVoided(tx: Scoped, dossierId: string) {
  await keepPerson(tx, dossierId);
  await store.removeItemsOf(tx.db, tx.institutionId, [dossierId]);
}

/** For facts that come by the hundred: they change nothing of other dossiers of the person. */
const keepAll = (keep: (tx: Scoped, dossierIds: readonly string[]) => Promise<void>): Reaction => ({
  emits: [],
  runAll: async (tx, events) => {
    await keep(
      tx,
      events.flatMap(({ dossierId }) => dossierId ?? []),
    );
    return [];
  },
});
const keepOpened = async (tx: Scoped, dossierIds: readonly string[]) =>
  store.putDossiers(tx.db, tx.institutionId, await findSearchable(tx, dossierIds));
async function keepUndone(tx: Scoped, dossierIds: readonly string[]) {
  await keepOpened(tx, dossierIds);
  await store.removeItemsOf(tx.db, tx.institutionId, dossierIds);
}

export const search: Module = {
  name: 'search',
  operations: Object.values(operations),
  reactions: {
    // a person is only ever registered together with a dossier
    ...{
      'dossier.registered': reactionOf(keepPerson),
      'person.updated': reactionOf(keepPerson),
      'person.corrected': reactionOf(keepPerson),
    },
    ...{ 'dossier.opened': keepAll(keepOpened), 'dossier.openingUndone': keepAll(keepUndone) },
    ...{ 'dossier.voided': reactionOf(keepVoided), 'catalogue.completed': reactionOf(keepCatalogue) },
  },
  recount: store.findDifferences,
};
