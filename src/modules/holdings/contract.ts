import { z } from 'zod';
import { idTypes, knownIdTypes } from '../../core/codes/tables.ts';
import { act, query } from '../../core/operation.ts';
import { dossierKinds } from '../../core/scope.ts';
import { conditions, custodies, custodyStates, digitalStates, gaps, volumeParts, volumeStates } from './rules.ts';

const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const optional = (max: number) => z.string().trim().max(max).optional();
const optionalDay = z.iso.date().optional();

/** What the desk asks of a person (登记信息). */
const personFields = z.object({
  name: z.string().trim().max(60).describe('姓名'),
  formerNames: z.array(z.string().trim().min(1).max(40)).max(5).describe('曾用名'),
  idType: keysOf(idTypes).describe('证件类型'),
  idNumber: z.string().trim().min(1).max(30).describe('证件号码'),
  sex: optional(1).describe('性别'),
  birthOn: optionalDay.describe('出生日期'),
  ethnicity: optional(2).describe('民族'),
  politicalStatus: optional(2).describe('政治面貌'),
  education: optional(2).describe('最高学历'),
  degree: optional(3).describe('最高学位'),
  graduatedOn: optionalDay.describe('毕业日期'),
  school: optional(80).describe('毕业院校'),
  employer: optional(80).describe('工作单位'),
  identity: optional(1).describe('人员身份'),
  phone: optional(20).describe('手机号码'),
  email: optional(80).describe('电子邮箱'),
});

export const personInput = personFields.extend({
  formerNames: personFields.shape.formerNames.default([]),
  idType: personFields.shape.idType.default('resident-id'),
});

const person = z.object({
  id: z.uuid(),
  name: z.string(),
  formerNames: z.array(z.string()),
  pinyin: z.string(),
  /** `none`: known without a number; then `idNumber` is empty. */
  idType: keysOf(knownIdTypes),
  /** Masked; `holdings.revealIdNumber` gives the whole. */
  idNumber: z.string(),
  birthOn: z.iso.date().nullable(),
  sex: z.string(),
  ethnicity: z.string().nullable(),
  politicalStatus: z.string().nullable(),
  education: z.string().nullable(),
  degree: z.string().nullable(),
  graduatedOn: z.iso.date().nullable(),
  school: z.string().nullable(),
  employer: z.string().nullable(),
  identity: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  version: z.int(),
});

const dossierRow = z.object({
  id: z.uuid(),
  referenceCode: z.string(),
  legacyCode: z.string().nullable(),
  kind: keysOf(dossierKinds),
  personName: z.string(),
  pinyin: z.string(),
  idNumber: z.string(),
  custodyState: keysOf(custodyStates),
  digitalState: keysOf(digitalStates),
  custody: keysOf(custodies),
  previousInstitution: z.string(),
  registeredOn: z.iso.date(),
});

const volume = z.object({
  id: z.uuid(),
  part: keysOf(volumeParts),
  number: z.int(),
  barcode: z.string(),
  state: keysOf(volumeStates),
  address: z.string().nullable(),
  condition: keysOf(conditions).nullable(),
});

export const findDossiers = query({
  name: 'holdings.findDossiers',
  title: '档案列表',
  route: 'POST /dossiers/find', // what is looked for may be a name or an ID number: not in an address
  permission: 'dossier.read',
  scope: 'tree',
  input: z.object({
    search: z.string().trim().max(80).optional().describe('姓名、拼音首字母、证件号或后四位、存档编号、旧编号、卷条码'),
    kind: keysOf(dossierKinds).optional(),
    custodyState: keysOf(custodyStates).optional(),
    digitalState: keysOf(digitalStates).optional(),
    lacks: keysOf({ any: '任一项', ...gaps })
      .optional()
      .describe('期初建账待补的项'),
    registeredOn: z.iso.date().optional(),
    parcelId: z.uuid().optional(),
    before: z.uuid().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ dossiers: z.array(dossierRow), next: z.uuid().nullable() }),
  audited: ['kind', 'custodyState', 'digitalState', 'lacks', 'registeredOn', 'parcelId'],
  exports: {
    ...{ rows: 'dossiers', cursor: 'before' },
    columns: {
      code: { title: '存档编号', field: 'referenceCode', width: 22 },
      name: { title: '姓名', field: 'personName', width: 12 },
      id: { title: '证件号码', field: 'idNumber', width: 22 },
      kind: { title: '类别', field: 'kind', words: dossierKinds, width: 20 },
      state: { title: '存档状态', field: 'custodyState', words: custodyStates },
      digital: { title: '数字状态', field: 'digitalState', words: digitalStates },
      custody: { title: '存档性质', field: 'custody', words: custodies },
      from: { title: '原存档单位', field: 'previousInstitution', width: 30 },
      on: { title: '登记日期', field: 'registeredOn', width: 12 },
    },
  },
});

