import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { type Level, levelNames, type Sign, signNames } from './rules.ts';

const level = z.enum(levelNames as [Level, ...Level[]]);
const barcode = z.string().trim().min(1).max(60).describe('卷条码');
const share = z.number().min(0).max(100);
const signValues = z
  .object(
    Object.fromEntries(signNames.map((sign) => [sign, (sign === 'acidity' ? z.number().min(0).max(14) : share).optional()])) as {
      [S in Sign]: z.ZodOptional<z.ZodNumber>;
    },
  )
  .default({});

const inspection = z.object({
  ...{ id: z.uuid(), volumeId: z.uuid(), dossierId: z.uuid(), barcode: z.string(), place: z.string().nullable() },
  ...{
    inspectedOn: z.iso.date(),
    level,
    signs: z.record(z.string(), z.number()),
    photoIds: z.array(z.uuid()),
    note: z.string().nullable(),
  },
  ...{ inspectedBy: z.string(), hasTicket: z.boolean(), isOverdue: z.boolean().describe('已过有效期') },
});

/** 完好检查: one inspection of one volume. */
export const inspectVolume = act({
  name: 'condition.inspectVolume',
  title: '记录完好检查',
  route: 'POST /inspections',
  permission: 'condition.inspect',
  scope: 'own',
  input: z.object({
    barcode,
    inspectedOn: z.iso.date().optional().describe('检查日期，不填为今天'),
    level: level.describe('等级'),
    signs: signValues.describe('迹象'),
    photoIds: z.array(z.uuid()).max(20).default([]).describe('照片'),
    note: z.string().trim().max(200).optional().describe('情况'),
  }),
  output: z.object({ inspectionId: z.uuid(), previous: level.nullable() }),
  audited: ['level', 'inspectedOn'],
});

/** The latest inspection of each volume; with `volumeId` all of one volume. */
export const findInspections = query({
  name: 'condition.findInspections',
  title: '完好检查列表',
  route: 'GET /inspections',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({
    level: level.optional(),
    dossierId: z.uuid().optional(),
    overdue: z.enum(['true', 'false']).optional().describe('只看检查已过有效期的'),
    after: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ inspections: z.array(inspection), next: z.uuid().nullable() }),
});

/** 未检: volumes in the store that nobody has inspected, in the order of the shelves. */
export const findUninspected = query({
  name: 'condition.findUninspected',
  title: '未检的卷',
  route: 'GET /inspections/missing',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({
    volumes: z.array(z.object({ id: z.uuid(), dossierId: z.uuid(), barcode: z.string(), place: z.string().nullable() })),
    next: z.uuid().nullable(),
  }),
});

/** 完好率 as of any day, by the definition that is set. */
export const getIntactRatio = query({
  name: 'condition.getIntactRatio',
  title: '原件完好率',
  route: 'GET /intact-ratio',
  permission: 'stackroom.read',
  scope: 'own',
  input: z.object({ asOf: z.iso.date().optional().describe('截止日期，不填为今天') }),
  output: z.object({
    ...{ asOf: z.iso.date(), maxLevel: level, intact: z.int(), inspected: z.int(), total: z.int() },
    ratio: z.string().nullable().describe('完好 ÷ 全部；没有卷时为空'),
  }),
});

export const uploadConditionPhoto = housekeeping({
  name: 'condition.uploadPhoto',
  title: '上传检查照片',
  route: 'POST /inspection-photos',
  permission: 'condition.inspect',
  scope: 'own',
  accepts: 'bytes',
  input: z.object({}),
  output: z.object({ photoId: z.uuid() }),
});

export const getConditionPhoto = query({
  name: 'condition.getPhoto',
  title: '查看检查照片',
  route: 'GET /inspection-photos/:photoId',
  permission: 'stackroom.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ photoId: z.uuid() }),
  output: z.unknown(),
  audited: ['photoId'],
});

/** 送修: opens a ticket of purpose 修复 for the volume of an inspection. */
export const askRepair = act({
  name: 'condition.askRepair',
  title: '开修复单',
  route: 'POST /inspections/:inspectionId/repair',
  permission: 'condition.inspect',
  scope: 'own',
  input: z.object({
    inspectionId: z.uuid(),
    takerUnit: z.string().trim().min(1, '请填写修复单位').max(80).describe('修复单位'),
    taker: z.string().trim().min(1, '请填写经手人').max(40).describe('经手人'),
    reason: z.string().trim().min(2, '请写明修复要求').max(200).describe('修复要求'),
    dueOn: z.iso.date().optional().describe('应还日期'),
  }),
  output: z.object({ ticketId: z.uuid(), dueOn: z.iso.date() }),
  audited: ['inspectionId', 'dueOn'],
});
