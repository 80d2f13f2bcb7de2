import type { Issue } from '../../core/problem.ts';
import type { LocalDate } from '../../core/time.ts';
import { type CategoryCode, readCategoryCode, type Scheme } from '../packages/categories.ts';
import { comparePartialDates, readPartialDate } from '../packages/partial-date.ts';
import { categoryLabel, categoryOf, dateOf, type NewItem, type Placed, placeItems } from './rules/item.ts';
import { expectCategories } from './rules/lexicon.ts';
import { checkDateOrder, checkSystemOrder, isBySystem } from './rules/order.ts';

/** 目录状态: `waiting`, nobody has begun; `reopened`, completed once and opened again. */
export const catalogueStates = { waiting: '待整理', drafting: '整理中', completed: '已完成', reopened: '重新整理' } as const;
export type CatalogueState = keyof typeof catalogueStates;

/** Where the rows of a catalogue came from. */
export const origins = { typed: '手工编目', package: '标准数据包', vendor: '加工目录', loose: '散页分配' } as const;
export type Origin = keyof typeof origins;

/** Whose dossier it is: what rules 40, 42 and 43 need to know. */
export type PersonFacts = {
  name: string;
  formerNames: readonly string[];
  birthOn: LocalDate | null;
  /** GB/T 4658 */
  education: string | null;
};

/** What the rules measure with; a centre may have others. */
export type Limits = {
  maxPageCount: number;
  /** Categories in which copies of certificates are usual and need no note (R41). */
  copiesExpectedIn: readonly CategoryCode[];
  /** Highest education (GB/T 4658) from which documents of study are expected (R43): 31 is 大学专科毕业. */
  studiesExpectedUpTo: string;
};
export const defaultLimits: Limits = { maxPageCount: 500, copiesExpectedIn: ['4-1', '4-2', '4-3', '10'], studiesExpectedUpTo: '39' };

/**
 * Everything wrong or odd about a catalogue, rules 30 to 43: rows in their order, then order and duplicates, then what is missing.
 * Paths are `items.3.title`, by the place of the row in `items`, from 0.
 *
 * R42 only sees titles that speak of a 同志; names on the pages themselves are read after scanning. R44 needs no check here: a
 * completed catalogue is changed by opening it again and by nothing else.
 */
export function checkCatalogue(
  items: readonly NewItem[],
  facts: { scheme: Scheme; person: PersonFacts; today: LocalDate },
  limits: Limits = defaultLimits,
): Issue[] {
  if (items.length === 0) return [{ path: 'items', message: '目录没有任何材料' }];
  const placed = placeItems(items);
  const byRow = items.flatMap((item, index) => [
    ...checkCategory(item, index),
    ...checkTitle(item, index, facts.person),
    ...checkPageCount(item, index, limits),
    ...checkDate(item, index, facts),
    ...checkPlace(item, index, facts.scheme),
    ...checkCopy(item, index, limits),
  ]);
  const byCategory = [...placed].flatMap(([code, rows]) => [
    ...checkSequence(code, rows),
    ...(isBySystem(code) ? checkSystemOrder(code, rows) : checkDateOrder(code, rows)),
  ]);
  return [...byRow, ...byCategory, ...checkDuplicates(items), ...checkMissing(placed, facts.person, limits)];
}

function checkCategory({ categoryCode }: NewItem, index: number): Issue[] {
  const reading = readCategoryCode(categoryCode);
  if ('code' in reading) return [];
  const message = 'heading' in reading ? `类号“${categoryCode}”须填写到二级类` : `类号“${categoryCode}”无效；第四、九类须填写到二级类`;
  return [{ path: `items.${index}.categoryCode`, message, rule: 'R30' }];
}

/** Rules 32 and 42. */
function checkTitle({ title }: NewItem, index: number, person: PersonFacts): Issue[] {
  const path = `items.${index}.title`;
  if (title.trim() === '') return [{ path, message: `第 ${index + 1} 条目录材料名称为空`, rule: 'R32' }];
  const isOfOther = title.includes('同志') && ![person.name, ...person.formerNames].some((name) => title.includes(name));
  if (!isOfOther) return [];
  return [{ path, message: `疑似装错材料：“${title}”中没有“${person.name}”或其曾用名`, rule: 'R42', severity: 'warning' }];
}

