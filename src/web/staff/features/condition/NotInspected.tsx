import { useQuery } from '@tanstack/react-query';
import { findUninspected } from '../../../../modules/condition/contract.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { DossierLink } from '../stocktake/DossierLink.tsx';
import type { Uninspected } from './useCondition.ts';

/** 未检: in the store, and never looked at. */
export function NotInspected() {
  const { page } = useUrlFilters();
  const { data, error, refetch } = useQuery({
    queryKey: [findUninspected.name, page.cursor],
    queryFn: () => call(findUninspected, { after: page.cursor, limit: 50 }),
    placeholderData: (before) => before,
  });
  return (
    <>
      <DataTable
        {...{ label: '未检的卷', columns, rows: data?.volumes, keyOf: ({ id }: Uninspected) => id, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="在库的卷都检查过">新上架的卷会出现在这里；未检的卷不计为完好。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next} />
    </>
  );
}

const columns: Column<Uninspected>[] = [
  {
    ...{ key: 'barcode', title: '卷条码', width: 220 },
    render: ({ barcode, dossierId }) => (
      <span className="code">
        <DossierLink {...{ dossierId, text: barcode }} />
      </span>
    ),
  },
  { key: 'place', title: '库位', render: ({ place }) => <span className="code">{place ?? '—'}</span> },
];
