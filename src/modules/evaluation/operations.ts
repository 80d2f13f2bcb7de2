import { eventKinds } from '../../core/events.ts';
import { Problem, refuse } from '../../core/problem.ts';
import { dayOf } from '../../core/time.ts';
import { answer, implement } from '../../platform/run.ts';
import * as contract from './contract.ts';
import { type Indicator, indicators } from './indicators.ts';
import { measureNames, type Work, workNames, works } from './measures.ts';
import { checkFigures, checkPlan, gradeOf, ratio, scoreOf } from './rules.ts';
import * as store from './store.ts';

export const setPlan = implement(contract.setPlan, async ({ tx, now }, { year, work, quantity, reason }) => {
  await store.lockPlans(tx);
  const { seq } = await store.headAt(tx);
  const measure = `plan.${work}`;
  const window = { first: '0001-01-01', last: '9999-12-31', seq };
  const previous = (await store.sumMeasures(tx, window, [measure], year)).get(measure) ?? 0;
  refuse(checkPlan({ quantity, reason }, previous));
  const data = { year, work, quantity, previous, reason: reason || null };
  const subject = { kind: 'plan', id: `${year}/${work}` };
  return { result: { previous }, events: [{ type: 'plan.set', occurredAt: now, subject, dims: { year: String(year), work }, data }] };
});

export const findPlans = answer(contract.findPlans, async ({ tx }, { year }) => {
  const rows = await store.findPlanEvents(tx, year);
  const history = rows.map(({ seq, at, actorId, data }) => {
    const { work, quantity, previous, reason } = data as { work: Work; quantity: number; previous: number; reason: string | null };
    return { seq: Number(seq), at: at.toISOString(), work, quantity, previous, reason, actor: actorId };
  });
  const plans = workNames.map((work) => ({ work, quantity: history.find((row) => row.work === work)?.quantity ?? 0 }));
  return { plans, history };
});

export const evaluate = answer(contract.evaluate, async ({ tx, now }, { year, asOf, knownAt }) => {
  const ledger = await store.headAt(tx, knownAt === undefined ? undefined : new Date(knownAt));
  const measures = indicators.flatMap(({ numerator, denominator }) => [...numerator, ...denominator]);
  const sums = await store.sumMeasures(tx, windowOf(year, asOf, ledger.seq), measures, year);
  const judged = indicators.map((indicator) => judge(indicator, sums));
  const counted = judged.filter(({ score }) => score !== null);
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  const hundredths = counted.reduce((sum, { score }) => sum + Math.round(Number(score) * 100), 0);
  const total = weights === 0 ? null : ratio(hundredths, weights, 2);
  return {
    ...{ year, asOf, knownAt: knownAt === undefined ? now.toISOString() : new Date(knownAt).toISOString() },
    indicators: judged.map((indicator) => ({ ...indicator, weight: indicator.weight.toFixed(2) })),
    money: { budget: null, paid: null, executionRate: null },
    ...{ total, grade: total === null ? null : gradeOf(Number(total)) },
    warnings: [...checkFigures(judged), { path: 'money', message: '尚未登记项目资金，预算执行率未列入' }],
    ledger,
  };
});

export const drill = answer(contract.drill, async ({ tx }, { year, asOf, measure, seq, after, limit }) => {
  const name = measureNames[measure];
  if (name === undefined) throw new Problem('not_found', `measure ${measure}`, [{ path: 'measure', message: `没有度量 ${measure}` }]);
  const window = windowOf(year, asOf, seq);
  const total = (await store.sumMeasures(tx, window, [measure], year)).get(measure) ?? 0;
  const found = await store.findRows(tx, window, measure, year, after === undefined ? undefined : readKey(after), limit + 1);
  const rows = found.slice(0, limit).map(({ place: _place, ...row }) => ({
    ...row,
    ...{
      seq: Number(row.seq),
      amount: Number(row.amount),
      typeName: eventKinds[row.type]?.zh ?? row.type,
      recordedAt: row.recordedAt.toISOString(),
    },
    ...{ isLate: dayOf(row.recordedAt) > row.day, correctsSeq: row.correctsSeq === null ? null : Number(row.correctsSeq) },
  }));
  const last = found[limit - 1];
  return { measure, name, total, rows, next: found.length > limit && last ? `${last.day}_${last.seq}_${last.place}` : null };
});

/** The year up to the day asked for; a day after the year's end sees the whole year. */
const windowOf = (year: number, asOf: string, seq: number): store.Window => ({
  first: `${year}-01-01`,
  last: asOf < `${year}-12-31` ? asOf : `${year}-12-31`,
  seq,
});

function readKey(after: string): store.RowKey {
  const [day = '', seq, place] = after.split('_');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Problem('invalid_input', 'after', [{ path: 'after', message: '页码标记无效' }]);
  return { day, seq: Number(seq), place: Number(place) };
}

function judge(indicator: Indicator, sums: ReadonlyMap<string, number>) {
  const { key, name, level1, level2, formula, target, weight } = indicator;
  const parts = indicator.numerator.map((numeratorMeasure, i) => {
    const denominatorMeasure = indicator.denominator[i] ?? '';
    const denominator = sums.get(denominatorMeasure) ?? 0;
    const isCounted = !indicator.byWork || denominator > 0;
    const done = isCounted ? (sums.get(numeratorMeasure) ?? 0) : 0;
    return {
      name: indicator.byWork ? works[workNames[i] ?? 'keep'] : name,
      numeratorMeasure,
      denominatorMeasure,
      numerator: done,
      denominator,
    };
  });
  const numerator = parts.reduce((sum, part) => sum + part.numerator, 0);
  const denominator = parts.reduce((sum, part) => sum + part.denominator, 0);
  const judged = { key, name, numerator, denominator, target, weight };
  return { ...judged, level1, level2, formula, ...scoreOf(judged), parts };
}
