import { type Level, levelNames, levels } from '../../core/codes/damage-levels.ts';
import type { Issue } from '../../core/problem.ts';
import type { LocalDate } from '../../core/time.ts';

export { type Level, levelNames, levels };

/** 破损迹象. All but 酸化 are shares of the volume in percent; 酸化 is the pH, where low is bad; 字迹 is how much of it can't be read. */
export const signs = {
  mould: { zh: '霉变', unit: '%' },
  insects: { zh: '虫害', unit: '%' },
  stains: { zh: '污染', unit: '%' },
  loss: { zh: '残缺', unit: '%' },
  sticking: { zh: '粘连', unit: '%' },
  acidity: { zh: '酸化', unit: 'pH' },
  writing: { zh: '字迹', unit: '%' },
} as const;
export type Sign = keyof typeof signs;
export const signNames = Object.keys(signs) as Sign[];
export type Signs = Readonly<Partial<Record<Sign, number>>>;

type Thresholds = Readonly<Record<Exclude<Level, 'intact'>, number>>;

/**
 * From which value a sign means at least this level. 特残, 严重 and, for 残缺, 粘连 and 酸化, 中度 as published; where no value is published
 * (中度 of 霉变, 虫害, 污染; 轻度; 字迹) these are Lantai's own, to be changed here.
 * @standard GB/T 42468.1-2023, DA/T 64.1-2017
 */
export const thresholds = {
  mould: { slight: 0.1, moderate: 5, severe: 20, extreme: 30.1 },
  insects: { slight: 0.1, moderate: 5, severe: 20, extreme: 30.1 },
  stains: { slight: 0.1, moderate: 5, severe: 20, extreme: 60.1 },
  loss: { slight: 0.1, moderate: 5, severe: 20, extreme: 40.1 },
  sticking: { slight: 0.1, moderate: 5, severe: 20, extreme: 50.1 },
  acidity: { slight: 6.5, moderate: 6.2, severe: 5.5, extreme: 4.99 },
  writing: { slight: 0.1, moderate: 5, severe: 20, extreme: 50.1 },
} as const satisfies Record<Sign, Thresholds>;

const worstFirst = ['extreme', 'severe', 'moderate', 'slight'] as const;

/** The level that one sign alone means. Pure. */
export function levelOf(sign: Sign, value: number): Level {
  const reaches = (threshold: number) => (sign === 'acidity' ? value <= threshold : value >= threshold);
  return worstFirst.find((level) => reaches(thresholds[sign][level])) ?? 'intact';
}

/** The worst level that the signs mean together. Pure. */
export function gradeOf(found: Signs): Level {
  const each = signNames.map((sign) => (found[sign] === undefined ? 0 : levelNames.indexOf(levelOf(sign, found[sign]))));
  return levelNames[Math.max(...each)] ?? 'intact';
}

type Inspection = { level: Level; signs: Signs; inspectedOn: LocalDate; note?: string | undefined };

/** What is wrong with an inspection. A level better than its signs needs a word; the volume may still be judged worse. Pure. */
export function checkInspection({ level, signs: found, inspectedOn, note }: Inspection, today: LocalDate): Issue[] {
  const meant = gradeOf(found);
  const isBetter = levelNames.indexOf(level) < levelNames.indexOf(meant);
  const isDamaged = levelNames.indexOf(level) > 0;
  return [
    ...(inspectedOn > today ? [{ path: 'inspectedOn', message: '检查日期不能晚于今天', rule: 'condition' }] : []),
    ...(isBetter
      ? [{ path: 'level', message: `所填迹象达到“${levels[meant]}”，不能定为“${levels[level]}”`, rule: 'condition.level' }]
      : []),
    ...(isDamaged && Object.keys(found).length === 0 && !note?.trim()
      ? [{ path: 'note', message: '定为破损的，须填迹象或写明情况', rule: 'condition' }]
      : []),
  ];
}

/** What was seen before a volume left the house is not written down after it is back: it would count for days on which it was away. Pure. */
export const checkSince = (inspectedOn: LocalDate, leftOn: LocalDate | undefined): Issue[] =>
  leftOn !== undefined && inspectedOn < leftOn
    ? [{ path: 'inspectedOn', message: `此卷 ${leftOn} 曾离开本中心，检查日期不能早于该日`, rule: 'condition' }]
    : [];
