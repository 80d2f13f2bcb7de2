import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { type Carrier, carrierNames, type ParcelState, parcelStates, type SealState, sealStates } from './rules.ts';

const carrier = z.enum(carrierNames as [Carrier, ...Carrier[]]).describe('来档方式');
const sealState = z.enum(Object.keys(sealStates) as [SealState, ...SealState[]]).describe('封口状态');
const state = z.enum(Object.keys(parcelStates) as [ParcelState, ...ParcelState[]]).describe('状态');
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
