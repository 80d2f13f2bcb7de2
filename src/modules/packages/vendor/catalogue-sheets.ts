import type { Issue } from '../../../core/problem.ts';
import { readCategoryCode } from '../categories.ts';
import type { EntryField, HeaderField, RawCatalogue, RawEntry, RawFields } from '../gbt33870/types.ts';
import { tidy } from '../text.ts';
import type { Sheet } from './read-workbook.ts';

/** Column titles by field, without spaces and brackets. Vendors use the words of the printed catalogue or of the standard. */
const entryTitles = {
  category: ['类号', '类别', '类别号', '分类号', '材料类号'],
  sequence: ['序号', '件号', '顺序号', '材料序号'],
  title: ['材料名称', '题名', '名称', '材料题名'],
  formedOn: ['材料形成时间', '材料制成时间', '形成时间', '制成时间', '形成日期', '材料日期', '日期', '时间'],
  pageCount: ['页数', '材料页数', '页码数'],
  remark: ['备注', '说明'],
} as const satisfies Record<EntryField, readonly string[]>;

const headerTitles = {
  personName: ['姓名'],
  sex: ['性别'],
  ethnicity: ['民族', '名族'],
  birthDate: ['出生日期', '出生年月', '出生年月日'],
  idNumber: ['公民身份号码', '身份证号', '身份证号码', '公民身份证号码', '证件号码'],
} as const satisfies Record<HeaderField, readonly string[]>;

export type ReadSheets = { catalogue?: RawCatalogue; issues: Issue[] };

/**
 * Finds the person and the catalogue in the sheets of a vendor: by column titles, in any order, on two sheets or one. The person may
 * also stand in label–value rows, or only in the folder's name. Undefined catalogue when no sheet has the needed columns.
 */
export function readCatalogueSheets(sheets: readonly Sheet[], path: string, folderName: string): ReadSheets {
  const tables = sheets.map((sheet) => ({ sheet, columns: findColumns(sheet) }));
  const table = tables.find(({ columns }) => columns !== undefined);
  if (!table?.columns) {
    const names = sheets.map((sheet) => `“${sheet.name}”`).join('、');
    const message = `“${path}”中没有目录表：各工作表（${names}）前 20 行都找不到含“类号”“材料名称”的标题行；请使用目录模板`;
    return { issues: [{ path, message, rule: 'R56' }] };
  }
  const { sheet, columns } = table;
  const place = sheet.name ? `${path}#${sheet.name}` : path;
  const header = findHeader(sheets, folderName);
  return { catalogue: { header, entries: readRows(sheet, columns, place) }, issues: findMergedIssues(sheet, columns.row, place) };
}

type Columns = { row: number; fields: Map<EntryField, number>; dateParts: number[] };

const plain = (cell: string | undefined): string => (cell ?? '').replace(/[\s\u3000]|[（(].*[）)]/g, '');

function findColumns(sheet: Sheet): Columns | undefined {
  for (const [row, cells] of sheet.rows.slice(0, 20).entries()) {
    const fields = new Map<EntryField, number>();
    for (const [field, titles] of Object.entries(entryTitles) as [EntryField, readonly string[]][]) {
      const column = cells.findIndex((cell) => titles.includes(plain(cell)));
      if (column >= 0) fields.set(field, column);
    }
    if (fields.has('category') && fields.has('title')) return withDateParts(sheet, row, fields);
  }
  return undefined;
}

/** The printed catalogue has 年 月 日 as three columns, in the title row or in a second one below it. */
function withDateParts(sheet: Sheet, row: number, fields: Map<EntryField, number>): Columns {
  for (const candidate of [row, row + 1]) {
    const cells = (sheet.rows[candidate] ?? []).map(plain);
    const parts = [cells.indexOf('年'), cells.indexOf('月'), cells.indexOf('日')];
    if (parts.every((column) => column >= 0)) return { row: candidate, fields, dateParts: parts };
  }
  return { row, fields, dateParts: [] };
}

function readRows(sheet: Sheet, columns: Columns, place: string): RawEntry[] {
  const entries: RawEntry[] = [];
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= columns.row) continue;
    const fields = readFields(cells, columns);
    if (isEntryRow(fields)) entries.push({ path: `${place}!第${index + 1}行`, fields, rawImages: [], optimisedImages: [] });
  }
  return entries;
}

