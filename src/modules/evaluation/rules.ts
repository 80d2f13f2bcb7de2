import type { Issue } from '../../core/problem.ts';

/** A share in exact decimals: `numerator / denominator` with `places` places, rounded half up. Both are whole and not negative. Pure. */
export function ratio(numerator: number, denominator: number, places: number): string {
  const scaled = (BigInt(numerator) * 10n ** BigInt(places) * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n);
  const digits = String(scaled).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export const grades = [
  [90, '优'],
  [80, '良'],
  [60, '中'],
  [0, '差'],
] as const;

/** The grade of a total of 100. Pure. */
export const gradeOf = (total: number): string => grades.find(([least]) => total >= least)?.[1] ?? '差';

export type Judged = { key: string; name: string; numerator: number; denominator: number; target: string; weight: number };

/** Full marks where the target is met, else in proportion (`weight × actual ÷ target`); null where it can't be said. Pure. */
export function scoreOf({ numerator, denominator, target, weight }: Judged): {
  value: string | null;
  score: string | null;
  met: boolean | null;
} {
  if (denominator === 0) return { value: null, score: null, met: null };
  const target4 = Math.round(Number(target) * 10_000);
  const met = BigInt(numerator) * 10_000n >= BigInt(target4) * BigInt(denominator);
  const score = met ? weight.toFixed(2) : ratio(weight * numerator * 10_000, denominator * target4, 2);
  return { value: ratio(numerator, denominator, 4), score, met };
}

/** What a reader of the figures must know of (rules 98, 99, 101, 102). Pure. */
export function checkFigures(indicators: readonly (Judged & { value: string | null; met: boolean | null })[]): Issue[] {
  const issues: Issue[] = [];
  const total = indicators.reduce((sum, { weight }) => sum + weight, 0);
  const warn = (path: string, rule: string, message: string) => issues.push({ path, message, rule, severity: 'warning' });
  if (total !== 100) warn('weight', 'R98', `指标权重合计为 ${total}，应为 100；总分按现有指标折算`);
  for (const { key, name, numerator, denominator, value, target, met } of indicators) {
    if (denominator === 0) warn(key, 'R99', `“${name}”分母为 0，不参加评分：请先确定计划，或核对是否尚无业务发生`);
    else if (numerator > denominator) warn(key, 'R99', `“${name}”完成数 ${numerator} 大于计划数 ${denominator}，请核实`);
    if (value !== null && Number(value) > Number(target) * 1.3) warn(key, 'R101', `“${name}”完成值明显偏高，目标值可能设定偏低，须说明`);
    if (met === false) warn(key, 'R102', `“${name}”未达到目标，须填写偏差原因及改进措施`);
  }
  return issues;
}

/** A plan that stands is changed for a reason. Pure. */
export function checkPlan(input: { quantity: number; reason?: string | undefined }, previous: number): Issue[] {
  if (input.quantity === previous) return [{ path: 'quantity', message: `计划数已是 ${previous}` }];
  if (previous > 0 && !input.reason?.trim()) return [{ path: 'reason', message: `已有计划 ${previous}，更改须写明理由` }];
  return [];
}
