import { z } from 'zod';
import { inReasons } from '../../core/codes/tables.ts';
import { act, housekeeping, query } from '../../core/operation.ts';
import { dossierKinds } from '../../core/scope.ts';
import { personInput } from '../holdings/contract.ts';
import { custodies } from '../holdings/rules.ts';
import { rollRowKey } from './contract/rolls.ts';
import { type Carrier, carrierNames, carriers, type ParcelState, parcelStates, type SealState, sealStates } from './rules.ts';

export * from './contract/papers.ts';
export * from './contract/rolls.ts';

const carrier = z.enum(carrierNames as [Carrier, ...Carrier[]]).describe('来档方式');
const sealState = z.enum(Object.keys(sealStates) as [SealState, ...SealState[]]).describe('封口状态');
const state = z.enum(Object.keys(parcelStates) as [ParcelState, ...ParcelState[]]).describe('状态');
const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const carrierWords = Object.fromEntries(carrierNames.map((name) => [name, carriers[name].zh]));
const why = z.string().trim().min(2, '请写明理由').max(200).describe('理由');
const optionalText = (max: number) => z.string().trim().max(max).optional();

export const parcel = z.object({
  id: z.uuid(),
  carrier,
  trackingNo: z.string(),
  sender: z.string(),
  sealState,
  sealNote: z.string().nullable(),
  photoId: z.uuid().nullable(),
  listedCount: z.int().nullable(),
  foundCount: z.int().nullable(),
  state,
  stateReason: z.string().nullable(),
  signedOn: z.iso.date(),
  signedAt: z.iso.datetime(),
  signedBy: z.string(),
  remark: z.string().nullable(),
  version: z.int(),
});

/** 签收: an envelope or a consignment is taken over from its carrier. */
export const signParcel = act({
  name: 'reception.signParcel',
  title: '签收包裹',
  route: 'POST /parcels',
  permission: 'parcel.sign',
  scope: 'own',
  input: z.object({
    carrier,
    trackingNo: z.string().max(40).default('').describe('邮件号；专人送达、内部移交可不填，由系统编号'),
    sender: z.string().trim().min(1).max(80).describe('来档单位'),
    sealState: sealState.default('intact'),
    sealNote: optionalText(200).describe('封口情况说明'),
    photoId: z.uuid().optional().describe('照片'),
    listedCount: z.int().min(1).max(5000).optional().describe('清单份数'),
    remark: optionalText(200).describe('备注'),
  }),
  output: z.object({ parcelId: z.uuid(), trackingNo: z.string() }),
  audited: ['carrier'],
});

/** Parcels, newest first. */
export const findParcels = query({
  name: 'reception.findParcels',
  title: '收件列表',
  route: 'GET /parcels',
  permission: 'parcel.read',
  scope: 'tree',
  input: z.object({
    signedOn: z.iso.date().optional().describe('签收日期'),
    state: state.optional(),
    search: z.string().max(80).optional().describe('邮件号开头或来档单位'),
    before: z.uuid().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ parcels: z.array(parcel), next: z.uuid().nullable() }),
  audited: ['signedOn', 'state'],
  exports: {
    ...{ rows: 'parcels', cursor: 'before' },
    columns: {
      trackingNo: { title: '邮件号', field: 'trackingNo', width: 22 },
      carrier: { title: '来档方式', field: 'carrier', words: carrierWords },
      sender: { title: '来档单位', field: 'sender', width: 30 },
      seal: { title: '封口', field: 'sealState', words: sealStates },
      count: { title: '份数', field: 'listedCount', as: 'number', width: 8 },
      state: { title: '状态', field: 'state', words: parcelStates, width: 10 },
      signedAt: { title: '签收时间', field: 'signedAt', as: 'instant', width: 18 },
      signedBy: { title: '签收人', field: 'signedBy', width: 12 },
    },
  },
});

export const getParcel = query({
  name: 'reception.getParcel',
  title: '包裹详情',
  route: 'GET /parcels/:parcelId',
  permission: 'parcel.read',
  scope: 'tree',
  input: z.object({ parcelId: z.uuid() }),
  output: parcel,
  audited: ['parcelId'],
});

/** A photo of a broken seal, taken before the parcel is signed for. JPEG or PNG, at most 10 MB. */
export const uploadPhoto = housekeeping({
  name: 'reception.uploadPhoto',
  title: '上传照片',
  route: 'POST /photos',
  permission: 'parcel.sign',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({}),
  output: z.object({ photoId: z.uuid() }),
});

export const getPhoto = query({
  name: 'reception.getPhoto',
  title: '查看照片',
  route: 'GET /photos/:photoId',
  permission: 'parcel.read',
  scope: 'tree',
  returns: 'file',
  input: z.object({ photoId: z.uuid() }),
  output: z.unknown(),
  audited: ['photoId'],
});

