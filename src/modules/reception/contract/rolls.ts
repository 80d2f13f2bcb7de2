import { z } from 'zod';
import { act, housekeeping, query } from '../../../core/operation.ts';
import { type RollField, type RollState, type RowState, rollFieldNames, rollStates, rowStates } from '../rules/rolls.ts';

const keysOf = <T extends string>(table: Readonly<Record<T, string>>) => z.enum(Object.keys(table) as [T, ...T[]]);
const rowState = keysOf<RowState>(rowStates).describe('状态');
const rollState = keysOf<RollState>(rollStates).describe('状态');
const rollId = z.uuid();
const reason = z.string().trim().max(200).optional().describe('说明');
const why = z.string().trim().min(2, '请写明理由').max(200).describe('理由');
const sender = z.string().trim().min(1, '请填写来档单位').max(80).describe('来档单位');
const columns = z.partialRecord(z.enum(rollFieldNames as [RollField, ...RollField[]]), z.int().min(0).max(200)).describe('各项在第几列');
const issue = z.object({
  path: z.string(),
  message: z.string(),
  rule: z.string().optional(),
  severity: z.enum(['error', 'warning']).optional(),
});
const counts = z.object({ awaited: z.int(), registered: z.int(), missing: z.int(), surplus: z.int(), doubted: z.int() });

/** One row of a roll, as another operation names it. */
export const rollRowKey = z.object({ rollId, number: z.int().min(1) });

/** Reads a list of a sender (.xlsx or .csv, the body; at most 20,000 rows) and says all that is wrong with it; writes nothing. */
export const readRoll = housekeeping({
  name: 'reception.readRoll',
  title: '试读名册',
  route: 'POST /rolls/read',
  permission: 'dossier.register',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({ fileName: z.string().min(1).max(80), sender: z.string().trim().max(80).default(''), columns: columns.optional() }),
  output: z.object({
    titles: z.array(z.string()),
    samples: z.array(z.array(z.string())).describe('标题行下的前几行'),
    columns,
    isRemembered: z.boolean(),
    rowCount: z.int(),
    faultyCount: z.int().describe('有错误的行'),
    issues: z.array(issue),
  }),
});

/** 导入名册: every row of the list is awaited from now on, also those that something is wrong with. The mapping is remembered. */
export const importRoll = act({
  name: 'reception.importRoll',
  title: '导入名册',
  route: 'POST /rolls',
  permission: 'dossier.register',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({
    fileName: z.string().min(1).max(80),
    sender,
    columns: columns.optional(),
    parcelIds: z.array(z.uuid()).max(50).default([]).describe('所属包裹'),
  }),
  output: z.object({ rollId, rowCount: z.int(), faultyCount: z.int(), issues: z.array(issue) }),
  audited: ['parcelIds'],
});

const roll = z.object({
  id: rollId,
  ...{ sender: z.string(), fileName: z.string(), state: rollState, closeReason: z.string().nullable() },
  ...{ importedOn: z.iso.date(), importedBy: z.string(), counts },
});

export const findRolls = query({
  name: 'reception.findRolls',
  title: '名册列表',
  route: 'GET /rolls',
  permission: 'parcel.read',
  scope: 'own',
  input: z.object({
    state: rollState.optional(),
    before: rollId.optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ rolls: z.array(roll), next: rollId.nullable() }),
  audited: ['state'],
});

const parcelOfRoll = z.object({ id: z.uuid(), trackingNo: z.string(), state: z.string(), listedCount: z.int().nullable() });

export const getRoll = query({
  name: 'reception.getRoll',
  title: '名册详情',
  route: 'GET /rolls/:rollId',
  permission: 'parcel.read',
  scope: 'own',
  input: z.object({ rollId }),
  output: roll.extend({ parcels: z.array(parcelOfRoll) }),
  audited: ['rollId'],
});

