import { z } from 'zod';
import { act, query } from '../../../core/operation.ts';
import {
  type TicketOutcome,
  type TicketPurpose,
  type TicketState,
  ticketOutcomes,
  ticketPurposes,
  ticketStates,
} from '../../holdings/rules.ts';

const keysOf = <T extends string>(table: Readonly<Record<T, string>>) => z.enum(Object.keys(table) as [T, ...T[]]);
const purpose = keysOf<TicketPurpose>(ticketPurposes).describe('用途');
const state = keysOf<TicketState>(ticketStates).describe('状态');
const ticketIds = z.array(z.uuid()).min(1).max(200).describe('出库单');
const why = (zh: string) => z.string().trim().min(2, `请写明${zh}`).max(200).describe(zh);
const barcode = z.string().trim().min(1).max(60);
const pageCount = z.int().min(1).max(9999).optional().describe('清点页数');

/** 申请出库: whoever needs volumes says which, why and until when. A loan waits to be approved. */
export const askVolumes = act({
  name: 'stackroom.askVolumes',
  title: '申请出库',
  route: 'POST /tickets',
  permission: 'volume.ask',
  scope: 'own',
  input: z.object({
    barcodes: z.array(barcode).min(1).max(200).describe('卷条码'),
    purpose: purpose.exclude(['leaving']),
    takerUnit: z.string().trim().min(1, '请填写领用单位').max(80).describe('领用单位'),
    taker: z.string().trim().min(1, '请填写领用人').max(40).describe('领用人'),
    reason: why('事由'),
    dueOn: z.iso.date().optional().describe('应还日期；不填按参数中的借阅期限'),
  }),
  output: z.object({ ticketIds: z.array(z.uuid()), state, dueOn: z.iso.date() }),
  audited: ['purpose', 'dueOn'],
});

export const approveLoans = act({
  name: 'stackroom.approveLoans',
  title: '批准借阅',
  route: 'POST /tickets/approve',
  permission: 'loan.approve',
  scope: 'own',
  input: z.object({ ticketIds }),
  output: z.object({ count: z.int() }),
  audited: ['ticketIds'],
});

export const refuseLoans = act({
  name: 'stackroom.refuseLoans',
  title: '不批准借阅',
  route: 'POST /tickets/refuse',
  permission: 'loan.approve',
  scope: 'own',
  input: z.object({ ticketIds, reason: why('不批准的理由') }),
  output: z.object({ count: z.int() }),
  audited: ['ticketIds'],
});

/** 撤销: the volume has not left its shelf. */
export const cancelTickets = act({
  name: 'stackroom.cancelTickets',
  title: '撤销出库申请',
  route: 'POST /tickets/cancel',
  permission: 'volume.ask',
  scope: 'own',
  input: z.object({ ticketIds, reason: why('撤销理由') }),
  output: z.object({ count: z.int() }),
  audited: ['ticketIds'],
});

/** 续借: a later day, by whoever may approve a loan. */
export const extendLoans = act({
  name: 'stackroom.extendLoans',
  title: '续借',
  route: 'POST /tickets/extend',
  permission: 'loan.approve',
  scope: 'own',
  input: z.object({ ticketIds, dueOn: z.iso.date().describe('新的应还日期'), reason: why('续借理由') }),
  output: z.object({ count: z.int() }),
  audited: ['ticketIds', 'dueOn'],
});

const ticket = z.object({
  ...{ id: z.uuid(), dossierId: z.uuid(), referenceCode: z.string(), personName: z.string(), barcode: z.string() },
  ...{ address: z.string().nullable(), purpose: keysOf<TicketPurpose>(ticketPurposes), state },
  ...{ taker: z.string(), takerUnit: z.string(), reason: z.string(), dueOn: z.iso.date(), overdueDays: z.int() },
  ...{ askedBy: z.string(), askedAt: z.iso.datetime(), outAt: z.iso.datetime().nullable(), pagesOut: z.int().nullable() },
  ...{ pagesIn: z.int().nullable(), outcome: keysOf<TicketOutcome>(ticketOutcomes).nullable(), note: z.string().nullable() },
});

/**
 * Tickets, newest first; those to be pulled (approved) and to be put back (returning) in the order of the shelves, so that one walk
 * through the room does them all.
 */
export const findTickets = query({
  name: 'stackroom.findTickets',
  title: '出库单列表',
  route: 'GET /tickets',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    state: state.optional(),
    purpose: purpose.optional(),
    dossierId: z.uuid().optional(),
    overdue: z.enum(['true', 'false']).optional().describe('只看逾期未还的，逾期最久的在前'),
    after: z.string().max(80).optional().describe('上一页的 next'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ tickets: z.array(ticket), next: z.string().nullable() }),
  audited: ['state', 'purpose', 'dossierId', 'overdue'],
});

/** 提卷单 / 归架单: what one walk through the room takes out or puts back. */
export const printWalk = query({
  name: 'stackroom.printWalk',
  title: '打印提卷单、归架单',
  route: 'GET /tickets/walk',
  permission: 'stackroom.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ state: z.enum(['approved', 'returning']) }),
  output: z.unknown(),
  audited: ['state'],
});

/** 出库: the keeper takes the volumes from their shelves, counts, and gives them to who asked. */
export const checkOut = act({
  name: 'stackroom.checkOut',
  title: '出库',
  route: 'POST /volumes/check-out',
  permission: 'volume.shelve',
  scope: 'own',
  input: z.object({ items: z.array(z.object({ barcode, pageCount })).min(1).max(200) }),
  output: z.object({ count: z.int() }),
});

/** 归还: the desk takes volumes back and counts; the store room then puts them on their shelves. */
export const returnVolumes = act({
  name: 'stackroom.returnVolumes',
  title: '归还',
  route: 'POST /volumes/return',
  permission: 'volume.ask',
  scope: 'own',
  input: z.object({
    items: z.array(z.object({ barcode, pageCount })).min(1).max(200),
    reason: z.string().trim().max(200).optional().describe('对提示的说明'),
  }),
  output: z.object({ count: z.int() }),
});

/** 归架: the keeper puts a volume back where it stood, or at another free place. */
export const checkIn = act({
  name: 'stackroom.checkIn',
  title: '归还上架',
  route: 'POST /volumes/check-in',
  permission: 'volume.shelve',
  scope: 'own',
  input: z.object({
    places: z
      .array(z.object({ barcode, address: z.string().trim().max(40).optional().describe('不填即原位') }))
      .min(1)
      .max(200),
  }),
  output: z.object({ places: z.array(z.object({ barcode: z.string(), address: z.string() })) }),
});
