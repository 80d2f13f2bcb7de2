import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { dayOf, isDay } from '../../../../core/time.ts';
import { type drill, evaluate } from '../../../../modules/evaluation/contract.ts';
import { call } from '../../../call.ts';
import { yearOf } from './YearField.tsx';

export type Evaluation = OutputOf<typeof evaluate>;
export type DrillRow = OutputOf<typeof drill>['rows'][number];
/** The figure whose rows are looked at. */
export type Drilled = { measure: string };

/** What the address asks for: the year, the last day that counts, and the instant of knowledge. */
export function questionIn(filters: Readonly<Record<string, string | undefined>>) {
  const year = yearOf(filters['year']);
  const given = filters['asOf'];
  const asOf = given !== undefined && isDay(given) ? given : lastDayOf(year);
  return { year, asOf, knownAt: instantOf(filters['knownAt']) };
}

export const useEvaluation = (question: ReturnType<typeof questionIn>) =>
  useQuery({
    queryKey: [evaluate.name, question.year, question.asOf, question.knownAt],
    queryFn: () => call(evaluate, question),
    placeholderData: (before) => before,
    staleTime: 0,
  });

/** Today within this year, else the year's last day. */
function lastDayOf(year: number): string {
  const today = dayOf(new Date());
  return today.startsWith(String(year)) ? today : `${year}-12-31`;
}

/** `2026-03-02T09:05` in the centre's zone, as an instant; undefined when it is none. */
function instantOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return undefined;
  const instant = new Date(`${text}:00+08:00`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
