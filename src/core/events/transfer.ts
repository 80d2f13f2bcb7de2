import { z } from 'zod';
import type { EventKind } from '../event.ts';

const day = z.iso.date();
const reason = z.string().nullable();
const why = z.string();

export const transferEvents = {
  'receiver.registered': { zh: '登记收件单位', is: 'state', data: z.strictObject({}) },
  'receiver.edited': {
    zh: '修改收件单位',
    is: 'state',
    data: z.strictObject({ fields: z.array(z.string()), isVerificationLost: z.boolean() }),
  },
  'receiver.verified': { zh: '核验收件单位', is: 'state', data: z.strictObject({}) },
  'transfer.asked': {
    zh: '申请转出',
    is: 'state',
    data: z.strictObject({
      receiverId: z.uuid(),
      outReason: z.string(),
      channel: z.string(),
      letterNumber: z.string(),
      dueOn: day,
      reason,
    }),
  },
  'transfer.approved': { zh: '批准转出', is: 'state', data: z.strictObject({ noticeNumber: z.string(), volumeCount: z.int() }) },
  'transfer.refused': { zh: '不批准转出', is: 'state', data: z.strictObject({ reason: why }) },
  'transfer.cancelled': { zh: '撤销转出', is: 'state', data: z.strictObject({ reason: why }) },
  'transfer.dispatched': {
    zh: '封包寄出',
    is: 'state',
    data: z.strictObject({
      ...{ noticeNumber: z.string(), channel: z.string(), trackingNo: z.string().nullable(), dueOn: day, dispatchedOn: day },
      ...{ volumeCount: z.int(), pageCount: z.int().nullable(), itemCount: z.int().nullable(), isOnTime: z.boolean(), reason },
    }),
  },
  'transfer.chased': { zh: '催办回执', is: 'observation', data: z.strictObject({ dispatchedOn: day, chaseCount: z.int() }) },
  'transfer.acknowledged': { zh: '收到回执', is: 'state', data: z.strictObject({ dispatchedOn: day, acknowledgedOn: day }) },
  'transfer.sentBack': { zh: '对方退回', is: 'state', data: z.strictObject({ volumeCount: z.int(), reason: why }) },
  'letter.issued': {
    zh: '开具调档函',
    is: 'state',
    data: z.strictObject({ letterNumber: z.string(), receiverId: z.uuid(), expiresOn: day, reason }),
  },
  'letter.voided': { zh: '作废调档函', is: 'state', data: z.strictObject({ reason: why }) },
  'letter.arrived': { zh: '调档函档案已到', is: 'state', data: z.strictObject({ letterNumber: z.string() }) },
  'acknowledgement.sent': { zh: '寄出回执', is: 'observation', data: z.strictObject({ registeredOn: day, sentOn: day }) },
  'deaccession.asked': { zh: '申请注销', is: 'state', data: z.strictObject({ reasonCode: z.string() }) },
  'deaccession.refused': { zh: '不批准注销', is: 'state', data: z.strictObject({ reason: why }) },
  'dossier.deaccessioned': { zh: '注销', is: 'state', data: z.strictObject({ reasonCode: z.string(), volumeCount: z.int() }) },
  'dossier.restored': { zh: '撤销注销', is: 'state', data: z.strictObject({ reason: why }) },
} as const satisfies Record<string, EventKind>;
