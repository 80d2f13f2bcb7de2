import { z } from 'zod';
import type { EventKind } from '../event.ts';

const purpose = z.enum(['loan', 'consultation', 'digitisation', 'repair', 'leaving']);
const ticketId = z.uuid();

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
    data: z.strictObject({
      fromShelfId: z.uuid(),
      fromPosition: z.int(),
      shelfId: z.uuid(),
      position: z.int(),
      address: z.string(),
      reason: z.string().optional(),
    }),
  },
  'ticket.asked': { zh: '申请出库', is: 'state', data: z.strictObject({ volumeId: z.uuid(), purpose, dueOn: z.iso.date() }) },
  'ticket.approved': { zh: '批准借阅', is: 'state', data: z.strictObject({ purpose }) },
  'ticket.refused': { zh: '不批准借阅', is: 'state', data: z.strictObject({ purpose, reason: z.string() }) },
  'ticket.cancelled': { zh: '撤销出库申请', is: 'state', data: z.strictObject({ purpose, reason: z.string() }) },
  'ticket.extended': {
    zh: '续借',
    is: 'state',
    data: z.strictObject({ purpose, from: z.iso.date(), dueOn: z.iso.date(), reason: z.string() }),
  },
  'volume.checkedOut': {
    zh: '出库',
    is: 'state',
    data: z.strictObject({ ticketId, purpose, pageCount: z.int().nullable(), dueOn: z.iso.date() }),
  },
  'volume.returned': {
    zh: '归还',
    is: 'state',
    data: z.strictObject({ ticketId, purpose, pageCount: z.int().nullable(), isLate: z.boolean(), reason: z.string().nullable() }),
  },
  'volume.checkedIn': {
    zh: '归还上架',
    is: 'state',
    data: z.strictObject({ ticketId, purpose, address: z.string() }),
  },
} as const satisfies Record<string, EventKind>;
