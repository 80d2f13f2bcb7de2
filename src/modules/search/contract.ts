import { z } from 'zod';
import { query } from '../../core/operation.ts';
import { dossierKinds } from '../../core/scope.ts';
import { custodyStates } from '../holdings/rules.ts';
import { queryKinds } from './rules.ts';

const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);

const hit = z.object({
  dossierId: z.uuid(),
  referenceCode: z.string(),
  personName: z.string(),
  /** Masked; `holdings.revealIdNumber` gives the whole. */
  idNumber: z.string(),
  birthYear: z.int().nullable(),
  school: z.string().nullable(),
  employer: z.string().nullable(),
  kind: keysOf(dossierKinds),
  custodyState: keysOf(custodyStates),
  why: z.string().describe('为什么查到：姓名相同、材料：…'),
});

/** 查档: one text, whatever it is; who is surely meant comes first, and a dossier stands in one group only. */
export const find = query({
  name: 'search.find',
  title: '查档',
  route: 'POST /search', // names and ID numbers have no place in an address
  permission: 'dossier.read',
  scope: 'tree',
  input: z.object({
    text: z.string().trim().min(1, '请填写要查的内容').max(100).describe('姓名、拼音、证件号、后四位、出生日期、编号、卷条码、材料名称'),
    limit: z.coerce.number().int().min(1).max(100).default(20).describe('每组最多几份'),
  }),
  output: z.object({
    kind: keysOf(queryKinds),
    groups: z.array(z.object({ name: z.string(), hits: z.array(hit), isMore: z.boolean().describe('还有未列出的') })),
    hitCount: z.int(),
    ms: z.number(),
  }),
  audited: ['limit'],
  auditedAnswer: ['kind', 'hitCount'],
});
