import { useQuery } from '@tanstack/react-query';
import { getIntactRatio } from '../../../../modules/condition/contract.ts';
import { levels } from '../../../../modules/condition/rules.ts';
import { call } from '../../../call.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { InspectForm } from './InspectForm.tsx';
import { Inspections } from './Inspections.tsx';
import { NotInspected } from './NotInspected.tsx';
import '../../styles/desk.css';
import '../../styles/condition.css';

const views = { all: '检查记录', never: '未检', overdue: '逾期未检' } as const;
type View = keyof typeof views;

/** 完好检查: inspect one volume after the other, and what that comes to on any day. */
export function Condition() {
  const canInspect = may(useSession(), 'condition.inspect');
  const { filters, set } = useUrlFilters();
  const asOf = filters['asOf'];
  const { data } = useQuery({ queryKey: [getIntactRatio.name, asOf], queryFn: () => call(getIntactRatio, { asOf }) });
  const view: View = filters['view'] === 'never' || filters['view'] === 'overdue' ? filters['view'] : 'all';
  return (
    <Sheet>
      <div className="condition-head">
        <label>
          截至
          <input
            type="date"
            className="field"
            value={asOf ?? ''}
            onChange={(event) => set({ asOf: event.target.value || undefined }, true)}
          />
        </label>
        {data ? (
          <span role="status">
            完好率 <b>{data.ratio === null ? '—' : `${(Number(data.ratio) * 100).toFixed(2)}%`}</b>
            <span className="muted">
              {data.asOf}：{data.intact} 卷不差于“{levels[data.maxLevel]}”，共 {data.total} 卷，检查过 {data.inspected} 卷；未检不计为完好
            </span>
          </span>
        ) : null}
      </div>
      <div className={canInspect ? 'accept condition' : 'condition-list'}>
        {canInspect ? <InspectForm /> : null}
        <div className="accept-list">
          <Tabs
            label="完好检查"
            choices={(Object.keys(views) as View[]).map((value) => ({ value, title: views[value] }))}
            value={view}
            onChange={(chosen) => set({ view: chosen === 'all' ? undefined : chosen, level: undefined })}
          />
          {view === 'never' ? <NotInspected /> : <Inspections key={view} {...{ isOverdue: view === 'overdue', canInspect }} />}
        </div>
      </div>
    </Sheet>
  );
}
