import { z } from 'zod';
import { outReasons } from '../../../core/codes/tables.ts';
import { act, query } from '../../../core/operation.ts';
import { channels, transferStates } from '../rules.ts';
import { day, keysOf, paging, said, why } from './words.ts';

const transferIds = z.array(z.uuid()).min(1).max(200).describe('转出申请');
const state = keysOf(transferStates);
const counted = z.object({ count: z.int() });

/** 转出申请: on a letter of the receiver. Everything that keeps the dossier here is said at once. */
export const askTransfer = act({
  name: 'transfer.askTransfer',
  title: '申请转出',
  route: 'POST /transfers',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({
    dossierId: z.uuid().describe('档案'),
    receiverId: z.uuid().describe('收件单位'),
    outReason: keysOf(outReasons).describe('转出原因'),
    channel: keysOf(channels).describe('投递方式'),
    letterNumber: z.string().trim().min(1, '请填写调档函编号').max(60).describe('对方调档函编号'),
    letterOn: day.describe('调档函日期'),
    applicant: z.string().trim().min(1, '请填写申请人').max(40).describe('申请人'),
    reason: said,
  }),
  output: z.object({ transferId: z.uuid(), dueOn: day, calendarGap: z.string().nullable() }),
  audited: ['dossierId', 'receiverId', 'channel'],
  auditedAnswer: ['transferId'],
});

/** 批准: by another person. Every volume gets its ticket, and the notice its number. */
export const approveTransfers = act({
  name: 'transfer.approveTransfers',
  title: '批准转出',
  route: 'POST /transfers/approve',
  permission: 'transfer.approve',
  scope: 'own',
  input: z.object({ transferIds }),
  output: counted,
  audited: ['transferIds'],
});

export const refuseTransfers = act({
  name: 'transfer.refuseTransfers',
  title: '不批准转出',
  route: 'POST /transfers/refuse',
  permission: 'transfer.approve',
  scope: 'own',
  input: z.object({ transferIds, reason: why('不批准的理由') }),
  output: counted,
  audited: ['transferIds'],
});

/** 撤销, before it is sent: tickets not pulled yet are closed; what is out goes back through the store room. */
export const cancelTransfers = act({
  name: 'transfer.cancelTransfers',
  title: '撤销转出',
  route: 'POST /transfers/cancel',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ transferIds, reason: why('撤销理由') }),
  output: counted,
  audited: ['transferIds'],
});

const count = (max: number, zh: string) => z.int().min(1).max(max).optional().describe(zh);

/** 封包寄出: one parcel, or all on one 机要 list under one number. A row that is refused takes none of the others with it. */
export const dispatchTransfers = act({
  name: 'transfer.dispatchTransfers',
  title: '封包寄出',
  route: 'POST /transfers/dispatch',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({
    items: z
      .array(z.object({ transferId: z.uuid(), pageCount: count(99_999, '页数'), itemCount: count(9999, '材料份数') }))
      .min(1)
      .max(200),
    trackingNo: z.string().trim().max(40).optional().describe('邮件号或机要号'),
    reason: said,
  }),
  output: z.object({
    dispatchedCount: z.int(),
    rows: z.array(z.object({ transferId: z.uuid(), isDispatched: z.boolean(), messages: z.array(z.string()) })),
  }),
});

export const acknowledgeTransfer = act({
  name: 'transfer.acknowledgeTransfer',
  title: '登记回执',
  route: 'POST /transfers/:transferId/acknowledge',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({
    transferId: z.uuid(),
    acknowledgedOn: day.describe('回执日期'),
    acknowledgedBy: z.string().trim().min(1, '请填写回执人').max(40).describe('回执人'),
  }),
  output: z.object({}),
  audited: ['transferId', 'acknowledgedOn'],
});

/** 退回: it came back; its volumes wait at the desk to be handed over and shelved again. */
export const sendBackTransfer = act({
  name: 'transfer.sendBackTransfer',
  title: '登记退回',
  route: 'POST /transfers/:transferId/send-back',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ transferId: z.uuid(), reason: why('退回原因') }),
  output: z.object({ volumeCount: z.int() }),
  audited: ['transferId'],
});

export const chaseTransfers = act({
  name: 'transfer.chaseTransfers',
  title: '催办回执',
  route: 'POST /transfers/chase',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ transferIds }),
  output: counted,
  audited: ['transferIds'],
});

const transfer = z.object({
  ...{
    id: z.uuid(),
    dossierId: z.uuid(),
    referenceCode: z.string(),
    personName: z.string(),
    receiverId: z.uuid(),
    receiverName: z.string(),
  },
  ...{ state, outReason: keysOf(outReasons), channel: keysOf(channels), letterNumber: z.string(), letterOn: day, applicant: z.string() },
  ...{ askedBy: z.string(), askedAt: z.iso.datetime(), decidedBy: z.string().nullable(), dueOn: day, noticeNumber: z.string().nullable() },
  ...{ dispatchedOn: day.nullable(), dispatchedBy: z.string().nullable(), trackingNo: z.string().nullable() },
  ...{ volumeCount: z.int().nullable(), pageCount: z.int().nullable(), itemCount: z.int().nullable() },
  ...{ chasedOn: day.nullable(), chaseCount: z.int(), acknowledgedOn: day.nullable(), acknowledgedBy: z.string().nullable() },
  ...{ note: z.string().nullable(), version: z.int(), isReady: z.boolean().describe('各卷均已出库，可以封寄') },
  ...{ overdueDays: z.int().describe('超过应寄日期的天数'), waitedDays: z.int().describe('寄出后未收到回执的天数') },
});

/** Transfers out, newest first; overdue ones by their day, those to chase by the day they went. */
export const findTransfers = query({
  name: 'transfer.findTransfers',
  title: '转出列表',
  route: 'GET /transfers',
  permission: 'transfer.read',
  scope: 'own',
  input: z.object({
    state: state.optional(),
    show: z.enum(['overdue', 'chase']).optional().describe('overdue 逾期未寄，chase 待催回执'),
    dossierId: z.uuid().optional(),
    ...paging,
  }),
  output: z.object({ transfers: z.array(transfer), next: z.string().nullable(), calendarGap: z.string().nullable() }),
  audited: ['state', 'show', 'dossierId'],
});
