import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { findWaiting } from '../../../../modules/consultation/contract.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { consultationColumns } from './consultation-columns.tsx';
import type { ConsultationRow } from './useConsultations.ts';

/** 待审批: applications that nobody has decided yet, or only the first of two. */
export function Waiting() {
  const { page } = useUrlFilters();
  const { data, error, refetch } = useQuery({
    queryKey: [findWaiting.name, page.cursor],
    queryFn: () => call(findWaiting, { before: page.cursor, limit: 50 }),
    placeholderData: (before) => before,
  });
  return (
    <Sheet note="打开查阅单审批；申请人不能审批自己的申请">
      <DataTable
        {...{ label: '待审批', columns: consultationColumns(decide), rows: data?.consultations, error }}
        keyOf={({ id }: ConsultationRow) => id}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有待审批的查阅申请">有人申请查阅时，在这里和工作台提示。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.consultations.length ?? 0} 份
      </KeysetPager>
    </Sheet>
  );
}

const decide = ({ id, number, approvedCount, levelCount }: ConsultationRow) => (
  <Link to="/consultations/$consultationId" params={{ consultationId: id } as never} className="quiet-link" aria-label={`审批：${number}`}>
    审批{levelCount > 1 ? `（${approvedCount + 1}/${levelCount}）` : ''}
  </Link>
);
