import { maskIdNumber } from '../../../core/codes/id-number.ts';
import { Problem } from '../../../core/problem.ts';
import { answer } from '../../../platform/run.ts';
import { workbookFile } from '../../../platform/workbook.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as contract from '../contract.ts';
import { type Field, REASON_TITLE, ROW_TITLE } from '../rules/columns.ts';
import { busyStates } from '../rules.ts';
import * as rowsStore from '../store/rows.ts';
import * as runs from '../store/runs.ts';

const SAMPLES = 3;

export const findRuns = answer(contract.findRuns, async ({ tx, now }, { before, limit }) => {
  const rows = await runs.findRuns(tx, { before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.map(({ createdBy }) => createdBy),
  );
  return { runs: page.map((run) => shown(run, names, now)), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
});

export const getRun = answer(contract.getRun, async ({ tx, now }, { runId }) => {
  const run = await runs.getRun(tx, runId);
  if (!run) throw new Problem('not_found', `opening run ${runId}`);
  const names = await nameUsers(tx, [run.createdBy]);
  const samples = (await rowsStore.pageCells(tx, runId, 0, SAMPLES)).map(({ cells }) => cells.map(maskNumbers));
  const { titles, columns, isRemembered, reason, missing } = run;
  return { ...shown(run, names, now), titles, columns: [...columns], isRemembered, reason, missing, samples };
});

/** Samples are for telling columns apart: an ID number in one, whichever it is, is not shown whole. */
const maskNumbers = (cell: string) => (/^\d{15}$|^\d{17}[\dXx]$/.test(cell) ? maskIdNumber(cell) : cell);

function shown(run: runs.Run, names: (id: string) => string, now: Date) {
  const { id, fileName, state, rowCount, asOf, codeRule, defaultKind, counts, stepDone, stepTotal, stepBeganAt, isStopping } = run;
  const isBusy = busyStates.includes(state) && stepBeganAt !== null;
  const seconds = isBusy ? Math.max(0, (now.getTime() - stepBeganAt.getTime()) / 1000) : 0;
  return {
    ...{ id, fileName, state, rowCount, asOf, codeRule, defaultKind, counts },
    ...{ createdAt: run.createdAt.toISOString(), createdBy: names(run.createdBy) },
    step: { done: stepDone, total: stepTotal, seconds, isStopping, isBroken: !isBusy && run.faultCount > 0 },
  };
}

export const findRows = answer(contract.findRows, async ({ tx }, { runId, filter, after, limit }) => {
  const run = await runs.getRun(tx, runId);
  if (!run) throw new Problem('not_found', `opening run ${runId}`);
  const found = await rowsStore.findRows(tx, runId, { filter, after, limit: limit + 1 });
  const at = (field: Field) => run.columns.indexOf(field);
  const rows = found.slice(0, limit).map(({ cells, lacks, ...row }) => ({
    ...{ ...row, name: cells[at('name')] ?? '', legacyCode: cells[at('legacyCode')] ?? '' },
    lacks: contract.findRows.output.shape.rows.element.shape.lacks.parse(lacks),
  }));
  return { rows, next: found.length > limit ? (rows.at(-1)?.rowNo ?? null) : null };
});

const PAGE = 5000;

export const refusedRows = answer(contract.refusedRows, async ({ tx }, { runId }) => {
  const run = await runs.getRun(tx, runId);
  if (!run) throw new Problem('not_found', `opening run ${runId}`);
  const lines: string[][] = [];
  for (let after = 0; ; ) {
    const page = await rowsStore.findRows(tx, runId, { filter: 'refused', after, limit: PAGE });
    lines.push(...page.map(({ rowNo, cells, issues }) => [...cells, String(rowNo), issues.map(({ message }) => message).join('；')]));
    const last = page.at(-1);
    if (!last) break;
    after = last.rowNo;
  }
  if (lines.length === 0) throw new Problem('not_found', 'nothing refused', [{ path: 'runId', message: '没有未通过的行' }]);
  const head = [...run.titles, ROW_TITLE, REASON_TITLE];
  const name = run.fileName.replace(/\.[^.]*$/, '');
  return workbookFile(`${name}-未通过.xlsx`, [{ name: '未通过', widths: head.map(() => 16), rows: [head, ...lines] }]);
});
