import { z } from 'zod';
import { act, housekeeping, query } from '../../core/operation.ts';
import { dossierKinds } from '../../core/scope.ts';
import { gaps } from '../holdings/rules.ts';
import { fields } from './rules/columns.ts';
import { codeRules, rowFilters, runStates, verdicts } from './rules.ts';

const keysOf = <T extends Record<string, string>>(table: T) => z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]]);
const runId = z.uuid().describe('期初清单');
const why = z.string().trim().min(2, '请写明理由').max(200).describe('理由');
const manage = { permission: 'opening.manage', scope: 'own' } as const;
const issue = z.object({
  path: z.string(),
  message: z.string(),
  rule: z.string().optional(),
  severity: z.enum(['error', 'warning']).optional(),
});
const columns = z.array(keysOf(fields).nullable()).max(100).describe('每一列是什么；null 为不导入');

const run = z.object({
  ...{ id: runId, fileName: z.string(), state: keysOf(runStates), rowCount: z.int(), asOf: z.iso.date().nullable() },
  ...{ codeRule: keysOf(codeRules), defaultKind: keysOf(dossierKinds), createdAt: z.iso.datetime(), createdBy: z.string() },
  counts: z.object({
    ...{
      ready: z.int(),
      warned: z.int(),
      refused: z.int(),
      known: z.int(),
      lacking: z.int(),
      opened: z.int(),
      undone: z.int(),
      kept: z.int(),
    },
  }),
  /** Of the step under way: rows dealt with, of how many, and for how long it has been at work. */
  step: z.object({
    done: z.int(),
    total: z.int(),
    seconds: z.number(),
    isStopping: z.boolean(),
    isBroken: z.boolean().describe('上次中断于系统出错'),
  }),
});

/** A list of what stands on the shelves (.xlsx or .csv, the body). Nothing of it is entered yet. At most 50,000 rows, 32 MB. */
export const upload = housekeeping({
  name: 'opening.upload',
  title: '上传期初清单',
  route: 'POST /opening-runs',
  ...manage,
  accepts: 'bytes',
  input: z.object({ fileName: z.string().min(1).max(120) }),
  output: z.object({ runId, rowCount: z.int(), columns, titles: z.array(z.string()), isRemembered: z.boolean(), issues: z.array(issue) }),
});

export const findRuns = query({
  name: 'opening.findRuns',
  title: '期初清单列表',
  route: 'GET /opening-runs',
  ...manage,
  input: z.object({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  output: z.object({ runs: z.array(run), next: z.uuid().nullable() }),
});

export const getRun = query({
  name: 'opening.getRun',
  title: '期初清单',
  route: 'GET /opening-runs/:runId',
  ...manage,
  input: z.object({ runId }),
  output: run.extend({
    titles: z.array(z.string()),
    columns,
    /** The columns are those that were chosen for such a list before. */
    isRemembered: z.boolean(),
    /** The first three rows. */
    samples: z.array(z.array(z.string())),
    reason: z.string().nullable(),
    missing: z.object({
      shelves: z.array(z.object({ rack: z.string(), levelCount: z.int(), volumeCount: z.int(), examples: z.array(z.string()) })),
      rooms: z.array(z.string()),
      depositors: z.array(z.object({ name: z.string(), count: z.int() })),
    }),
  }),
  audited: ['runId'],
});

/** 试导: every row is judged with everything that is wrong with it; nothing is entered. The choice of columns is remembered. */
export const judgeRun = housekeeping({
  name: 'opening.judgeRun',
  title: '试导',
  route: 'POST /opening-runs/:runId/judge',
  ...manage,
  input: z.object({
    runId,
    columns,
    asOf: z.iso.date().describe('接管日'),
    codeRule: keysOf(codeRules).default('pattern').describe('存档编号'),
    defaultKind: keysOf(dossierKinds).default('floating').describe('清单没有写明类别时'),
  }),
  output: z.object({}),
  audited: ['runId', 'asOf', 'codeRule'],
});

const row = z.object({
  ...{ rowNo: z.int(), name: z.string(), legacyCode: z.string(), verdict: keysOf(verdicts).nullable(), issues: z.array(issue) },
  ...{ lacks: z.array(keysOf(gaps)), places: z.array(z.string()), state: z.enum(['waiting', 'opened', 'undone']) },
  ...{ dossierId: z.uuid().nullable(), undoIssue: z.string().nullable() },
});

/** Rows of a list in their order, with what was found. */
export const findRows = query({
  name: 'opening.findRows',
  title: '期初清单各行',
  route: 'GET /opening-runs/:runId/rows',
  ...manage,
  input: z.object({
    runId,
    filter: keysOf(rowFilters).optional(),
    after: z.coerce.number().int().optional().describe('上一页最后一行'),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ rows: z.array(row), next: z.int().nullable() }),
  audited: ['runId', 'filter'],
});

/** 未通过的行: the refused rows as they came, with a column of reasons; corrected, it can be sent as a list of its own. */
export const refusedRows = query({
  name: 'opening.refusedRows',
  title: '下载未通过的行',
  route: 'GET /opening-runs/:runId/refused',
  ...manage,
  returns: 'file',
  input: z.object({ runId }),
  output: z.unknown(),
  audited: ['runId'],
});

/** Makes the levels that the list names and that do not stand yet, in rooms that do. */
export const addMissingShelves = act({
  name: 'opening.addMissingShelves',
  title: '补建清单所缺架位',
  route: 'POST /opening-runs/:runId/shelves',
  permission: 'stackroom.manage',
  scope: 'own',
  input: z.object({ runId, capacity: z.int().min(1).max(999).describe('每层卷数') }),
  output: z.object({ shelfCount: z.int() }),
  audited: ['runId', 'capacity'],
});

/** 建账: the rows that may be entered are, in the background; goes on where it was stopped. */
export const commitRun = act({
  name: 'opening.commitRun',
  title: '正式建账',
  route: 'POST /opening-runs/:runId/commit',
  ...manage,
  input: z.object({ runId, reason: z.string().trim().max(200).optional().describe('对提示的说明') }),
  output: z.object({}),
  audited: ['runId'],
});

/** Stops the step under way after the rows that it is at. What is entered stays. */
export const stopRun = housekeeping({
  name: 'opening.stopRun',
  title: '停止',
  route: 'POST /opening-runs/:runId/stop',
  ...manage,
  input: z.object({ runId }),
  output: z.object({}),
  audited: ['runId'],
});

/** 整批撤销: takes back all that came of a list, but for dossiers that have lived on since. */
export const undoRun = act({
  name: 'opening.undoRun',
  title: '整批撤销建账',
  route: 'POST /opening-runs/:runId/undo',
  ...manage,
  input: z.object({ runId, reason: why }),
  output: z.object({}),
  audited: ['runId'],
});

export const undoRows = act({
  name: 'opening.undoRows',
  title: '撤销若干行的建账',
  route: 'POST /opening-runs/:runId/rows/undo',
  ...manage,
  input: z.object({ runId, rowNos: z.array(z.int()).min(1).max(200).describe('行号'), reason: why }),
  output: z.object({ undoneCount: z.int() }),
  audited: ['runId', 'rowNos'],
});

/** Forgets a list of which nothing was entered. */
export const discardRun = housekeeping({
  name: 'opening.discardRun',
  title: '放弃期初清单',
  route: 'POST /opening-runs/:runId/discard',
  ...manage,
  input: z.object({ runId }),
  output: z.object({}),
  audited: ['runId'],
});
