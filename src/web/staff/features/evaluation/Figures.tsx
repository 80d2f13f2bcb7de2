import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import { dayOf, isDay, minuteOf } from '../../../../core/time.ts';
import { evaluate } from '../../../../modules/evaluation/contract.ts';
import { call } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { Drill, type Drilled } from './Drill.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { Warnings } from './Warnings.tsx';
import { YearField, yearOf } from './YearField.tsx';
import '../../styles/figures.css';

export type Evaluation = OutputOf<typeof evaluate>;

/** 年度指标: the year's figures as of a day, and on demand as they were known at an instant. */
export function Figures() {
  const { filters, set } = useUrlFilters();
  const year = yearOf(filters['year']);
  const asOf = filters['asOf'] && isDay(filters['asOf']) ? filters['asOf'] : lastDayOf(year);
  const knownAt = instantOf(filters['knownAt']);
  const { data, error, isFetching } = useQuery({
    queryKey: [evaluate.name, year, asOf, knownAt],
    queryFn: () => call(evaluate, { year, asOf, knownAt }),
    placeholderData: (before) => before,
    staleTime: 0,
  });
  const [drilled, setDrilled] = useState<Drilled>();
  return (
    <Sheet isPaper={false} note={isFetching ? '正在计算…' : null}>
      <div className="figures">
        <div className="sheet">
          <div className="filters">
            <YearField year={year} onChange={(text) => set({ year: text, asOf: undefined })} />
            <label>
              截止日
              <input
                {...{ className: 'field', type: 'date', min: `${year}-01-01`, max: `${year}-12-31`, value: asOf }}
                onChange={(event) => set({ asOf: event.target.value })}
              />
            </label>
            <label title="按当时台账里已有的记录计算；留空为现在">
              按何时所知
              <input
                {...{
                  className: 'field',
                  type: 'datetime-local',
                  value: filters['knownAt'] ?? '',
                  max: minuteOf(new Date()).replace(' ', 'T'),
                }}
                onChange={(event) => set({ knownAt: event.target.value })}
              />
            </label>
            {filters['knownAt'] ? (
              <button type="button" className="plain-button" onClick={() => set({ knownAt: undefined })}>
                改为现在
              </button>
            ) : null}
          </div>
          <IssueList refusal={error ? refusalOf(error) : undefined} />
          {data ? <IndicatorTable evaluation={data} drill={setDrilled} /> : error ? null : <p className="empty">正在计算…</p>}
          {data?.indicators.length === 0 ? <EmptyState title="没有指标" /> : null}
        </div>
        {data ? (
          <>
            <Warnings warnings={data.warnings} />
            <p className="muted small ledger-note">
              截至 {data.asOf}，按 {formatInstant(data.knownAt)} 所知；依据台账第 {data.ledger.seq} 条
              <span className="hash" title={data.ledger.hash}>
                {data.ledger.hash.slice(0, 12)}
              </span>
              。同样的截止日与所知时间，任何时候算出的结果相同。
            </p>
          </>
        ) : null}
      </div>
      {drilled && data ? <Drill {...{ drilled, evaluation: data, close: () => setDrilled(undefined) }} /> : null}
    </Sheet>
  );
}

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
