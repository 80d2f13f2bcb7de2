import { Problem } from '../../../core/problem.ts';
import type { Actor } from '../../../core/scope.ts';
import { minuteOf } from '../../../core/time.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { workbookFile } from '../../../platform/workbook.ts';
import { nameUsers, unitName } from '../../accounts/index.ts';
import * as contract from '../contract.ts';
import { REPORT_PAPER, SHEET_PAPER } from '../paper.ts';
import { type Category, categories, resolutions, stocktakeStates } from '../rules.ts';
import * as scans from '../store/scans.ts';
import * as store from '../store/stocktakes.ts';

const MOST_TICKS = 3000; // a rack of 60 levels; more is printed rack by rack
const MOST_LINES = 2000;
const MOST_ROWS = 100_000;

export const printSheet = answer(contract.printSheet, async ({ tx, now, actor }, { stocktakeId, rack }) => {
  const row = await get(tx, stocktakeId);
  const lines = await scans.findSheetLines(tx, stocktakeId, rack, MOST_TICKS + 1);
  if (lines.length > MOST_TICKS)
    throw new Problem('rule_broken', 'too long', [{ path: 'rack', message: `一次最多打印 ${MOST_TICKS} 卷，请填架号逐架打印` }]);
  const shelves = new Map<string, { address: string; lines: { position: string; barcode: string; mark: string }[] }>();
  for (const { address, place, barcode, volumeState } of lines) {
    const shelf = shelves.get(address) ?? { address, lines: [] };
    shelf.lines.push({ position: place?.slice(address.length + 1) ?? '', barcode, mark: volumeState === 'out' ? '（出库）' : '' });
    shelves.set(address, shelf);
  }
  const paper = {
    ...(await headOf(tx, actor, now, '库房盘点表', row)),
    baseline: minuteOf(row.baselineAt),
    shelves: [...shelves.values()],
  };
  return { mime: 'application/pdf', fileName: '盘点表.pdf', bytes: typeset(SHEET_PAPER, paper) };
});

export const printReport = answer(contract.printReport, async ({ tx, now, actor }, { stocktakeId }) => {
  const row = await get(tx, stocktakeId);
  const { counts } = await store.countResults(tx, stocktakeId);
  const lines = await scans.findResults(tx, stocktakeId, { limit: MOST_LINES + 1 });
  const names = await nameUsers(tx, [row.openedBy, row.submittedBy ?? '', row.closedBy ?? '']);
  const by = (id: string | null) => (id ? names(id) : '');
  const paper = {
    ...(await headOf(tx, actor, now, '库房盘点报告', row)),
    facts: [
      ['范围', rangeOf(row)],
      ['状态', stocktakeStates[row.state]],
      ['基线', minuteOf(row.baselineAt)],
      ['账面', `${row.shelfCount} 层 ${row.volumeCount} 卷`],
      ['开始', by(row.openedBy)],
      ['送复核', by(row.submittedBy)],
      ['复核', by(row.closedBy)],
      ['结束', row.closedAt ? minuteOf(row.closedAt) : ''],
    ],
    counts: (Object.keys(categories) as Category[]).map((category) => [categories[category], counts[category] ?? 0]),
    lines: lines.slice(0, MOST_LINES).map((line) => ({
      ...{ barcode: line.barcode, category: wordOf(line), place: line.nowPlace ?? line.place ?? '', seenAt: line.seenAddress ?? '' },
      settled: settledOf(line),
    })),
    more: lines.length > MOST_LINES ? `差异多于 ${MOST_LINES} 条，其余见导出的 Excel。` : '',
  };
  return { mime: 'application/pdf', fileName: '盘点报告.pdf', bytes: typeset(REPORT_PAPER, paper) };
});

export const exportResults = answer(contract.exportResults, async ({ tx }, { stocktakeId }) => {
  await get(tx, stocktakeId);
  const lines = await scans.findResults(tx, stocktakeId, { limit: MOST_ROWS });
  const head = ['条码', '情况', '基线库位', '现账面库位', '所见之层', '处理'];
  const rows = lines.map((line) => [line.barcode, wordOf(line), line.place, line.nowPlace, line.seenAddress, settledOf(line)]);
  return workbookFile('盘点差异.xlsx', [{ name: '盘点差异', widths: [24, 14, 26, 26, 24, 40], rows: [head, ...rows] }]);
});

async function get(tx: Scoped, id: string): Promise<store.StocktakeRow> {
  const row = await store.getStocktake(tx, id);
  if (!row) throw new Problem('not_found', `stocktake ${id}`);
  return row;
}

const headOf = async (tx: Scoped, actor: Actor, now: Date, title: string, { name }: store.StocktakeRow) => ({
  ...{ title, name, unit: await unitName(tx), printedBy: actor.displayName, printedAt: minuteOf(now) },
});

const rangeOf = ({ roomCode, zone, firstRack, lastRack }: store.StocktakeRow) =>
  `${roomCode}${zone === null ? ' 全部' : ` ${zone} 区`}${firstRack === null ? '' : ` ${firstRack} 至 ${lastRack} 架`}`;

const wordOf = ({ category }: scans.LineRow) => (category ? categories[category] : '');

const settledOf = ({ resolution, note }: scans.LineRow) =>
  [resolution ? resolutions[resolution] : '', note ?? ''].filter(Boolean).join('：');
