import { z } from 'zod';
import type { EventKind } from '../event.ts';

export const stackroomEvents = {
  'room.created': { zh: '建立库房', is: 'state', data: z.strictObject({ code: z.string() }) },
  'shelves.added': { zh: '增加架位', is: 'observation', data: z.strictObject({ shelfCount: z.int(), capacity: z.int() }) },
  'volume.handedOver': { zh: '移交库房', is: 'state', data: z.strictObject({ signedOn: z.iso.date().nullable() }) },
  'volume.handOverRefused': { zh: '库房退回移交', is: 'state', data: z.strictObject({ reason: z.string() }) },
  'volume.shelved': {
    zh: '接收上架',
    is: 'state',
    data: z.strictObject({ shelfId: z.uuid(), position: z.int(), address: z.string(), signedOn: z.iso.date().nullable() }),
  },
  'volume.moved': {
    zh: '移动库位',
    is: 'state',
    data: z.strictObject({ fromShelfId: z.uuid(), fromPosition: z.int(), shelfId: z.uuid(), position: z.int(), address: z.string() }),
  },
} as const satisfies Record<string, EventKind>;
