import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findMissing } from '../../../../modules/stocktake/contract.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { DossierLink } from './DossierLink.tsx';

type Row = OutputOf<typeof findMissing>['volumes'][number];

/** 缺: on the books, not on the shelf, and not found since. */
export function MissingVolumes() {
  const { page } = useUrlFilters();
  const { data, error, refetch } = useQuery({
    queryKey: [findMissing.name, page.cursor],
    queryFn: () => call(findMissing, { after: page.cursor, limit: 100 }),
  });
  return (
    <>
      <DataTable
        {...{ label: '在查的缺失卷', columns, rows: data?.volumes, keyOf: ({ id }: Row) => id, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有缺失的卷">盘点确认缺失的卷列在这里；以后盘到、移位或归还，即自动销去。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next} />
    </>
  );
}

const columns: Column<Row>[] = [
  { key: 'barcode', title: '卷条码', width: 220, render: ({ barcode }) => <span className="code">{barcode}</span> },
  {
    key: 'dossier',
    title: '档案',
    width: 180,
    render: ({ dossierId, referenceCode }) => <DossierLink {...{ dossierId, text: referenceCode }} />,
  },
  { key: 'place', title: '账面库位', width: 220, render: ({ place }) => <span className="code">{place ?? '—'}</span> },
  { key: 'since', title: '确认缺失', width: 140, render: ({ missingSince }) => formatInstant(missingSince) },
  { key: 'stocktake', title: '盘点', render: ({ stocktakeName }) => stocktakeName },
];
