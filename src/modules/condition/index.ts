import { dayOf } from '../../core/time.ts';
import type { Module, Reaction } from '../../platform/house.ts';
import * as operations from './operations.ts';
import { endInspections } from './store.ts';

/** The volumes of a dossier that is no longer kept leave the figures with it; should it come back, they are 未检. */
const ended: Reaction = {
  emits: ['volume.conditionEnded'],
  run: async (tx, { dossierId }, now) =>
    dossierId
      ? (await endInspections(tx, dossierId, dayOf(now))).map(({ volumeId, level, inspectionIds }) => ({
          ...{ type: 'volume.conditionEnded', occurredAt: now, dossierId, subject: { kind: 'volume', id: volumeId } },
          ...{ data: { previous: level }, rows: inspectionIds.map((id) => ({ table: 'inspection', id })) },
        }))
      : [],
};

export const condition: Module = {
  name: 'condition',
  operations: Object.values(operations),
  reactions: { 'dossier.voided': ended, 'transfer.dispatched': ended, 'dossier.deaccessioned': ended },
  digested: ['inspection'],
};
