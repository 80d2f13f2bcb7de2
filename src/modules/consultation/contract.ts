import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { consultationStates, type Purpose, purposes } from './rules.ts';

const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const consultationId = z.uuid().describe('查阅单');
const version = z.int().describe('打开时的版本号');
const minutes = z.int().min(5, '至少 5 分钟').max(480, '最多 480 分钟').describe('查阅时长（分钟）');
const itemIds = z.array(z.uuid()).max(2000).describe('查阅的材料');
const state = keysOf(consultationStates);
const reader = z.object({
  name: z.string().trim().min(1, '填写姓名').max(40).describe('姓名'),
  idNumber: z.string().trim().min(1, '填写公民身份号码').max(20).describe('公民身份号码'),
  post: z.string().trim().max(40).optional().describe('职务'),
  phone: z.string().trim().max(20).optional().describe('电话'),
});

/** A letter or form (介绍信、审批表), kept until an application names it; the body is a JPEG, a PNG or a PDF. */
export const uploadLetter = housekeeping({
  name: 'consultation.uploadLetter',
  title: '上传介绍信或审批表',
  route: 'POST /consultation-letters',
  permission: 'consultation.apply',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({}),
  output: z.object({ letterId: z.uuid() }),
});

export const getLetter = query({
  name: 'consultation.getLetter',
  title: '查看介绍信或审批表',
  route: 'GET /consultations/:consultationId/letter',
  permission: 'dossier.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ consultationId }),
  output: z.unknown(),
  audited: ['consultationId'],
});

/** 查阅申请: for the applicant's own account unless another of the institution is named to read with. */
export const apply = act({
  name: 'consultation.apply',
  title: '申请查阅',
  route: 'POST /consultations',
  permission: 'consultation.apply',
  scope: 'own',
  input: z.object({
    dossierId: z.uuid().describe('档案'),
    purpose: keysOf(purposes).describe('查阅事由'),
    note: z.string().trim().max(200).optional().describe('说明'),
    unit: z.string().trim().min(1, '填写查阅单位').max(80).describe('查阅单位'),
    readers: z.array(reader).min(1, '至少填写一位查阅人').max(10).describe('查阅人'),
    isUnrelated: z.boolean().describe('查阅人不是存档人本人及其亲属'),
    itemIds: itemIds.min(1, '至少选择一件材料'),
    minutes,
    mayPrint: z.boolean().default(false).describe('打印'),
    mayDownload: z.boolean().default(false).describe('下载'),
    letterId: z.uuid().optional().describe('介绍信或审批表'),
    holder: z.string().trim().max(40).optional().describe('阅档账号'),
    reason: z.string().trim().max(200).optional().describe('对提示的说明'),
  }),
  output: z.object({ consultationId, number: z.string() }),
  audited: ['dossierId', 'purpose'],
  auditedAnswer: ['consultationId'],
});

export const withdraw = act({
  name: 'consultation.withdraw',
  title: '撤回查阅申请',
  route: 'POST /consultations/:consultationId/withdraw',
  permission: 'consultation.apply',
  scope: 'own',
  input: z.object({ consultationId, version }),
  output: z.object({ state }),
  audited: ['consultationId'],
});

/** 审批: may narrow what was asked for; the last level grants. */
export const approve = act({
  name: 'consultation.approve',
  title: '审批查阅申请',
  route: 'POST /consultations/:consultationId/approve',
  permission: 'consultation.approve',
  scope: 'own',
  input: z.object({
    ...{ consultationId, version, minutes, itemIds },
    mayPrint: z.boolean().describe('打印'),
    mayDownload: z.boolean().describe('下载'),
    note: z.string().trim().max(200).optional().describe('审批意见'),
  }),
  output: z.object({ state }),
  audited: ['consultationId', 'minutes'],
});

export const refuse = act({
  name: 'consultation.refuse',
  title: '拒绝查阅申请',
  route: 'POST /consultations/:consultationId/refuse',
  permission: 'consultation.approve',
  scope: 'own',
  input: z.object({ consultationId, version, reason: z.string().trim().min(1, '填写拒绝的理由').max(200) }),
  output: z.object({ state }),
  audited: ['consultationId'],
});

/** 开始查阅: from now on the pages of the granted items can be seen, and time is counted while they are. */
export const openReading = act({
  name: 'consultation.openReading',
  title: '开始查阅',
  route: 'POST /consultations/:consultationId/open',
  permission: 'page.read',
  scope: 'own',
  input: z.object({ consultationId, version }),
  output: z.object({ state }),
  audited: ['consultationId'],
});

/** What is granted of a dossier, in catalogue order, to whom it is granted. */
export const getReading = query({
  name: 'consultation.getReading',
  title: '查阅授权范围内的页面清单',
  route: 'GET /consultations/:consultationId/reading',
  permission: 'page.read',
  scope: 'own',
  input: z.object({ consultationId }),
  output: z.object({
    ...{ number: z.string(), dossierId: z.uuid(), state, version: z.int(), secondsLeft: z.int(), minutes: z.int() },
    ...{ validThrough: z.string(), mayPrint: z.boolean(), mayDownload: z.boolean(), totalItemCount: z.int() },
    items: z.array(
      z.object({
        ...{ id: z.uuid(), categoryCode: z.string(), sequence: z.int(), title: z.string(), formedOn: z.string().nullable() },
        pageCount: z.int(),
        pages: z.array(
          z.object({
            ...{ id: z.uuid(), ordinal: z.int(), widthPx: z.int(), heightPx: z.int(), dpi: z.int().nullable(), version: z.int() },
          }),
        ),
      }),
    ),
  }),
  audited: ['consultationId'],
});