export const getDossier = query({
  name: 'holdings.getDossier',
  title: '档案详情',
  route: 'GET /dossiers/:dossierId',
  permission: 'dossier.read',
  scope: 'tree',
  input: z.object({ dossierId: z.uuid() }),
  output: dossierRow.extend({
    person,
    depositor: z.object({ id: z.uuid(), name: z.string(), uscc: z.string() }).nullable(),
    inReason: z.string(),
    /** 待补: what the opening list did not say and nobody has filled in since. */
    lacks: z.array(keysOf(gaps)),
    parcelId: z.uuid().nullable(),
    missingNote: z.string().nullable(),
    remark: z.string().nullable(),
    registeredBy: z.string(),
    registeredAt: z.iso.datetime(),
    volumes: z.array(volume),
    others: z
      .array(z.object({ id: z.uuid(), referenceCode: z.string(), custodyState: keysOf(custodyStates) }))
      .describe('同一人的其他档案'),
    version: z.int(),
  }),
  audited: ['dossierId'],
});

/** What happened to a dossier, newest first, as the ledger has it (流转与台账). */
export const findDossierEvents = query({
  name: 'holdings.findDossierEvents',
  title: '档案台账',
  route: 'GET /dossiers/:dossierId/events',
  permission: 'dossier.read',
  scope: 'tree',
  input: z.object({
    dossierId: z.uuid(),
    before: z.coerce.number().int().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    events: z.array(
      z.object({
        seq: z.int(),
        type: z.string(),
        occurredAt: z.iso.datetime(),
        /** `day`: only the day is known. */
        precision: z.enum(['day', 'instant']),
        recordedAt: z.iso.datetime(),
        actor: z.string(),
        witness: z.string().nullable(),
        correctsSeq: z.int().nullable(),
        data: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
    next: z.int().nullable(),
  }),
  audited: ['dossierId'],
});

/** The whole ID number, asked for with a purpose that the audit log keeps. */
export const revealIdNumber = query({
  name: 'holdings.revealIdNumber',
  title: '查看完整证件号码',
  route: 'GET /dossiers/:dossierId/id-number',
  permission: 'person.reveal',
  scope: 'tree',
  input: z.object({ dossierId: z.uuid(), purpose: z.string().trim().min(2).max(80).describe('用途') }),
  output: z.object({ idNumber: z.string() }),
  audited: ['dossierId', 'purpose'],
});

/** 更正: a mistake of the desk in what was registered about a person. Name and ID number are key fields (错登率). */
export const correctPerson = act({
  name: 'holdings.correctPerson',
  title: '更正人员信息',
  route: 'POST /dossiers/:dossierId/person/correct',
  permission: 'dossier.correct',
  scope: 'own',
  input: z.object({
    dossierId: z.uuid(),
    changes: personFields.partial().describe('只填要更正的各项'),
    cleared: z
      .array(z.enum(['birthOn', 'graduatedOn']))
      .max(2)
      .default([])
      .describe('要清空的日期'),
    version: z.int().describe('打开时的版本号'),
    reason: z.string().trim().min(2).max(200).describe('更正理由'),
  }),
  output: z.object({ changedFields: z.array(z.string()) }),
  audited: ['dossierId'],
});

/** 补全: what an opening list did not say of a dossier itself. */
export const completeDossier = act({
  name: 'holdings.completeDossier',
  title: '补全档案信息',
  route: 'POST /dossiers/:dossierId/complete',
  permission: 'dossier.correct',
  scope: 'own',
  input: z.object({
    dossierId: z.uuid(),
    previousInstitution: z.string().trim().min(1).max(80).describe('原存档单位'),
    reason: z.string().trim().min(2).max(200).describe('依据'),
  }),
  output: z.object({}),
  audited: ['dossierId'],
});

const depositor = z.object({ id: z.uuid(), name: z.string(), uscc: z.string(), isClosed: z.boolean() });

export const findDepositors = query({
  name: 'holdings.findDepositors',
  title: '委托存档单位列表',
  route: 'GET /depositors',
  permission: 'dossier.read',
  scope: 'own',
  input: z.object({
    search: z.string().max(60).optional(),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ depositors: z.array(depositor), next: z.uuid().nullable() }),
});

export const registerDepositor = act({
  name: 'holdings.registerDepositor',
  title: '单位立户',
  route: 'POST /depositors',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({
    name: z.string().trim().min(1).max(80).describe('单位名称'),
    uscc: z.string().trim().toUpperCase().length(18, '统一社会信用代码为 18 位').describe('统一社会信用代码'),
  }),
  output: z.object({ depositorId: z.uuid() }),
});

export const closeDepositor = act({
  name: 'holdings.closeDepositor',
  title: '单位销户',
  route: 'POST /depositors/:depositorId/close',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ depositorId: z.uuid(), reason: z.string().trim().min(2).max(200).describe('销户原因') }),
  output: z.object({}),
  audited: ['depositorId'],
});

/** Names for ids, for screens that hold only ids (the rows behind a figure). */
export const nameDossiers = query({
  name: 'holdings.nameDossiers',
  title: '档案名称',
  route: 'GET /dossier-names',
  permission: 'dossier.read',
  scope: 'tree',
  input: z.object({ ids: z.string().max(8000).describe('档案 id，逗号分隔') }),
  output: z.object({ names: z.record(z.string(), z.object({ referenceCode: z.string(), personName: z.string() })) }),
});
