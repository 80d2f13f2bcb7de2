import { z } from 'zod';
import type { EventKind } from '../event.ts';

const reason = z.string().nullable();

export const holdingsEvents = {
  'person.registered': { zh: '登记人员', is: 'state', data: z.strictObject({ warnings: z.array(z.string()), reason }) },
  'person.updated': { zh: '更新人员信息', is: 'state', data: z.strictObject({ fields: z.array(z.string()) }) },
  'person.corrected': {
    zh: '更正人员信息',
    is: 'state',
    data: z.strictObject({ fields: z.array(z.string()), isKey: z.boolean(), reason: z.string() }),
  },
  'depositor.registered': { zh: '单位立户', is: 'state', data: z.strictObject({}) },
  'depositor.closed': { zh: '单位销户', is: 'state', data: z.strictObject({ reason: z.string() }) },
  'dossier.registered': {
    zh: '登记档案',
    is: 'state',
    data: z.strictObject({
      personId: z.uuid(),
      parcelId: z.uuid().nullable(),
      signedOn: z.iso.date().nullable(),
      volumeCount: z.int(),
      reason,
    }),
  },
  'dossier.completed': {
    zh: '补全档案信息',
    is: 'state',
    data: z.strictObject({ fields: z.array(z.string()), reason: z.string() }),
  },
  'expectation.met': { zh: '待到档案已到', is: 'state', data: z.strictObject({ letterNumber: z.string() }) },
  'dossier.voided': { zh: '作废登记', is: 'state', data: z.strictObject({ reason: z.string() }) },
} as const satisfies Record<string, EventKind>;