/** The viewer says which page is on the screen, or that nobody looks; said every ten seconds and at every new page. */
export const keepReading = housekeeping({
  name: 'consultation.keepReading',
  title: '查阅计时',
  route: 'POST /consultations/:consultationId/keep',
  permission: 'page.read',
  scope: 'own',
  isPart: true,
  input: z.object({ consultationId, pageId: z.uuid().nullable() }),
  output: z.object({ state, secondsLeft: z.int() }),
  audited: ['consultationId'],
});

/** 结束查阅: by the reader, or by whoever keeps the register. */
export const closeReading = act({
  name: 'consultation.closeReading',
  title: '结束查阅',
  route: 'POST /consultations/:consultationId/close',
  permission: 'page.read',
  scope: 'own',
  input: z.object({ consultationId }),
  output: z.object({ state, seconds: z.int(), pageCount: z.int() }),
  audited: ['consultationId'],
});

/** 收回: at once, also in the middle of reading. */
export const recall = act({
  name: 'consultation.recall',
  title: '收回查阅授权',
  route: 'POST /consultations/:consultationId/recall',
  permission: 'consultation.manage',
  scope: 'own',
  input: z.object({ consultationId, version, reason: z.string().trim().min(1, '填写收回的理由').max(200) }),
  output: z.object({ state }),
  audited: ['consultationId'],
});

/** 打印、下载: the pages of granted items as one PDF with the watermark burnt in. */
export const copyItems = act({
  name: 'consultation.copyItems',
  title: '打印或下载查阅材料',
  route: 'POST /consultations/:consultationId/copy',
  permission: 'page.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ consultationId, as: z.enum(['print', 'download']), itemIds: itemIds.min(1, '至少选择一件材料') }),
  output: z.unknown(),
  audited: ['consultationId', 'as', 'itemIds'],
});

const row = {
  ...{ id: z.uuid(), number: z.string(), state, purpose: z.enum(Object.keys(purposes) as [Purpose, ...Purpose[]]), unit: z.string() },
  ...{ dossierId: z.uuid(), referenceCode: z.string(), personName: z.string(), readerNames: z.array(z.string()) },
  ...{ itemCount: z.int(), minutes: z.int(), mayPrint: z.boolean(), mayDownload: z.boolean(), levelCount: z.int() },
  ...{ approvedCount: z.int(), appliedOn: z.string(), validThrough: z.string().nullable(), version: z.int() },
  ...{ openedAt: z.iso.datetime().nullable(), closedAt: z.iso.datetime().nullable(), closingNote: z.string().nullable() },
  ...{ usedSeconds: z.int().nullable(), pageCount: z.int().nullable(), approvers: z.array(z.string()) },
};
const page = { before: z.uuid().optional().describe('上一页最后一行'), limit: z.coerce.number().int().min(1).max(200).default(50) };
const list = z.object({ consultations: z.array(z.object(row)), next: z.uuid().nullable() });

/** 我的阅档: what the caller applied for or may read. Newest first. */
export const findOwn = query({
  name: 'consultation.findOwn',
  title: '我的阅档',
  route: 'GET /consultations/own',
  permission: 'page.read',
  scope: 'own',
  input: z.object({ ...page, state: state.optional() }),
  output: list,
});

/** 待审批. Newest first. */
export const findWaiting = query({
  name: 'consultation.findWaiting',
  title: '待审批的查阅申请',
  route: 'GET /consultations/waiting',
  permission: 'consultation.approve',
  scope: 'own',
  input: z.object(page),
  output: list,
});

/** 查阅登记簿: all of a year, newest first. */
export const findRegister = query({
  name: 'consultation.findRegister',
  title: '查阅登记簿',
  route: 'GET /consultations/register',
  permission: 'consultation.manage',
  scope: 'own',
  input: z.object({ ...page, year: z.coerce.number().int().min(1900).max(2999), state: state.optional() }),
  output: list,
  audited: ['year'],
});

/** The whole register of a year on paper or as a workbook, oldest first. */
export const printRegister = query({
  name: 'consultation.printRegister',
  title: '打印或导出查阅登记簿',
  route: 'GET /consultations/register/:year/:as',
  permission: 'consultation.manage',
  scope: 'own',
  returns: 'file',
  input: z.object({ year: z.coerce.number().int().min(1900).max(2999), as: z.enum(['pdf', 'xlsx']) }),
  output: z.unknown(),
  audited: ['year', 'as'],
});

/** One consultation with all that is known of it: to who applied, who reads, and who approves or keeps the register. */
export const getConsultation = query({
  name: 'consultation.getConsultation',
  title: '查阅单',
  route: 'GET /consultations/:consultationId',
  permission: 'dossier.read',
  scope: 'own',
  input: z.object({ consultationId }),
  output: z.object({
    ...row,
    ...{ note: z.string().nullable(), reason: z.string().nullable(), hasLetter: z.boolean(), appliedBy: z.string(), holder: z.string() },
    /** Whether the caller may read it, and whether he applied. */
    ...{ isHolder: z.boolean(), isApplicant: z.boolean() },
    readers: z.array(z.object({ name: z.string(), idNumber: z.string(), post: z.string().nullable(), phone: z.string().nullable() })),
    approvals: z.array(z.object({ by: z.string(), at: z.iso.datetime(), note: z.string().nullable() })),
    /** The items asked for or granted, with what was read of each. */
    items: z.array(
      z.object({
        ...{ id: z.uuid(), categoryCode: z.string(), sequence: z.int(), title: z.string(), pageCount: z.int() },
        ...{ seconds: z.int(), seenPageCount: z.int(), firstAt: z.iso.datetime().nullable(), lastAt: z.iso.datetime().nullable() },
      }),
    ),
  }),
  audited: ['consultationId'],
});
