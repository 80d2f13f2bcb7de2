import type { InputOf, OutputOf } from '../../../../core/operation.ts';
import type { getCatalogue, saveDraft } from '../../../../modules/catalogue/contract.ts';
import { categoryOf, joinDate, type Mark, placeItems, splitDate } from '../../../../modules/catalogue/rules/item.ts';
import { compareCategoryCodes } from '../../../../modules/packages/categories.ts';

export type Catalogue = OutputOf<typeof getCatalogue>;
export type Draft = NonNullable<Catalogue['draft']>;
export type DraftRow = Draft['items'][number];
export type SentItem = InputOf<typeof saveDraft>['items'][number];

/** One row of the grid, as its boxes hold it. `key` tells rows apart while they move. */
export type GridRow = {
  key: string;
  id: string | undefined;
  categoryCode: string;
  title: string;
  year: string;
  month: string;
  day: string;
  pageCount: string;
  copyCount: string;
  remark: string;
  marks: Mark[];
};

let given = 0;
const newKey = () => {
  given += 1;
  return `r${given}`;
};

/** A new row; it begins in the category of the row before it. */
export const emptyRow = (categoryCode = ''): GridRow => ({
  ...{ key: newKey(), id: undefined, categoryCode, title: '', year: '', month: '', day: '' },
  ...{ pageCount: '', copyCount: '1', remark: '', marks: [] },
});

export const rowOf = (item: DraftRow): GridRow => ({
  ...{ key: newKey(), id: item.id, categoryCode: item.categoryCode, title: item.title, ...splitDate(item.formedOn) },
  ...{ pageCount: item.pageCount === null ? '' : String(item.pageCount), copyCount: String(item.copyCount) },
  ...{ remark: item.remark ?? '', marks: item.marks },
});

const countOf = (text: string): number | null => (/^\d{1,4}$/.test(text) ? Number(text) : null);

const itemOf = (row: GridRow): SentItem => ({
  ...{ id: row.id, categoryCode: row.categoryCode, title: row.title, formedOn: joinDate(row) || null },
  ...{ pageCount: countOf(row.pageCount), copyCount: countOf(row.copyCount) || 1, remark: row.remark.trim() || null, marks: row.marks },
});

/** A row in which nothing but a category was written: it is neither checked nor kept. */
const isBlank = ({ title, year, month, day, pageCount, remark, marks }: GridRow) =>
  [title, year, month, day, pageCount, remark].every((text) => text.trim() === '') && marks.length === 0;

/** What is written, as the server takes it, and the key of each item's row. */
export function filledOf(rows: readonly GridRow[]): { items: SentItem[]; keys: string[] } {
  const filled = rows.filter((row) => !isBlank(row));
  return { items: filled.map(itemOf), keys: filled.map(({ key }) => key) };
}

/** `4-1-2` by row: the number pencilled on the paper. */
export function labelsOf(rows: readonly GridRow[]): ReadonlyMap<string, string> {
  const { items, keys } = filledOf(rows);
  const labels = new Map<string, string>();
  for (const [code, placed] of placeItems(items))
    for (const { index, sequence } of placed) labels.set(keys[index] ?? '', `${code}-${sequence}`);
  return labels;
}

/** The rows with one moved up (-1) or down (1). */
export function moveRow(rows: readonly GridRow[], key: string, step: -1 | 1): readonly GridRow[] {
  const at = rows.findIndex((row) => row.key === key);
  const [row, other] = [rows[at], rows[at + step]];
  if (!row || !other) return rows;
  return rows.with(at, other).with(at + step, row);
}

export const insertAfter = (rows: readonly GridRow[], key: string | undefined, row: GridRow): readonly GridRow[] => {
  const at = rows.findIndex((each) => each.key === key);
  return rows.toSpliced(at < 0 ? rows.length : at + 1, 0, row);
};

export const copyOf = (row: GridRow): GridRow => ({ ...row, key: newKey(), id: undefined });

/** By category, in catalogue order; rows without one stay at the end. Inside a category nothing moves. */
export function sortRows(rows: readonly GridRow[]): readonly GridRow[] {
  return rows.toSorted((a, b) => {
    const [left, right] = [categoryOf({ ...itemOf(a) }), categoryOf({ ...itemOf(b) })];
    if (left && right) return compareCategoryCodes(left, right);
    return Number(!left) - Number(!right);
  });
}
