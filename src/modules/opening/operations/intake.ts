import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { type Issue, Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { collectBody } from '../../../platform/collect-body.ts';
import type { Intake } from '../../../platform/house.ts';
import { answer } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readList, type Sheet } from '../../packages/index.ts';
import * as contract from '../contract.ts';
import { type Columns, checkColumns, findTitleRow, guessColumns, REASON_TITLE, ROW_TITLE } from '../rules/columns.ts';
import { begin, lockIn } from '../steps.ts';
import * as rowsStore from '../store/rows.ts';
import * as runs from '../store/runs.ts';

const LIST_BYTES = 32 * 2 ** 20;
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 100;
const PAGE = 5000;

export const upload = answer(
  contract.upload,
  async ({ tx, actor, now }, { fileName }, bytes) => {
    const { sheets, issues } = await readList(bytes, fileName, MOST_ROWS + 20);
    const table = sheets.length === 0 ? undefined : findTable(sheets);
    if (!table) throw new Problem('invalid_input', 'no list', sheets.length === 0 ? issues : [noTable(fileName)]);
    if (table.rows.length > MOST_ROWS)
      throw new Problem('too_large', 'rows', [
        { path: fileName, message: `清单有 ${table.rows.length} 行，超过 ${MOST_ROWS} 行；请拆分后分次上传` },
      ]);
    const remembered = await runs.getMapping(tx, digestOf(table.titles));
    const columns = remembered ?? guessColumns(table.titles);
    const id = newId();
    const run = { id, fileName, titles: table.titles, columns, isRemembered: remembered !== undefined, rowCount: table.rows.length };
    await runs.insertRun(tx, { ...run, now, userId: actor.userId });
    for (let at = 0; at < table.rows.length; at += PAGE) await rowsStore.insertRows(tx, id, table.rows.slice(at, at + PAGE));
    const { rowCount, titles, isRemembered } = run;
    return { runId: id, rowCount, titles, isRemembered, columns: [...columns], issues };
  },
  async ({ body }: Intake) => ({ taken: await collectBody(body, LIST_BYTES, '清单') }),
);

const digestOf = (titles: readonly string[]) => createHash('sha256').update(JSON.stringify(titles)).digest('hex');

const noTable = (fileName: string) => ({
  ...{ path: fileName, rule: 'R56' },
  message: `“${fileName}”中没有期初清单：各工作表前 20 行都找不到含“姓名”的标题行，或标题行下没有内容`,
});

/** The first sheet with a row of titles and rows below it. What Lantai itself wrote into a list of refused rows is left out. */
function findTable(sheets: readonly Sheet[]) {
  for (const { rows } of sheets) {
    const titleRow = findTitleRow(rows);
    if (titleRow === undefined) continue;
    const given = rows[titleRow] ?? [];
    const kept = given
      .flatMap((title, at) => (title.trim() === REASON_TITLE || title.trim() === ROW_TITLE ? [] : [at]))
      .slice(0, MOST_COLUMNS);
    const lastNamed = kept.findLastIndex((at) => (given[at] ?? '').trim() !== '');
    const width = kept.slice(0, lastNamed + 1);
    const titles = width.map((at) => clean(given[at] ?? ''));
    const body = rows.flatMap((row, index) => {
      const cells = width.map((at) => clean(row[at] ?? ''));
      return index > titleRow && cells.some((cell) => cell !== '') ? [{ rowNo: index + 1, cells }] : [];
    });
    if (body.length > 0) return { titles, rows: body };
  }
  return undefined;
}

/** The database keeps no NUL; a cell is no place for a book. */
const clean = (cell: string) => cell.replaceAll('\u0000', '').trim().slice(0, 500);

export const judgeRun = answer(contract.judgeRun, async (context, { runId, columns, asOf, codeRule, defaultKind }) => {
  const { tx, now } = context;
  const run = await lockIn(context, runId, ['uploaded', 'judged']);
  const issues = [...checkColumns(columns, run.titles.length), ...checkDay(asOf, now)];
  if (issues.length > 0) throw new Problem('rule_broken', 'columns', issues);
  await remember(tx, run.titles, columns);
  await begin(context, runId, 'judging', run.rowCount, { columns, asOf, codeRule, defaultKind });
  return {};
});

const remember = (tx: Scoped, titles: readonly string[], columns: Columns) => runs.putMapping(tx, digestOf(titles), columns);

function checkDay(asOf: string, now: Date): Issue[] {
  const today = dayOf(now);
  if (asOf > today) return [{ path: 'asOf', message: `接管日 ${asOf} 还没有到（今天是 ${today}）` }];
  return asOf < '1949-10-01' ? [{ path: 'asOf', message: `接管日 ${asOf} 不合理，请核对年份` }] : [];
}
