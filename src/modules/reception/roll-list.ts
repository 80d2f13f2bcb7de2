import { createHash } from 'node:crypto';
import type { Issue } from '../../core/problem.ts';
import { checkPerson, type PersonInput, storedIdNumber } from '../holdings/rules.ts';
import type { Sheet } from '../packages/index.ts';
import { codeOf, placeOf } from './list-words.ts';
import { guessColumns, normaliseTrackingNo, type RollColumns, type RollField, rollFieldNames, rollFields } from './rules.ts';

/** A sender's list with its title row found, before the columns are given their meaning. */
export type RollTable = { titles: readonly string[]; titlesSha256: string; sheet: Sheet; titleRow: number };

/** One row as the roll keeps it, with what is wrong with it. `person` holds fields of the registration form. */
export type ListedRow = {
  path: string;
  name: string;
  idNumber: string | null;
  trackingNo: string | null;
  letterNo: string | null;
  person: Record<string, string>;
  issues: Issue[];
};

/** What the register knows of the people of a list. */
export type Known = { active: ReadonlyMap<string, string>; namesakes: ReadonlyMap<string, readonly string[]> };

/** The title row is the one with the most known titles among the first 20 rows of all sheets, or the first with several cells. Pure. */
export function findTable(sheets: readonly Sheet[]): RollTable | undefined {
  const heads = sheets.flatMap((sheet) =>
    sheet.rows.slice(0, 20).map((cells, titleRow) => ({
      ...{ sheet, titleRow, titles: cells.map((cell) => cell.trim()) },
      score: Object.keys(guessColumns(cells)).length * 100 + (cells.filter((cell) => cell.trim() !== '').length > 1 ? 1 : 0),
    })),
  );
  const best = heads.reduce<(typeof heads)[number] | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined);
  if (!best || best.score === 0) return undefined;
  const titlesSha256 = createHash('sha256').update(JSON.stringify(best.titles)).digest('hex');
  return { titles: best.titles, titlesSha256, sheet: best.sheet, titleRow: best.titleRow };
}

/** A line under the list: a sum, who made it. */
const isFooter = (cells: readonly string[]) =>
  /^(?:合计|总计|共计|小计|制表|填表|审核|经办|备注|说明)/.test(cells.find((cell) => cell !== '') ?? '');

/** Reads the rows under the titles by their columns. Pure; in the order of the list. */
export function readRows({ sheet, titleRow }: RollTable, columns: RollColumns, fileName: string): ListedRow[] {
  const fields = rollFieldNames.filter((field) => columns[field] !== undefined);
  const rows: ListedRow[] = [];
  for (let index = titleRow + 1; index < sheet.rows.length; index++) {
    const cells = (sheet.rows[index] ?? []).map((cell) => cell.trim());
    const isBlank = fields.every((field) => (cells[columns[field] ?? -1] ?? '') === '');
    if (!isBlank && !isFooter(cells)) rows.push(readRow(cells, fields, columns, placeOf(fileName, sheet, index)));
  }
  return rows;
}

function readRow(cells: readonly string[], fields: readonly RollField[], columns: RollColumns, path: string): ListedRow {
  const row: ListedRow = { path, name: '', idNumber: null, trackingNo: null, letterNo: null, person: {}, issues: [] };
  for (const field of fields) {
    const text = cells[columns[field] ?? -1] ?? '';
    if (text !== '') (own[field] ?? putField)(row, text, field);
  }
  return row;
}

/** What stands in a column of its own in the roll; the rest is kept for the registration form. */
const own: Partial<Record<RollField, (row: ListedRow, text: string) => void>> = {
  name: (row, text) => {
    row.name = text.replace(/(?<=[\u3400-\u9fff])[\s\u3000]+(?=[\u3400-\u9fff])/g, '').slice(0, 60);
  },
  idNumber: (row, text) => {
    row.idNumber = storedIdNumber('resident-id', text).slice(0, 30);
  },
  trackingNo: (row, text) => {
    row.trackingNo = normaliseTrackingNo(text).slice(0, 40);
  },
  letterNo: (row, text) => {
    row.letterNo = text.normalize('NFKC').slice(0, 60);
  },
};

function putField(row: ListedRow, text: string, field: RollField): void {
  const code = codeOf(field, text);
  const isPartDay = (field === 'graduatedOn' || field === 'birthOn') && code !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(code);
  const say = (issue: Omit<Issue, 'path'>) => row.issues.push({ path: row.path, ...issue });
  if (code === undefined) say({ message: `“${rollFields[field][0]}”取值“${text}”不在代码表内，登记时须另选`, rule: 'R10' });
  else if (isPartDay)
    say({ message: `“${rollFields[field][0]}”写作“${text}”，不是完整日期，登记时补全`, rule: 'R35', severity: 'warning' });
  else row.person[field] = code.slice(0, 200);
}

/** Adds to each row what rules 1 to 15 say of its person, and where it stands twice: in the list, or in the register already. Pure. */
export function checkRows(rows: readonly ListedRow[], known: Known, today: string): void {
  const first = new Map<string, ListedRow>();
  for (const row of rows) {
    const key = row.idNumber ?? `${row.name}/${row.person['birthOn'] ?? ''}`;
    const earlier = first.get(key);
    row.issues.push(...personIssues(row, today), ...(earlier ? [twice(row, earlier)] : []), ...knownIssues(row, known));
    if (!earlier) first.set(key, row);
  }
}

function personIssues({ path, name, idNumber, person }: ListedRow, today: string): Issue[] {
  const given = { idType: 'resident-id', ...person, name, idNumber: idNumber ?? '' } as PersonInput;
  const issues = checkPerson(given, today).map((issue) => ({ ...issue, message: `${name}：${issue.message}` }));
  const said = idNumber === null ? issues.filter((issue) => issue.path !== 'person.idNumber') : issues;
  const noId = { message: `${name}：清单未列证件号码，登记时以档案内证件为准`, rule: 'R2', severity: 'warning' as const };
  return [...said, ...(idNumber === null ? [noId] : [])].map((issue) => ({ ...issue, path }));
}

/** Two rows of one number are a fault of the list; two of one name and no number may be two people. */
function twice({ path, name, idNumber }: ListedRow, earlier: ListedRow): Issue {
  const message = `${name}：与${earlier.path.split('!').at(-1) ?? ''}重复`;
  return idNumber === null ? { path, message, rule: 'R7', severity: 'warning' } : { path, message, rule: 'R6' };
}

function knownIssues({ path, name, idNumber, person }: ListedRow, { active, namesakes }: Known): Issue[] {
  const registered = active.get(idNumber ?? '');
  if (registered !== undefined) {
    const message = registered === name ? `${name}：此证件号已有在库档案` : `${name}：此证件号已登记为“${registered}”，姓名不符`;
    return [{ path, message, rule: registered === name ? 'R6' : 'R22' }];
  }
  const code = namesakes.get(`${name}/${birthOf(idNumber, person)}`)?.[0];
  return code === undefined
    ? []
    : [{ path, message: `${name}：与档案 ${code} 姓名、出生日期相同，请核对`, rule: 'R7', severity: 'warning' }];
}

/** The birth date of a row: as the list says it, else as the ID number does; empty when neither. Pure. */
export const birthOf = (idNumber: string | null, person: Readonly<Record<string, string>>): string =>
  person['birthOn'] ?? (idNumber?.length === 18 ? `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}` : '');

/** True when something is wrong with the row that is more than a hint. Pure. */
export const isFaulty = ({ issues }: Pick<ListedRow, 'issues'>): boolean => issues.some(({ severity }) => severity !== 'warning');
