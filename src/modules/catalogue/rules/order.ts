import type { Issue } from '../../../core/problem.ts';
import { type CategoryCode, categories } from '../../packages/categories.ts';
import { comparePartialDates } from '../../packages/partial-date.ts';
import { categoryLabel, dateOf, type Placed } from './item.ts';

type Rank = { words: readonly string[]; rank: number /** Begins a new set, so it may follow anything. */; isHead?: boolean };

/** The order inside the categories that are ordered by system. @standard 组通字〔1991〕11号, as practised */
const systems: Readonly<Record<'5' | '6' | '8', readonly Rank[]>> = {
  '5': [
    { words: ['批复'], rank: 0, isHead: true },
    { words: ['结论', '认定表', '审核登记表', '审计报告', '审计结果'], rank: 1, isHead: true },
    { words: ['本人意见', '申请', '本人说明'], rank: 2 },
    { words: ['调查报告', '调查'], rank: 3 },
    { words: ['证明', '证明材料'], rank: 4 },
    { words: ['检讨', '检查材料', '交代'], rank: 5 },
  ],
  '6': [
    { words: ['志愿书'], rank: 0 },
    { words: ['申请书', '申请'], rank: 1 },
    { words: ['转正申请书', '转正申请', '转正材料'], rank: 2 },
    { words: ['登记表'], rank: 3 },
  ],
  '8': [
    { words: ['决定', '决定书', '结论', '判决书', '裁定书'], rank: 0, isHead: true },
    { words: ['本人意见', '申诉'], rank: 1 },
    { words: ['调查报告', '调查'], rank: 2 },
    { words: ['证明', '证明材料'], rank: 3 },
    { words: ['检讨', '检查材料', '交代'], rank: 4 },
  ],
};
const PARTIES = /民主党派|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟/;

/** Rule 36: by the day of forming, as far as the dates are certain; undated rows stand anywhere. Pure. */
export function checkDateOrder(code: CategoryCode, rows: readonly Placed[]): Issue[] {
  const dated = rows.flatMap((row) => {
    const date = dateOf(row.item);
    return date === undefined ? [] : [{ ...row, date }];
  });
  return dated.flatMap(({ item, index, date }, place): Issue[] => {
    const later = dated.slice(0, place).find((before) => comparePartialDates(before.date, date) > 0);
    if (!later) return [];
    const message = `${categoryLabel(code)}未按形成时间排序：“${later.item.title}”（${later.date}）在“${item.title}”（${date}）之前`;
    return [{ path: `items.${index}.formedOn`, message, rule: 'R36', severity: 'warning' }];
  });
}

/** Rule 37: by system; titles that say nothing about their rank stand anywhere. Pure. */
export function checkSystemOrder(code: '5' | '6' | '8', rows: readonly Placed[]): Issue[] {
  const issues: Issue[] = [];
  let last: { title: string; rank: number } | undefined;
  for (const { item, index } of rows) {
    const found = rankOf(code, item.title);
    if (!found) continue;
    const rank = code === '6' ? groupOf(item.title) * 10 + found.rank : found.rank;
    if (last && rank < last.rank && !found.isHead) {
      const message = `${categoryLabel(code)}材料未按系统顺序排列：“${item.title}”应在“${last.title}”之前`;
      issues.push({ path: `items.${index}.title`, message, rule: 'R37', severity: 'warning' });
    }
    last = { title: item.title, rank };
  }
  return issues;
}

export const isBySystem = (code: CategoryCode): code is '5' | '6' | '8' => categories[code].order === 'bySystem';

/** 团, 党, 民主党派, in this order. */
const groupOf = (title: string): number => {
  if (PARTIES.test(title)) return 2;
  return title.includes('团') ? 0 : 1;
};

/** The word that stands last in a title says what it is (关于政审结论的本人意见); of two that end together, the longer. */
function rankOf(code: '5' | '6' | '8', title: string): Rank | undefined {
  let best: { end: number; length: number; rank: Rank } | undefined;
  for (const rank of systems[code])
    for (const word of rank.words) {
      const at = title.lastIndexOf(word);
      if (at < 0) continue;
      const end = at + word.length;
      if (!best || end > best.end || (end === best.end && word.length > best.length)) best = { end, length: word.length, rank };
    }
  return best?.rank;
}
