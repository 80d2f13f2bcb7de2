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
  'roll.imported': {
    zh: '导入名册',
    is: 'state',
    data: z.strictObject({ rowCount: z.int(), sha256: z.string(), parcelIds: z.array(z.uuid()) }),
  },
  'roll.parcelAdded': { zh: '名册加入包裹', is: 'observation', data: z.strictObject({ parcelId: z.uuid() }) },
  'roll.rowMarked': {
    zh: '标记名册行',
    is: 'observation',
    data: z.strictObject({ number: z.int(), state: z.string(), reason: z.string().nullable() }),
  },
  'roll.closed': {
    zh: '结清名册',
    is: 'state',
    data: z.strictObject({ listed: z.int(), received: z.int(), missing: z.int(), surplus: z.int(), reason: z.string().nullable() }),
  },
  'roll.reopened': { zh: '恢复办理名册', is: 'state', data: z.strictObject({ reason: z.string() }) },
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