/** 登记: one dossier out of a parcel (or handed over inside the house, without one). */
export const registerDossier = act({
  name: 'reception.registerDossier',
  title: '登记档案',
  route: 'POST /dossiers',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({
    parcelId: z.uuid().optional().describe('所在包裹'),
    listedName: optionalText(60).describe('清单或标签上的姓名'),
    letterNumber: optionalText(40).describe('调档函编号；不填时按证件号码查找'),
    rollRow: rollRowKey.optional().describe('名册中的一行'),
    person: personInput,
    kind: keysOf(dossierKinds).default('floating').describe('档案类别'),
    custody: keysOf(custodies).default('individual').describe('存档性质'),
    depositorId: z.uuid().optional().describe('委托存档单位'),
    previousInstitution: z.string().trim().min(1).max(80).describe('原存档单位'),
    inReason: keysOf(inReasons).describe('转入原因'),
    principalCount: z.int().min(1).max(9).default(1).describe('正本卷数'),
    counterpartCount: z.int().min(0).max(9).default(0).describe('副本卷数'),
    missingNote: optionalText(400).describe('缺少材料'),
    remark: optionalText(200).describe('备注'),
    completesParcel: z.boolean().default(true).describe('包裹内已无其他档案（有清单份数时按份数判断）'),
    reason: optionalText(200).describe('对提示的说明'),
  }),
  output: z.object({
    dossierId: z.uuid(),
    personId: z.uuid(),
    referenceCode: z.string(),
    barcodes: z.array(z.string()),
    isParcelCompleted: z.boolean(),
    letterNumber: z.string().nullable().describe('对应的调档函'),
  }),
  audited: ['parcelId', 'kind'],
});

/** One row of a list as it is registered. `path` says where it stands: `people.xlsx!存档人员!第12行`. */
export const listedPerson = z.object({
  path: z.string().max(200),
  person: personInput,
  previousInstitution: z.string().trim().min(1, '原存档单位为空').max(80),
  inReason: keysOf(inReasons),
  remark: optionalText(200),
});

const listIssue = z.object({
  path: z.string(),
  message: z.string(),
  rule: z.string().optional(),
  severity: z.enum(['error', 'warning']).optional(),
});

/** 名册: reads a list of people (.xlsx or .csv, the body) and says which rows are new; writes nothing. At most 20,000 rows. */
export const readPeople = housekeeping({
  name: 'reception.readPeople',
  title: '读取人员名册',
  route: 'POST /people/read',
  permission: 'dossier.register',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({ fileName: z.string().min(1).max(80) }),
  output: z.object({ people: z.array(listedPerson), unchanged: z.int(), refused: z.int(), issues: z.array(listIssue) }),
});

/** 批量登记: rows of a list, each as the desk registers one dossier. A row that is refused takes none of the others with it. */
export const registerPeople = act({
  name: 'reception.registerPeople',
  title: '批量登记名册人员',
  route: 'POST /people/register',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ people: z.array(listedPerson).min(1).max(500), reason: optionalText(200).describe('对提示的说明') }),
  output: z.object({ imported: z.int(), refused: z.int(), issues: z.array(listIssue) }),
});

/** 作废: a dossier that should not have been registered (重登、错登); its number stays used. */
export const voidRegistration = act({
  name: 'reception.voidRegistration',
  title: '作废登记',
  route: 'POST /dossiers/:dossierId/void',
  permission: 'dossier.correct',
  scope: 'own',
  input: z.object({ dossierId: z.uuid(), reason: why }),
  output: z.object({}),
  audited: ['dossierId'],
});

/** 登记完毕: says how many dossiers were found, and that each is registered. */
export const completeParcel = act({
  name: 'reception.completeParcel',
  title: '包裹登记完毕',
  route: 'POST /parcels/:parcelId/complete',
  permission: 'dossier.register',
  scope: 'own',
  input: z.object({ parcelId: z.uuid(), foundCount: z.int().min(0).max(5000).describe('实收份数'), reason: optionalText(200) }),
  output: z.object({}),
  audited: ['parcelId', 'foundCount'],
});

const settled = (name: string, title: string, verb: string) =>
  act({
    name: `reception.${name}`,
    title,
    route: `POST /parcels/:parcelId/${verb}` as `POST /${string}`,
    permission: 'parcel.sign',
    scope: 'own',
    input: z.object({ parcelId: z.uuid(), reason: why }),
    output: z.object({}),
    audited: ['parcelId'],
  });
export const returnParcel = settled('returnParcel', '退回包裹', 'return');
export const suspendParcel = settled('suspendParcel', '挂起包裹', 'suspend');
export const resumeParcel = settled('resumeParcel', '恢复办理', 'resume');

const openParcel = z.object({ id: z.uuid(), carrier, trackingNo: z.string(), sender: z.string(), signedOn: z.iso.date() });
const openDossier = z.object({ id: z.uuid(), referenceCode: z.string(), personName: z.string() });

/** 日结: what a day brought, and what is still open. Lists hold the first 200. */
export const dayStatus = query({
  name: 'reception.dayStatus',
  title: '日结情况',
  route: 'GET /days/:day',
  permission: 'parcel.read',
  scope: 'own',
  input: z.object({ day: z.iso.date() }),
  output: z.object({
    day: z.iso.date(),
    parcels: z.object({ signed: z.int(), completed: z.int(), returned: z.int(), suspended: z.int(), open: z.int() }),
    dossiers: z.object({ registered: z.int(), shelved: z.int(), awaitingShelf: z.int() }),
    openParcels: z.array(openParcel),
    unshelved: z.array(openDossier),
    closed: z.object({ at: z.iso.datetime(), by: z.string(), reason: z.string().nullable() }).nullable(),
  }),
  audited: ['day'],
});

export const closeDay = act({
  name: 'reception.closeDay',
  title: '日结',
  route: 'POST /days/:day/close',
  permission: 'day.close',
  scope: 'own',
  input: z.object({ day: z.iso.date(), reason: optionalText(200).describe('未能当日入库的原因') }),
  output: z.object({}),
  audited: ['day'],
});

export const reopenDay = act({
  name: 'reception.reopenDay',
  title: '撤销日结',
  route: 'POST /days/:day/reopen',
  permission: 'day.close',
  scope: 'own',
  input: z.object({ day: z.iso.date(), reason: why }),
  output: z.object({}),
  audited: ['day'],
});
