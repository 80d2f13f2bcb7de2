import type { Issue } from '../../core/problem.ts';
import type { Sheet } from '../packages/index.ts';
import { codeOf, placeOf } from './list-words.ts';

/** Titles by field, as centres and the ministry's form write them; brackets and spaces are forgiven. */
const titles = {
  name: ['姓名'],
  idNumber: ['公民身份号码', '身份证号', '身份证号码', '证件号码'],
  sex: ['性别'],
  birthOn: ['出生日期', '出生年月日'],
  ethnicity: ['民族'],
  politicalStatus: ['政治面貌'],
  phone: ['手机号码', '联系电话', '手机'],
  education: ['最高学历', '学历'],
  school: ['毕业院校', '毕业学校'],
  employer: ['工作单位'],
  identity: ['人员身份'],
  custody: ['存档性质'],
  previousInstitution: ['原存档单位名称', '原存档单位'],
  inReason: ['转入原因'],
} as const;
type Field = keyof typeof titles;

/** What a column is called, by the field that a message is about (`person.name`). */
export const columnTitle = (field: string): string => titles[(field.split('.').at(-1) ?? '') as Field]?.[0] ?? field;

/** One row as it was read, its words turned into codes. */
export type ListedRow = { path: string; fields: Partial<Record<Field, string>>; notes: string[]; issues: Issue[] };

/**
 * Reads the first sheet that has a name and an ID number in its title row. Words that are in no code table are issues of their row. Pure.
 */
export function readPeopleSheets(sheets: readonly Sheet[], fileName: string): { rows: ListedRow[]; issues: Issue[] } {
  for (const sheet of sheets) {
    for (const [titleRow, cells] of sheet.rows.slice(0, 20).entries()) {
      const columns = findColumns(cells);
      if (!columns.has('name') || !columns.has('idNumber')) continue;
      const rows = sheet.rows.flatMap((row, index) =>
        index > titleRow && row.some((cell) => cell.trim() !== '') ? [readRow(row, columns, placeOf(fileName, sheet, index))] : [],
      );
      return { rows, issues: [] };
    }
  }
  const message = `“${fileName}”中没有人员名册：各工作表前 20 行都找不到含“姓名”“公民身份号码”的标题行`;
  return { rows: [], issues: [{ path: fileName, message, rule: 'R56' }] };
}

const plain = (cell: string) => cell.replace(/[\s\u3000]|[（(].*[）)]/g, '');

function findColumns(cells: readonly string[]): Map<Field, number> {
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(titles) as [Field, readonly string[]][]) {
    const at = cells.findIndex((cell) => names.includes(plain(cell)));
    if (at >= 0) columns.set(field, at);
  }
  return columns;
}

function readRow(cells: readonly string[], columns: ReadonlyMap<Field, number>, path: string): ListedRow {
  const row: ListedRow = { path, fields: {}, notes: [], issues: [] };
  for (const [field, at] of columns) {
    const text = (cells[at] ?? '').trim();
    if (text === '') continue;
    const code = codeOf(field, text);
    if (code !== undefined) row.fields[field] = code;
    else row.issues.push({ path, message: `“${titles[field][0]}”取值“${text}”不在代码表内`, rule: 'R10' });
  }
  // a list names no unit that could be checked (R13); what it says is kept in the remark
  if (row.fields.custody === '集体委托' || row.fields.custody === '单位委托')
    row.notes.push(`名册存档性质为${row.fields.custody}，单位立户后请更正`);
  return row;
}
