import type { Module, Reaction } from '../../platform/house.ts';
import * as operations from './operations.ts';
import { findLatestOf } from './store.ts';

/** The volumes of a dossier that is no longer kept leave the figures with it. */
const ended: Reaction = {
  emits: ['volume.conditionEnded'],
  run: async (tx, { dossierId }, now) =>
    dossierId
      ? (await findLatestOf(tx, dossierId)).map(({ volumeId, level }) => ({
          ...{ type: 'volume.conditionEnded', occurredAt: now, dossierId, subject: { kind: 'volume', id: volumeId } },
          data: { previous: level },
        }))
      : [],
};

export const condition: Module = {
  name: 'condition',
  operations: Object.values(operations),
  reactions: { 'dossier.voided': ended, 'transfer.dispatched': ended, 'dossier.deaccessioned': ended },
  digested: ['inspection'],
};
