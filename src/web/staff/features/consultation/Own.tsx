import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { findOwn } from '../../../../modules/consultation/contract.ts';
import { consultationStates } from '../../../../modules/consultation/rules.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { stateIn } from '../digitisation/state-in.ts';
import { consultationColumns } from './consultation-columns.tsx';
import type { ConsultationRow } from './useConsultations.ts';

/** 我的阅档: what one applied for, and what one may read. */
export function Own() {
  const { filters, set, page } = useUrlFilters();
  const state = stateIn(consultationStates, filters['state']);
  const { data, error, refetch } = useQuery({
    queryKey: [findOwn.name, state, page.cursor],
    queryFn: () => call(findOwn, { state, before: page.cursor, limit: 50 }),
    placeholderData: (before) => before,
  });
  return (
    <Sheet note="申请获批后在这里开始查阅">
      <div className="filters">
        <FilterChips label="状态" choices={consultationStates} value={state} onChange={(chosen) => set({ state: chosen })} />
      </div>
      <DataTable
        {...{ label: '我的阅档', columns: consultationColumns(step), rows: data?.consultations, error }}
        keyOf={({ id }: ConsultationRow) => id}
        onRetry={() => void refetch()}
        empty={
          <EmptyState
            title={state ? `没有“${consultationStates[state]}”的查阅单` : '还没有申请过查阅'}
            action={<Link to={'/search' as string}>去查档</Link>}
          >
            查到档案后点“申请查阅”；批准后从这里开始。
          </EmptyState>
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.consultations.length ?? 0} 份
      </KeysetPager>
    </Sheet>
  );
}

/** What can be done next with a row. */
function step({ id, state, number }: ConsultationRow) {
  if (state !== 'granted' && state !== 'reading') return null;
  const [to, title] =
    state === 'reading' ? ['/consultations/$consultationId/read', '继续查阅'] : ['/consultations/$consultationId', '去查阅'];
  return (
    <Link to={to as string} params={{ consultationId: id } as never} className="quiet-link" aria-label={`${title}：${number}`}>
      {title}
    </Link>
  );
}
