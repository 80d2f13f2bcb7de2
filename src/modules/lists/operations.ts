import type { ExportColumn, ListExport } from '../../core/list-export.ts';
import type { Operation } from '../../core/operation.ts';
import { Problem } from '../../core/problem.ts';
import { dayOf, minuteOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import { answer } from '../../platform/run.ts';
import { readSetting } from '../../platform/settings.ts';
import { type Cell, workbookFile } from '../../platform/workbook.ts';
import * as contract from './contract.ts';
import { cappedWords, cellOf, chooseColumns } from './rules.ts';

const PAGE = 200;

export const exportList = answer(contract.exportList, async (context, asked) => {
  const { tx, actor, now, operations } = context;
  const operation = operations.find(({ name }) => name === asked.list);
  if (!operation?.exports)
    throw new Problem('invalid_input', 'no such list', [{ path: 'list', message: `没有可导出的清单 ${asked.list}` }]);
  const chosen = chooseColumns(operation.exports, asked.columns);
  if (chosen.issues.length > 0) throw new Problem('invalid_input', 'no such column', chosen.issues);
  const columns = await Promise.all(chosen.columns.map((column) => withWords(context, column)));
  const limit = Number(await readSetting(tx, 'list.exportLimit'));
  const titles = new Map(operations.map(({ name, title }) => [name, title]));
  const told = { rowCount: 0, isCapped: false };
  async function* rows(exports: ListExport): AsyncGenerator<Cell[]> {
    yield columns.map(({ title }) => title);
    for await (const row of eachRow(context, asked, exports)) {
      if (told.rowCount === limit) {
        told.isCapped = true;
        return yield [`（${cappedWords(limit)}）`];
      }
      told.rowCount += 1;
      yield columns.map((column) => cellOf(column, row, (name) => titles.get(name) ?? name));
    }
  }
  function* notes(): Generator<Cell[]> {
    yield ['清单', operation?.title ?? ''];
    yield ['筛选', Object.keys(asked.input).length > 0 ? '按页面上的筛选条件，见操作日志' : '无，全部'];
    yield ['行数', told.rowCount];
    if (told.isCapped) yield ['注意', cappedWords(limit)];
    yield ['导出人', actor.displayName];
    yield ['导出时间', minuteOf(now)];
    yield ['用途', asked.purpose];
  }
  const file = await workbookFile(`${operation.title}-${dayOf(now)}.xlsx`, [
    { name: '清单', widths: columns.map(({ width }) => width ?? 16), rows: rows(operation.exports) },
    { name: '说明', widths: [12, 60], rows: notes() },
  ]);
  return {
    ...file,
    ...{ rowCount: told.rowCount, filters: filtersOf(operation, asked.input) },
    ...(told.isCapped ? { note: cappedWords(limit) } : {}),
  };
});

/** A column with the words that another query has for its codes. */
async function withWords({ ask }: Context, column: ExportColumn): Promise<ExportColumn> {
  if (!column.wordsFrom) return column;
  const { query, rows, key, text } = column.wordsFrom;
  const page = (await ask(query, {})) as Record<string, Record<string, string>[]>;
  return { ...column, words: Object.fromEntries((page[rows] ?? []).map((row) => [row[key], row[text]])) };
}

/** Every row of the list, asked for page by page as the screen would. */
async function* eachRow({ ask }: Context, { list, input }: { list: string; input: Record<string, unknown> }, { rows, cursor }: ListExport) {
  for (let at: unknown; ; ) {
    const { [cursor]: _from, limit: _limit, ...filters } = input;
    const page = (await ask(list, { ...filters, limit: PAGE, ...(at === undefined ? {} : { [cursor]: at }) })) as Record<string, unknown>;
    yield* page[rows] as Record<string, unknown>[];
    at = page['next'];
    if (at === null || at === undefined) return;
  }
}

/** Those filters that the list's own audit line would keep. */
const filtersOf = ({ audited = [] }: Operation, input: Record<string, unknown>): string[] =>
  audited.filter((name) => input[name] !== undefined).map((name) => `${name}=${String(input[name])}`.slice(0, 100));
