import { useState } from 'react';
import { minuteOf } from '../../../../core/time.ts';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { Drill } from './Drill.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { type Drilled, type Evaluation, questionIn, useEvaluation } from './useEvaluation.ts';
import { Warnings } from './Warnings.tsx';
import { YearField } from './YearField.tsx';
import '../../styles/figures.css';

/** 年度指标: the year's figures as of a day, and on demand as they were known at an instant. */
export function Figures() {
  const question = questionIn(useUrlFilters().filters);
  const { data, error } = useEvaluation(question);
  const [drilled, setDrilled] = useState<Drilled>();
  return (
    <Sheet isPaper={false}>
      <div className="figures">
        <div className="sheet">
          <Question {...question} />
          <IssueList refusal={error ? refusalOf(error) : undefined} />
          {data ? <IndicatorTable evaluation={data} drill={setDrilled} /> : null}
          {data || error ? null : <p className="empty">正在计算…</p>}
        </div>
        {data ? <Warnings warnings={data.warnings} /> : null}
        {data ? <Ground evaluation={data} /> : null}
      </div>
      {drilled && data ? <Drill {...{ drilled, evaluation: data, close: () => setDrilled(undefined) }} /> : null}
    </Sheet>
  );
}

function Question({ year, asOf }: { year: number; asOf: string }) {
  const { filters, set } = useUrlFilters();
  const knownAt = filters['knownAt'];
  return (
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
          {...{ className: 'field', type: 'datetime-local', value: knownAt ?? '', max: minuteOf(new Date()).replace(' ', 'T') }}
          onChange={(event) => set({ knownAt: event.target.value })}
        />
      </label>
      {knownAt ? (
        <button type="button" className="plain-button" onClick={() => set({ knownAt: undefined })}>
          改为现在
        </button>
      ) : (
        <span className="muted">现在</span>
      )}
    </div>
  );
}

/** What the figures rest on: the event of the ledger up to which they know. */
const Ground = ({ evaluation: { asOf, knownAt, ledger } }: { evaluation: Evaluation }) => (
  <p className="muted small ledger-note">
    截至 {asOf}，按 {formatInstant(knownAt)} 所知；依据台账第 {ledger.seq} 条
    <span className="hash" title={ledger.hash}>
      {ledger.hash.slice(0, 12)}
    </span>
    。同样的截止日与所知时间，任何时候算出的结果相同。
  </p>
);
