import type { LedgerEvent } from '../../../core/event.ts';
import { Problem } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import { openShelves } from '../../stackroom/index.ts';
import * as contract from '../contract.ts';
import { readRow } from '../rules/read-row.ts';
import { busyStates } from '../rules.ts';
import { begin, lockIn } from '../steps.ts';
import * as rowsStore from '../store/rows.ts';
import * as runs from '../store/runs.ts';
import { takeBack } from '../take-back.ts';

const subjectOf = (id: string) => ({ kind: 'openingRun', id });

export const commitRun = implement(contract.commitRun, async (context, { runId, reason }) => {
  const run = await lockIn(context, runId, ['judged', 'stopped']);
  const { ready, warned, opened, undone } = run.counts;
  const left = ready + warned - opened - undone;
  if (left <= 0 || run.asOf === null)
    throw new Problem('rule_broken', 'nothing to open', [{ path: 'runId', message: '没有可以导入的行；请按未通过的原因改正后重新上传' }]);
  const given = reason?.trim() || run.reason;
  if (warned > 0 && !given)
    throw new Problem('needs_reason', 'warnings', [
      { path: 'reason', message: `有 ${warned} 行带提示，逐类核对后写明理由再建账`, severity: 'warning' },
    ]);
  await begin(context, runId, 'committing', left, { reason: given });
  const data = { asOf: run.asOf, rowCount: left, codeRule: run.codeRule, reason: given };
  return { result: {}, events: [{ type: 'opening.began', occurredAt: context.now, subject: subjectOf(runId), data }] };
});

export const stopRun = answer(contract.stopRun, async (context, { runId }) => {
  await lockIn(context, runId, busyStates);
  await runs.updateRun(context.tx, runId, { isStopping: true });
  return {};
});

export const undoRun = implement(contract.undoRun, async (context, { runId, reason }) => {
  const run = await lockIn(context, runId, ['committed', 'stopped']);
  const counts = await rowsStore.countRows(context.tx, run.id);
  if (counts.opened === 0) throw new Problem('rule_broken', 'nothing opened', [{ path: 'runId', message: '此清单没有可撤销的行' }]);
  await begin(context, runId, 'undoing', counts.opened, { reason, undoAfter: 0 });
  const data = { openedCount: counts.opened, reason };
  return { result: {}, events: [{ type: 'opening.undoBegan', occurredAt: context.now, subject: subjectOf(runId), data }] };
});

export const undoRows = implement(contract.undoRows, async (context, { runId, rowNos, reason }) => {
  const { tx } = context;
  await lockIn(context, runId, ['committed', 'stopped']);
  const rows = await rowsStore.findOpened(tx, runId, rowNos);
  const strange = rowNos.filter((rowNo) => !rows.some((row) => row.rowNo === rowNo));
  if (strange.length > 0)
    throw new Problem('conflict', 'not opened', [{ path: 'rowNos', message: `第 ${strange.join('、')} 行没有建账或已撤销，请刷新` }]);
  const { events, judged } = await takeBack(context, runId, rows, reason);
  const kept = judged.flatMap(({ rowNo, undoIssue }) =>
    undoIssue === null ? [] : [{ path: 'rowNos', message: `第 ${rowNo} 行：${undoIssue}` }],
  );
  const [first, ...rest] = events;
  if (kept.length > 0 || !first) throw new Problem('rule_broken', 'lived on', kept);
  const counts = await rowsStore.countRows(tx, runId);
  await runs.updateRun(tx, runId, { counts, ...(counts.opened === 0 ? { state: 'undone' as const } : {}) });
  return { result: { undoneCount: events.length }, events: [first, ...rest] };
});

export const discardRun = answer(contract.discardRun, async (context, { runId }) => {
  await lockIn(context, runId, ['uploaded', 'judged']);
  await runs.deleteRun(context.tx, runId);
  return {};
});

const PAGE = 5000;

export const addMissingShelves = implement(contract.addMissingShelves, async (context, { runId, capacity }) => {
  const { tx, now } = context;
  const run = await lockIn(context, runId, ['judged']);
  const addresses = new Set<string>();
  for (let after = 0; ; ) {
    const page = await rowsStore.pageCells(tx, runId, after, PAGE);
    for (const { rowNo, cells } of page)
      for (const { shelf } of readRow(rowNo, cells, run.columns, run.defaultKind).places) addresses.add(shelf);
    const last = page.at(-1);
    if (!last) break;
    after = last.rowNo;
  }
  const events: LedgerEvent[] = await openShelves(tx, [...addresses], capacity, now);
  const [first, ...rest] = events;
  if (!first)
    throw new Problem('rule_broken', 'no shelves', [{ path: 'runId', message: '没有可补建的架位；缺库房的请先到“库位”建立库房' }]);
  const shelfCount = events.reduce((sum, { data }) => sum + Number(data['shelfCount']), 0);
  await begin(context, runId, 'judging', run.rowCount);
  return { result: { shelfCount }, events: [first, ...rest] };
});