const row = z.object({
  number: z.int(),
  name: z.string(),
  idNumber: z.string().nullable().describe('遮盖中段'),
  ...{ trackingNo: z.string().nullable(), letterNo: z.string().nullable(), state: rowState, note: z.string().nullable() },
  issues: z.array(z.string()),
  dossierId: z.uuid().nullable(),
});

export const findRollRows = query({
  name: 'reception.findRollRows',
  title: '名册各行',
  route: 'POST /rolls/:rollId/rows/find', // what is looked for may be a name
  permission: 'dossier.read',
  scope: 'own',
  input: z.object({
    rollId,
    state: rowState.optional(),
    search: z.string().trim().max(40).optional().describe('姓名开头'),
    after: z.coerce.number().int().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({ rows: z.array(row), next: z.int().nullable() }),
  audited: ['rollId', 'state'],
});

/** 扫描信封: the rows of open rolls that a scanned or typed text means, each with all that the form is filled in with. */
export const scanEnvelope = query({
  name: 'reception.scanEnvelope',
  title: '扫描信封',
  route: 'POST /rolls/scan', // a name or an ID number
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({
    text: z.string().trim().min(1).max(60).describe('邮件号、调档函号、证件号或姓名'),
    rollId: rollId.optional().describe('只在这份名册中找'),
  }),
  output: z.object({
    rows: z.array(
      row.extend({
        rollId,
        sender: z.string(),
        idNumber: z.string().nullable(),
        person: z.record(z.string(), z.string()),
        parcelId: z.uuid().nullable().describe('登记到哪件包裹'),
        referenceCode: z.string().nullable(),
      }),
    ),
  }),
  audited: ['rollId'],
});

/** 改行状态: 缺件, 有疑问 or back to 待收, each with its reason. */
export const markRow = act({
  name: 'reception.markRow',
  title: '标记名册行',
  route: 'POST /rolls/:rollId/rows/mark',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ rollId, number: z.int().min(1), state: rowState.extract(['awaited', 'missing', 'doubted']), reason: why }),
  output: z.object({}),
  audited: ['rollId', 'number', 'state'],
});

/** 多出: an envelope that stands in no row of the list. */
export const addSurplus = act({
  name: 'reception.addSurplus',
  title: '记入多出的档案',
  route: 'POST /rolls/:rollId/surplus',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ rollId, name: z.string().trim().min(1, '请填写姓名').max(60).describe('信封上的姓名'), reason }),
  output: z.object({ number: z.int() }),
  audited: ['rollId'],
});

export const addRollParcel = act({
  name: 'reception.addRollParcel',
  title: '名册加入包裹',
  route: 'POST /rolls/:rollId/parcels',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ rollId, trackingNo: z.string().trim().min(1).max(40).describe('邮件号') }),
  output: z.object({ parcelId: z.uuid() }),
  audited: ['rollId'],
});

/** 结清: rows still awaited become missing, and the roll's parcels are done with. */
export const closeRoll = act({
  name: 'reception.closeRoll',
  title: '结清名册',
  route: 'POST /rolls/:rollId/close',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ rollId, reason: reason.describe('份数不符的说明') }),
  output: z.object({ listed: z.int(), received: z.int(), missing: z.int() }),
  audited: ['rollId'],
});

export const reopenRoll = act({
  name: 'reception.reopenRoll',
  title: '恢复办理名册',
  route: 'POST /rolls/:rollId/reopen',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ rollId, reason: why }),
  output: z.object({}),
  audited: ['rollId'],
});

const printed = (name: string, title: string, path: string) =>
  query({
    name: `reception.${name}`,
    title,
    route: `GET /rolls/:rollId/${path}` as `GET /${string}`,
    permission: 'dossier.read',
    scope: 'own',
    returns: 'file',
    input: z.object({ rollId }),
    output: z.unknown(),
    audited: ['rollId'],
  });
/** 缺件单: two copies, each with its lines for signatures. */
export const printMissing = printed('printMissing', '打印缺件单', 'missing.pdf');
/** The letter that tells the sender what differs from its list. */
export const printDifference = printed('printDifference', '打印差异函', 'difference.pdf');
