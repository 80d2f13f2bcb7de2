import { z } from 'zod';
import type { EventKind } from '../event.ts';

export const receptionEvents = {
  'parcel.signed': {
    zh: '签收包裹',
    is: 'state',
    data: z.strictObject({ carrier: z.string(), sealState: z.string(), listedCount: z.int().nullable() }),
  },
  'parcel.completed': { zh: '包裹登记完毕', is: 'state', data: z.strictObject({ signedOn: z.iso.date(), foundCount: z.int() }) },
  'parcel.returned': { zh: '退回包裹', is: 'state', data: z.strictObject({ signedOn: z.iso.date(), reason: z.string() }) },
  'parcel.suspended': { zh: '挂起包裹', is: 'state', data: z.strictObject({ signedOn: z.iso.date(), reason: z.string() }) },
  'parcel.resumed': { zh: '恢复办理包裹', is: 'state', data: z.strictObject({ signedOn: z.iso.date() }) },
  'day.reopened': { zh: '撤销日结', is: 'observation', data: z.strictObject({ day: z.iso.date(), reason: z.string() }) },
  'day.closed': {
    zh: '日结',
    is: 'observation',
    data: z.strictObject({
      ...{ day: z.iso.date(), signed: z.int(), completed: z.int(), returned: z.int(), suspended: z.int() },
      ...{ registered: z.int(), shelved: z.int(), reason: z.string().nullable() },
    }),
  },
} as const satisfies Record<string, EventKind>;