function readFields(cells: readonly string[], columns: Columns): RawFields<EntryField> {
  const fields: RawFields<EntryField> = {};
  for (const [field, column] of columns.fields) fields[field] = tidy(cells[column] ?? '');
  if (columns.dateParts.length > 0) fields.formedOn = joinDate(columns.dateParts.map((column) => tidy(cells[column] ?? '')));
  return fields;
}

function joinDate([year = '', month = '', day = '']: readonly string[]): string {
  if (!month && !day) return year;
  return `${year}-${month || '00'}${day ? `-${day}` : ''}`;
}

/** Rows left blank for later items, and rows that only head a category (“一 履历材料”), are no entries. */
function isEntryRow(fields: RawFields<EntryField>): boolean {
  const { category, sequence, formedOn, pageCount } = fields;
  if (Object.values(fields).every((text) => !text)) return false;
  const hasOnlyHeading = !sequence && !formedOn && !pageCount;
  return !(hasOnlyHeading && category && !('unknown' in readCategoryCode(category)));
}

/** A merged cell gives its value to its first row only; filling the rest in silence would be guessing. */
function findMergedIssues(sheet: Sheet, titleRow: number, place: string): Issue[] {
  const rows = [...new Set(sheet.mergedRows)].filter((row) => row > titleRow && row < sheet.rows.length).sort((a, b) => a - b);
  if (rows.length === 0) return [];
  const shown = `${rows
    .slice(0, 10)
    .map((row) => row + 1)
    .join('、')}${rows.length > 10 ? ' 等' : ''}`;
  const message = `目录表第 ${shown} 行含合并单元格，下面各行没有取到值；请取消合并并逐行填写`;
  return [{ path: place, message, rule: 'R56' }];
}

function findHeader(sheets: readonly Sheet[], folderName: string): RawFields<HeaderField> {
  for (const sheet of sheets) {
    const header = readTable(sheet) ?? readLabels(sheet);
    if (header) return header;
  }
  const found = /^(\D+?)(\d{17}[\dXx]|\d{15})$/.exec(folderName);
  return found ? { personName: found[1] ?? '', idNumber: found[2] ?? '' } : {};
}

const titlesOf = Object.entries(headerTitles) as [HeaderField, readonly string[]][];

/** A title row with 姓名 and the ID number, the person below it. */
function readTable(sheet: Sheet): RawFields<HeaderField> | undefined {
  for (const [row, cells] of sheet.rows.slice(0, 20).entries()) {
    const columns = titlesOf.map(([field, titles]) => [field, cells.findIndex((cell) => titles.includes(plain(cell)))] as const);
    const isTitle =
      columns.some(([field, column]) => field === 'personName' && column >= 0) &&
      columns.some(([field, column]) => field === 'idNumber' && column >= 0);
    const below = sheet.rows[row + 1];
    const found = columns.filter(([, column]) => column >= 0);
    const isLabelRow = found.some(([, column]) =>
      titlesOf.some(([, titles]) => (titles as readonly string[]).includes(plain(below?.[column]))),
    );
    // 姓名 | 张三 | 公民身份号码 | … in one row is read as labels: there the next cell, not the cell below, is the value.
    const isAdjacent = found.every(
      ([, column]) => (cells[column + 1] ?? '') !== '' && !titlesOf.some(([, titles]) => titles.includes(plain(cells[column + 1]))),
    );
    if (isTitle && below && !isLabelRow && !isAdjacent)
      return Object.fromEntries(found.map(([field, column]) => [field, tidy(below[column] ?? '')]));
  }
  return undefined;
}

/** 姓名 with its value in the next cell, anywhere in the first rows. */
function readLabels(sheet: Sheet): RawFields<HeaderField> | undefined {
  const header: RawFields<HeaderField> = {};
  for (const cells of sheet.rows.slice(0, 20)) {
    for (const [column, cell] of cells.entries()) {
      const field = titlesOf.find(([, titles]) => titles.includes(plain(cell)))?.[0];
      if (field) header[field] ||= tidy(cells[column + 1] ?? '');
    }
  }
  return header.personName ? header : undefined;
}