function checkPageCount({ title, pageCount }: NewItem, index: number, { maxPageCount }: Limits): Issue[] {
  const path = `items.${index}.pageCount`;
  const name = title.trim() || `第 ${index + 1} 条`;
  if (pageCount === null || !Number.isInteger(pageCount) || pageCount < 1)
    return [{ path, message: `材料“${name}”页数不能为空且须大于 0`, rule: 'R33' }];
  if (pageCount > maxPageCount) return [{ path, message: `材料“${name}”有 ${pageCount} 页，超过上限 ${maxPageCount} 页`, rule: 'R33' }];
  return [];
}

/** Rules 34, 35 and 40. */
function checkDate(item: NewItem, index: number, { person, today }: { person: PersonFacts; today: LocalDate }): Issue[] {
  const path = `items.${index}.formedOn`;
  const reading = readPartialDate(item.formedOn ?? '');
  if ('problem' in reading) return [{ path, message: `材料形成时间${reading.problem}`, rule: reading.rule }];
  if ('empty' in reading) return [];
  const { value } = reading;
  if (comparePartialDates(value, today) > 0) return [{ path, message: `材料形成时间“${value}”晚于今天`, rule: 'R34' }];
  if (!person.birthOn || comparePartialDates(value, person.birthOn) >= 0) return [];
  return [{ path, message: `材料形成时间 ${value} 早于本人出生日期 ${person.birthOn}`, rule: 'R40', severity: 'warning' }];
}

/** Rule 38: the title against the category. */
function checkPlace(item: NewItem, index: number, scheme: Scheme): Issue[] {
  const code = categoryOf(item);
  const expected = expectCategories(item.title, scheme);
  if (!code || !expected || expected.codes.includes(code)) return [];
  const [first] = expected.codes;
  if (first === undefined && code !== '2') return [];
  const where = first === undefined ? `在 ${scheme} 版分类中没有类别，请核对` : `疑似应归入${categoryLabel(first)}`;
  return [{ path: `items.${index}.categoryCode`, message: `“${item.title}”${where}`, rule: 'R38', severity: 'warning' }];
}

/** Rule 41: a copy says when it was made and who sealed it. */
function checkCopy(item: NewItem, index: number, { copiesExpectedIn }: Limits): Issue[] {
  const remark = item.remark ?? '';
  const code = categoryOf(item);
  const isCopy = item.marks?.includes('copy') || remark.includes('复印件');
  if (!isCopy || (code && copiesExpectedIn.includes(code))) return [];
  if (/\d{4}/.test(remark) && /章/.test(remark)) return [];
  return [{ path: `items.${index}.remark`, message: '复印件归档须注明复制时间并加盖公章', rule: 'R41', severity: 'warning' }];
}

/** Rule 31. */
function checkSequence(code: CategoryCode, rows: readonly Placed[]): Issue[] {
  const numbers = new Set(rows.map(({ sequence }) => sequence));
  const missing = rows.map((_row, place) => place + 1).filter((number) => !numbers.has(number));
  if (missing.length === 0) return [];
  const [first] = rows.filter(({ sequence }, place) => sequence !== place + 1);
  const path = `items.${first?.index ?? 0}.sequence`;
  return [{ path, message: `${categoryLabel(code)}序号不连续或重复：缺 ${missing.join('、')}`, rule: 'R31' }];
}

/** Rule 39: the same title, date and number of pages twice. Rows without a date don't say enough. */
function checkDuplicates(items: readonly NewItem[]): Issue[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index): Issue[] => {
    const title = item.title.replace(/\s/g, '');
    const date = dateOf(item);
    if (title === '' || date === undefined) return [];
    const key = `${title}|${date}|${item.pageCount}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      return [];
    }
    const message = `疑似重复材料：第 ${first + 1} 条与第 ${index + 1} 条都是“${item.title}”，时间、页数相同`;
    return [{ path: `items.${index}.title`, message, rule: 'R39', severity: 'warning' }];
  });
}

/** Rule 43: no résumé at all, or no paper of study for somebody who has studied. */
function checkMissing(placed: ReadonlyMap<CategoryCode, unknown>, { education }: PersonFacts, { studiesExpectedUpTo }: Limits): Issue[] {
  const missing: Issue[] = [];
  const lacks = (what: string) =>
    missing.push({ path: 'items', message: `缺少${what}，请列入欠缺材料清单`, rule: 'R43', severity: 'warning' });
  if (!placed.has('1')) lacks('履历材料（第一类）');
  if (education && education <= studiesExpectedUpTo && !placed.has('4-1')) lacks('学历学位材料（第 4-1 类）');
  return missing;
}
