import { z } from 'zod';
import type { EventKind } from '../event.ts';

const scope = { itemCount: z.int(), minutes: z.int(), mayPrint: z.boolean(), mayDownload: z.boolean() };
/** What was really read: seconds on the screen, pages that left, and by how many people. */
const use = { seconds: z.int(), itemCount: z.int(), pageCount: z.int(), readerCount: z.int() };

export const consultationEvents = {
  'consultation.applied': {
    zh: '申请查阅',
    is: 'state',
    data: z.strictObject({
      ...{ number: z.string(), purpose: z.string(), readerCount: z.int(), levelCount: z.int(), ...scope },
      ...{ warnings: z.array(z.string()), reason: z.string().nullable() },
    }),
  },
  'consultation.approved': { zh: '查阅审批通过', is: 'state', data: z.strictObject({ level: z.int(), ...scope }) },
  'consultation.granted': { zh: '查阅授权', is: 'state', data: z.strictObject({ validThrough: z.iso.date(), ...scope }) },
  'consultation.refused': { zh: '查阅申请被拒', is: 'state', data: z.strictObject({ level: z.int(), reason: z.string() }) },
  'consultation.withdrawn': { zh: '撤回查阅申请', is: 'state', data: z.strictObject({}) },
  'consultation.opened': { zh: '开始查阅', is: 'state', data: z.strictObject({}) },
  'consultation.copied': {
    zh: '打印或下载查阅材料',
    is: 'observation',
    data: z.strictObject({ as: z.enum(['print', 'download']), itemCount: z.int(), pageCount: z.int() }),
  },
  'consultation.held': { zh: '查阅结束', is: 'state', data: z.strictObject({ ...use, isTimeUp: z.boolean() }) },
  'consultation.recalled': { zh: '收回查阅授权', is: 'state', data: z.strictObject({ ...use, reason: z.string() }) },
} as const satisfies Record<string, EventKind>;
