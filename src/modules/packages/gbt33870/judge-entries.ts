import type { Issue } from '../../../core/problem.ts';
import { type CategoryCode, categories, readCategoryCode } from '../categories.ts';
import { type PartialDate, readPartialDate, toCompactDate } from '../partial-date.ts';
import { findUnportableCharacters } from '../text.ts';
import { type EntryField, entryNames, type PackageEntry, type RawEntry } from './types.ts';

/** Pages of one item above which a typing error is likelier than a long item (R33). */
const PAGE_COUNT_LIMIT = 500;

/** Days that systems write for “unknown”: a real item of such a day is rare, a silent default is common. */
const SILENT_DEFAULTS: readonly string[] = ['1990-01-01', '1900-01-01', '1970-01-01'];

export type JudgedEntries = { entries: PackageEntry[]; issues: Issue[] };

/** Reads and judges the entries of a catalogue (R30–R35, R56). `today` is YYYY-MM-DD in the centre's zone. Image paths are kept as given. */
export function judgeEntries(rawEntries: readonly RawEntry[], today: string): JudgedEntries {
  const judged = rawEntries.map((raw, index) => judgeEntry(raw, index + 1, today));
  const entries = judged.map(({ entry }) => entry);
  return { entries, issues: [...judged.flatMap(({ issues }) => issues), ...findSequenceIssues(entries)] };
}

type Judged<Value> = { value?: Value; issues: Issue[] };

function judgeEntry(raw: RawEntry, ordinal: number, today: string): { entry: PackageEntry; issues: Issue[] } {
  const category = judgeCategory(raw);
  const sequence = judgeNumber(raw, 'sequence', 'R31', Number.MAX_SAFE_INTEGER);
  const pageCount = judgeNumber(raw, 'pageCount', 'R33', PAGE_COUNT_LIMIT);
  const formedOn = judgeDate(raw, ordinal, today);
  const title = raw.fields.title ?? '';
  const entry: PackageEntry = {
    ordinal,
    path: raw.path,
    ...(category.value && { categoryCode: category.value }),
    ...(sequence.value && { sequence: sequence.value }),
    title,
    ...(formedOn.value && { formedOn: formedOn.value }),
    ...(pageCount.value && { pageCount: pageCount.value }),
    remark: raw.fields.remark ?? '',
    rawImages: raw.rawImages,
    optimisedImages: raw.optimisedImages,
  };
  const texts = findTextIssues(raw, ordinal, title);
  return {
    entry,
    issues: [...findMissing(raw, ordinal), ...category.issues, ...sequence.issues, ...texts, ...formedOn.issues, ...pageCount.issues],
  };
}

const pathOf = (raw: RawEntry, field: EntryField): string => `${raw.path}/${entryNames[field]}`;

/** Empty text is left to the rule of its own field where there is one; here the element is not there at all, or has no such rule. */
function findMissing(raw: RawEntry, ordinal: number): Issue[] {
  const required: readonly EntryField[] = ['category', 'sequence', 'title', 'formedOn', 'pageCount'];
  const missing = required.filter(
    (field) => raw.fields[field] === undefined || (raw.fields[field] === '' && field !== 'title' && field !== 'formedOn'),
  );
  return missing.map((field) => {
    const message = `第${ordinal}个档案目录条目中“${entryNames[field]}”不存在或为空，请补填`;
    return { path: pathOf(raw, field), message, rule: 'R56' };
  });
}

function judgeCategory(raw: RawEntry): Judged<CategoryCode> {
  const text = raw.fields.category;
  if (!text) return { issues: [] };
  const reading = readCategoryCode(text);
  if ('code' in reading) return { value: reading.code, issues: [] };
  const hint = 'heading' in reading ? subclassHint(raw) : '';
  const message = `类号“${text}”无效；第四、九类须填写到二级类（4-1 至 4-4、9-1 至 9-4）${hint}`;
  return { issues: [{ path: pathOf(raw, 'category'), message, rule: 'R30' }] };
}

