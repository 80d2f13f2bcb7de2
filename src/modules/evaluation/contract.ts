import { z } from 'zod';
import { act, query } from '../../core/operation.ts';
import { type Work, workNames } from './measures.ts';

const work = z.enum(workNames as [Work, ...Work[]]).describe('工作类别');
const year = z.coerce.number().int().min(2000).max(2100).describe('年度');
const asOf = z.iso.date().describe('截止日（含当日）');
const knownAt = z.iso.datetime({ offset: true }).optional().describe('按何时所知；默认现在');

/** 计划: how much of a kind of work a year is to bring. A change is dated and reasoned; both versions stay in the ledger. */
export const setPlan = act({
  name: 'evaluation.setPlan',
  title: '确定或调整计划',
  route: 'POST /plans',
  permission: 'plan.manage',
  scope: 'own',
  input: z.object({
    year,
    work,
    quantity: z.int().min(0).max(10_000_000).describe('计划数'),
    reason: z.string().trim().max(200).optional().describe('理由'),
  }),
  output: z.object({ previous: z.int() }),
  audited: ['year', 'work', 'quantity'],
});

export const findPlans = query({
  name: 'evaluation.findPlans',
  title: '计划与历次调整',
  route: 'GET /plans',
  permission: 'figures.read',
  scope: 'own',
  input: z.object({ year }),
  output: z.object({
    plans: z.array(z.object({ work, quantity: z.int() })),
    history: z.array(
      z.object({
        seq: z.int(),
        at: z.iso.datetime(),
        work,
        quantity: z.int(),
        previous: z.int(),
        reason: z.string().nullable(),
        actor: z.string(),
      }),
    ),
  }),
});

const decimal = z.string().describe('精确小数');

/** The year's indicators as of a day, known at an instant. The same question always has the same answer. */
export const evaluate = query({
  name: 'evaluation.evaluate',
  title: '年度指标',
  route: 'GET /evaluations/:year',
  permission: 'figures.read',
  scope: 'own',
  input: z.object({ year, asOf, knownAt }),
  output: z.object({
    year: z.int(),
    asOf: z.iso.date(),
    knownAt: z.iso.datetime(),
    indicators: z.array(
      z.object({
        ...{ key: z.string(), name: z.string(), level1: z.string(), level2: z.string(), formula: z.string() },
        ...{
          numerator: z.int(),
          denominator: z.int(),
          value: decimal.nullable(),
          target: decimal,
          weight: decimal,
          score: decimal.nullable(),
          met: z.boolean().nullable(),
        },
        parts: z.array(
          z.object({
            name: z.string(),
            numeratorMeasure: z.string(),
            denominatorMeasure: z.string(),
            numerator: z.int(),
            denominator: z.int(),
          }),
        ),
      }),
    ),
    money: z.object({ budget: decimal.nullable(), paid: decimal.nullable(), executionRate: decimal.nullable() }),
    total: decimal.nullable(),
    grade: z.string().nullable(),
    warnings: z.array(z.object({ path: z.string(), message: z.string(), rule: z.string().optional() })),
    ledger: z.object({ seq: z.int(), hash: z.string() }),
  }),
  audited: ['year', 'asOf', 'knownAt'],
});

/** The rows behind a figure: the events that gave it, oldest first, as of the same day and known at the same event. */
export const drill = query({
  name: 'evaluation.drill',
  title: '指标明细',
  route: 'GET /evaluations/:year/rows',
  permission: 'figures.read',
  scope: 'own',
  input: z.object({
    year,
    asOf,
    measure: z.string().max(60).describe('度量'),
    seq: z.coerce.number().int().min(0).describe('所知到台账第几条'),
    after: z.string().max(60).optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    measure: z.string(),
    name: z.string(),
    total: z.int(),
    rows: z.array(
      z.object({
        seq: z.int(),
        day: z.iso.date(),
        amount: z.int(),
        type: z.string(),
        typeName: z.string(),
        subjectKind: z.string(),
        subjectId: z.string(),
        dossierId: z.uuid().nullable(),
        recordedAt: z.iso.datetime(),
        isLate: z.boolean().describe('迟录'),
        correctsSeq: z.int().nullable().describe('更正第几条'),
      }),
    ),
    next: z.string().nullable(),
  }),
  audited: ['year', 'asOf', 'measure', 'seq'],
});
