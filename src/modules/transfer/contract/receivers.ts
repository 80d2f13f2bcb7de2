import { z } from 'zod';
import { act, query } from '../../../core/operation.ts';
import { optionalText, paging, why } from './words.ts';

const fields = {
  name: z.string().trim().min(2, '请填写单位全称').max(80).describe('单位名称'),
  uscc: z.string().trim().toUpperCase().length(18, '统一社会信用代码为 18 位').optional().describe('统一社会信用代码'),
  address: z.string().trim().min(2, '请填写地址').max(120).describe('地址'),
  postcode: z
    .string()
    .regex(/^\d{6}$/, '邮编为 6 位数字')
    .optional()
    .describe('邮编'),
  confidentialNo: optionalText(60).describe('机要地址或机要号'),
  phone: optionalText(30).describe('电话'),
};

const receiver = z.object({
  ...{ id: z.uuid(), name: z.string(), uscc: z.string().nullable(), address: z.string(), postcode: z.string().nullable() },
  ...{ confidentialNo: z.string().nullable(), phone: z.string().nullable(), version: z.int() },
  verified: z.object({ by: z.string(), at: z.iso.datetime(), evidence: z.string() }).nullable().describe('核验'),
});

/** 收件单位名录, by name when searched, else newest first. */
export const findReceivers = query({
  name: 'transfer.findReceivers',
  title: '收件单位名录',
  route: 'GET /receivers',
  permission: 'transfer.read',
  scope: 'own',
  input: z.object({ search: optionalText(60).describe('名称开头或统一社会信用代码'), ...paging }),
  output: z.object({ receivers: z.array(receiver), next: z.string().nullable() }),
});

export const registerReceiver = act({
  name: 'transfer.registerReceiver',
  title: '登记收件单位',
  route: 'POST /receivers',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object(fields),
  output: z.object({ receiverId: z.uuid() }),
});

/** A new name or address takes the verification away: what was verified is another. */
export const editReceiver = act({
  name: 'transfer.editReceiver',
  title: '修改收件单位',
  route: 'POST /receivers/:receiverId/edit',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ receiverId: z.uuid(), ...fields, version: z.int().describe('打开时的版本号') }),
  output: z.object({ changedFields: z.array(z.string()), isVerificationLost: z.boolean() }),
  audited: ['receiverId'],
});

export const verifyReceiver = act({
  name: 'transfer.verifyReceiver',
  title: '核验收件单位',
  route: 'POST /receivers/:receiverId/verify',
  permission: 'transfer.manage',
  scope: 'own',
  input: z.object({ receiverId: z.uuid(), evidence: why('核验依据'), version: z.int() }),
  output: z.object({}),
  audited: ['receiverId'],
});
