import { type CategoryCode, categories, categoryOrder, readCategoryCode } from '../../packages/categories.ts';
import { type PartialDate, readPartialDate } from '../../packages/partial-date.ts';

/**
 * What an arranger sees on the paper and writes down at once, since nobody reopens 32,000 volumes later. `letter` sets the mark
 * from the keyboard.
 */
export const marks = {
  copy: { zh: '复印件', letter: 'F' },
  altered: { zh: '涂改', letter: 'T' },
  sealMissing: { zh: '缺章', letter: 'Z' },
  signatureMissing: { zh: '缺签名', letter: 'Q' },
  pageMissing: { zh: '缺页', letter: 'Y' },
  illegible: { zh: '字迹不清', letter: 'J' },
} as const satisfies Record<string, { zh: string; letter: string }>;
export type Mark = keyof typeof marks;
export const markNames = Object.keys(marks) as Mark[];

/** One row of a catalogue as typed, imported or drafted; nothing is checked yet. `id`: of the item that it continues. */
export type NewItem = {
  id?: string | undefined;
  categoryCode: string;
  /** Inside its category, from 1. Where it is left out, the order of the rows counts. */
  sequence?: number | undefined;
  title: string;
  /** In any shape that `readPartialDate` takes; empty or null: not dated. */
  formedOn: string | null;
  pageCount: number | null;
  /** 份数; 1 where nothing is said. */
  copyCount?: number | undefined;
  remark?: string | null | undefined;
  marks?: readonly Mark[] | undefined;
};

/** One row as a draft keeps it: everything may be wrong still, but nothing is left out. */
export type DraftItem = NewItem & { copyCount: number; remark: string | null; marks: Mark[] };

/** One row of a catalogue as it is kept. */
export type ArrangedItem = {
  id?: string | undefined;
  categoryCode: CategoryCode;
  sequence: number;
  title: string;
  formedOn: PartialDate | null;
  pageCount: number;
  copyCount: number;
  remark: string | null;
  marks: Mark[];
};

/** The category of a row; undefined when it names none, or only heads sub-classes. Pure. */
export function categoryOf({ categoryCode }: NewItem): CategoryCode | undefined {
  const reading = readCategoryCode(categoryCode);
  return 'code' in reading ? reading.code : undefined;
}

/** The date of a row; undefined when it has none or it can't be read. Pure. */
export function dateOf({ formedOn }: NewItem): PartialDate | undefined {
  const reading = readPartialDate(formedOn ?? '');
  return 'value' in reading ? reading.value : undefined;
}

/** `第一类`, `第 4-1 类`, as messages name a category. Pure. */
export const categoryLabel = (code: CategoryCode): string =>
  code.includes('-') ? `第 ${categories[code].numeral} 类` : `第${categories[code].numeral}类`;

export type Placed = { item: NewItem; index: number; sequence: number };

/**
 * Rows by category, in the order they will stand in; `index` is the row's place in `items`. Rows without a valid category are left
 * out, categories without rows too. Pure.
 */
export function placeItems(items: readonly NewItem[]): Map<CategoryCode, Placed[]> {
  const placed = new Map<CategoryCode, Placed[]>();
  for (const code of categoryOrder) {
    const rows = items.flatMap((item, index) => (categoryOf(item) === code ? [{ item, index }] : []));
    const numbered = rows.map((row, place) => ({ ...row, sequence: row.item.sequence ?? place + 1 }));
    if (rows.length > 0)
      placed.set(
        code,
        numbered.sort((a, b) => a.sequence - b.sequence),
      );
  }
  return placed;
}

/** Rows that broke no rule, in catalogue order and in the form they are kept in. Pure. */
export function arrangeItems(items: readonly NewItem[]): ArrangedItem[] {
  return [...placeItems(items)].flatMap(([categoryCode, rows]) =>
    rows.map(({ item, sequence }) => ({
      ...{ id: item.id, categoryCode, sequence, title: item.title.trim(), formedOn: dateOf(item) ?? null },
      ...{ pageCount: item.pageCount ?? 0, copyCount: item.copyCount ?? 1, remark: item.remark?.trim() || null },
      marks: markNames.filter((mark) => item.marks?.includes(mark)),
    })),
  );
}

/** How many items and pages (合计). Rows with nothing but a category aren't counted. Pure. */
export function sumItems(items: readonly NewItem[]): { itemCount: number; pageCount: number } {
  const filled = items.filter(({ title, pageCount }) => title.trim() !== '' || pageCount !== null);
  return { itemCount: filled.length, pageCount: filled.reduce((sum, { pageCount }) => sum + (pageCount ?? 0), 0) };
}

/** The three boxes 年, 月, 日 of a date, each of which may be empty. Pure. */
export function splitDate(text: string | null): { year: string; month: string; day: string } {
  const plain = text ?? '';
  const reading = readPartialDate(plain);
  const [year = '', month = '', day = ''] = ('value' in reading ? reading.value : plain).split('-');
  return { year, month: Number(month) === 0 ? '' : month, day: Number(day) === 0 ? '' : day };
}

/** What the three boxes say, as text: a day without a month comes back as `1999-00-05`, which R35 refuses. Pure. */
export function joinDate({ year, month, day }: { year: string; month: string; day: string }): string {
  if (year === '' && month === '' && day === '') return '';
  if (month === '' && day === '') return year;
  return day === '' ? `${year}-${month}` : `${year}-${month || '00'}-${day}`;
}

/** What a quick key means in the category box: `41` is 4-1, `92` is 9-2, `10` is 10; other text comes back as it is. Pure. */
export function readQuickCategory(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const reading = readCategoryCode(/^[49][1-4]$/.test(plain) ? `${plain[0]}-${plain[1]}` : plain);
  return 'code' in reading ? reading.code : plain;
}