/** Exporters that drop the sub-class often keep it in the file names: told to the clerk, never taken by itself. */
function subclassHint(raw: RawEntry): string {
  const found = [...raw.rawImages, ...raw.optimisedImages].map((image) => /(?:^|\/)([49]-[1-4])-\d+[-_]\d+/.exec(image)?.[1]).find(Boolean);
  return found ? `；图像文件名提示为 ${found}，请核对后填写` : '';
}

function judgeNumber(raw: RawEntry, field: 'sequence' | 'pageCount', rule: string, limit: number): Judged<number> {
  const text = raw.fields[field];
  if (!text) return { issues: [] };
  const value = /^\d{1,9}(\.0+)?$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : 0;
  if (value >= 1 && value <= limit) return { value, issues: [] };
  const title = raw.fields.title ?? '';
  const bound = limit === PAGE_COUNT_LIMIT ? `，不超过 ${limit}` : '';
  const message = `材料“${title}”的${entryNames[field]}“${text}”无效，须为大于0的整数${bound}`;
  return { issues: [{ path: pathOf(raw, field), message, rule }] };
}

function judgeDate(raw: RawEntry, ordinal: number, today: string): Judged<PartialDate> {
  const text = raw.fields.formedOn;
  const path = pathOf(raw, 'formedOn');
  if (text === undefined) return { issues: [] };
  const reading = readPartialDate(text);
  // An error here would teach exporters to invent a date, as some do; a reason is asked instead.
  if ('empty' in reading) {
    const message = `第${ordinal}个档案目录条目中“${entryNames.formedOn}”为空；材料上确无日期的请说明`;
    return { issues: [{ path, message, rule: 'R56', severity: 'warning' }] };
  }
  if ('problem' in reading) {
    return {
      issues: [
        { path, message: `材料形成时间${reading.problem}`, rule: reading.rule, ...(reading.rule === 'R35' && { severity: 'warning' }) },
      ],
    };
  }
  if (reading.value > today) return { issues: [{ path, message: `材料形成时间“${text}”晚于今天，请核对材料上的日期`, rule: 'R34' }] };
  if (!SILENT_DEFAULTS.includes(reading.value)) return { value: reading.value, issues: [] };
  const message = `材料形成时间 ${toCompactDate(reading.value)} 疑似系统自动填充的缺省值；请核对材料原件，无日期的应留空`;
  return { value: reading.value, issues: [{ path, message, rule: 'R34', severity: 'warning' }] };
}

function findTextIssues(raw: RawEntry, ordinal: number, title: string): Issue[] {
  const path = pathOf(raw, 'title');
  const empty = raw.fields.title === '' ? [{ path, message: `第${ordinal}条目录材料名称为空，请按材料标题补填`, rule: 'R32' }] : [];
  const remark = findUnportableCharacters(raw.fields.remark ?? '', entryNames.remark, pathOf(raw, 'remark'));
  return [...empty, ...findUnportableCharacters(title, entryNames.title, path), ...remark];
}

/** R31: inside a category numbers run 1, 2, 3 … without gap or repeat. One issue a category. */
function findSequenceIssues(entries: readonly PackageEntry[]): Issue[] {
  const groups = Map.groupBy(
    entries.filter((entry) => entry.sequence !== undefined),
    (entry) => entry.categoryCode,
  );
  const issues: Issue[] = [];
  for (const [code, group] of groups) if (code) issues.push(...findGaps(code, group));
  return issues;
}

function findGaps(code: CategoryCode, group: readonly PackageEntry[]): Issue[] {
  const numbers = group.map((entry) => entry.sequence ?? 0);
  const present = new Set(numbers);
  // Past the number of entries one typing error (1999 for 19) would list a thousand gaps.
  const missing = Array.from({ length: group.length }, (_, index) => index + 1).filter((number) => !present.has(number));
  const repeated = [...new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index))];
  if (missing.length === 0 && repeated.length === 0) return [];
  const parts = [
    missing.length > 0 ? `缺${missing.slice(0, 20).join('、')}` : '',
    repeated.length > 0 ? `重复${repeated.slice(0, 20).join('、')}` : '',
  ];
  const message = `第${categories[code].numeral}类序号不连续或重复：${parts.filter(Boolean).join('，')}；请从 1 起连续编号`;
  return [{ path: `${group[0]?.path ?? ''}/${entryNames.sequence}`, message, rule: 'R31' }];
}
