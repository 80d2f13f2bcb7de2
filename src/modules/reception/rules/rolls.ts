import type { Issue } from '../../../core/problem.ts';

/** What a column of a sender's list may mean, with the titles that lists write; brackets and spaces in them are forgiven. */
export const rollFields = {
  name: ['姓名', '学生姓名', '毕业生姓名', '档案人姓名'],
  idNumber: ['公民身份号码', '身份证号', '身份证号码', '证件号码', '身份证件号'],
  sex: ['性别'],
  birthOn: ['出生日期', '出生年月日', '出生年月'],
  ethnicity: ['民族'],
  politicalStatus: ['政治面貌'],
  education: ['最高学历', '学历', '学历层次', '培养层次'],
  degree: ['最高学位', '学位'],
  graduatedOn: ['毕业日期', '毕业时间'],
  school: ['毕业院校', '毕业学校', '学校名称', '院校', '学校'],
  phone: ['手机号码', '联系电话', '手机', '手机号', '电话'],
  trackingNo: ['邮件号', '快递单号', '邮件编号', '机要号', '机要编号', 'EMS单号', '运单号'],
  letterNo: ['调档函号', '调档函编号', '函号'],
  remark: ['备注', '说明'],
} as const;
export type RollField = keyof typeof rollFields;
export const rollFieldNames = Object.keys(rollFields) as RollField[];

/** Which column holds which field, from 0. */
export type RollColumns = Readonly<Partial<Record<RollField, number>>>;

/** What became of one row. 有疑问: the envelope is here, its content is not what it should be. */
export const rowStates = { awaited: '待收', registered: '已登记', missing: '缺件', surplus: '多出', doubted: '有疑问' } as const;
export type RowState = keyof typeof rowStates;
export const rollStates = { open: '收件中', closed: '已结清' } as const;
export type RollState = keyof typeof rollStates;

export type RollCounts = Readonly<Record<RowState, number>>;
export const noRows: RollCounts = { awaited: 0, registered: 0, missing: 0, surplus: 0, doubted: 0 };

/** 清单份数, 实收份数 and 未到份数. Pure. */
export const tally = ({ awaited, registered, missing, surplus, doubted }: RollCounts) => ({
  ...{ listed: awaited + registered + missing + doubted, received: registered + surplus + doubted, absent: awaited + missing },
});

/** Which columns a title row seems to have; each column is given to one field at most. Pure. */
export function guessColumns(titles: readonly string[]): RollColumns {
  const columns: Partial<Record<RollField, number>> = {};
  for (const field of rollFieldNames) {
    const names: readonly string[] = rollFields[field];
    const at = titles.findIndex((title, column) => names.includes(plain(title)) && !Object.values(columns).includes(column));
    if (at >= 0) columns[field] = at;
  }
  return columns;
}

const plain = (cell: string) => cell.normalize('NFKC').replace(/[\s*]|[(].*[)]/g, '');

/** A mapping that can be read by: a column for the name, no column twice, none outside the table. Pure. */
export function checkColumns(columns: RollColumns, width: number): Issue[] {
  const issues: Issue[] = [];
  if (columns.name === undefined) issues.push({ path: 'columns.name', message: '请指定“姓名”是哪一列', rule: 'R56' });
  const seen = new Map<number, RollField>();
  for (const [field, column] of Object.entries(columns) as [RollField, number][]) {
    const other = seen.get(column);
    if (column >= width) issues.push({ path: `columns.${field}`, message: `没有第 ${column + 1} 列`, rule: 'R56' });
    if (other !== undefined)
      issues.push({ path: `columns.${field}`, message: `第 ${column + 1} 列已作为“${rollFields[other][0]}”`, rule: 'R56' });
    seen.set(column, field);
  }
  return issues;
}

/** Rules 20 and 23 for a roll about to be closed: what did not come is written down as missing, for a reason. Pure. */
export function checkRollClose(counts: RollCounts, unregistered: number): Issue[] {
  const issues: Issue[] = [];
  if (counts.doubted > 0)
    issues.push({ path: 'rollId', message: `还有 ${counts.doubted} 份有疑问，请先登记，或改为缺件并写明去向`, rule: 'R20' });
  if (unregistered > 0) issues.push({ path: 'rollId', message: `多出的 ${unregistered} 份尚未登记`, rule: 'R20' });
  const { listed, received, absent } = tally(counts);
  if (absent > 0)
    issues.push({ path: 'reason', message: `清单 ${listed} 份，缺 ${absent} 份，将记为缺件`, rule: 'R23', severity: 'warning' });
  else if (received !== listed)
    issues.push({ path: 'reason', message: `清单 ${listed} 份，实收 ${received} 份`, rule: 'R23', severity: 'warning' });
  return issues;
}

/** Why a row may not be registered out of, or marked otherwise; undefined when it may. Pure. */
export function refuseRow(row: { state: RowState; dossierId: string | null; name: string }, rollState: RollState): Issue | undefined {
  if (rollState === 'closed') return { path: 'rollRow', message: '名册已结清；如需继续，请先恢复办理' };
  if (row.dossierId === null) return undefined;
  return { path: 'rollRow', message: `“${row.name}”这一行已登记，请勿重复登记`, rule: 'R6' };
}
