import { z } from 'zod';
import type { EventKind } from '../event.ts';

/** 期初建账. Lists are `openingRun`; each dossier that stood on the shelves is a fact of the take-over day. */
export const openingEvents = {
  'opening.began': {
    zh: '开始期初建账',
    is: 'observation',
    data: z.strictObject({ asOf: z.iso.date(), rowCount: z.int(), codeRule: z.string(), reason: z.string().nullable() }),
  },
  'opening.ended': {
    zh: '期初建账完成',
    is: 'observation',
    data: z.strictObject({ openedCount: z.int(), refusedCount: z.int(), lackingCount: z.int() }),
  },
  'opening.undoBegan': { zh: '撤销整批期初建账', is: 'observation', data: z.strictObject({ openedCount: z.int(), reason: z.string() }) },
  'dossier.opened': {
    zh: '期初建账',
    is: 'state',
    data: z.strictObject({
      ...{ runId: z.uuid(), rowNo: z.int(), personId: z.uuid(), isKnownPerson: z.boolean(), hasLegacyCode: z.boolean() },
      ...{ volumeCount: z.int(), shelvedCount: z.int(), condition: z.string(), digitalState: z.string() },
      ...{ lacks: z.array(z.string()), warnings: z.array(z.string()), reason: z.string().nullable() },
    }),
  },
  'dossier.openingUndone': {
    zh: '撤销期初建账',
    is: 'state',
    data: z.strictObject({ runId: z.uuid(), reason: z.string(), releasedCode: z.string().nullable() }),
  },
} as const satisfies Record<string, EventKind>;
