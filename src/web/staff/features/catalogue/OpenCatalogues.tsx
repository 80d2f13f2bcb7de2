import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../core/operation.ts';
import { dossierKinds } from '../../../../core/scope.ts';
import { findOpen } from '../../../../modules/catalogue/contract.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useRowKeys } from '../../parts/useRowKeys.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { StateTag } from './CatalogueHead.tsx';

type Row = OutputOf<typeof findOpen>['dossiers'][number];

const PAGE = 50;
const choices = { no: '未着手', yes: '整理中' } as const;

const columns: readonly Column<Row>[] = [
  {
    ...{ key: 'code', title: '存档编号', width: 180 },
    render: ({ dossierId, referenceCode }) => (
      <Link to="/dossiers/$dossierId/catalogue" params={{ dossierId } as never} className="quiet-link code">
        {referenceCode}
      </Link>
    ),
  },
  { key: 'name', title: '姓名', width: 120, render: ({ personName }) => personName },
  { key: 'kind', title: '类别', width: 130, render: ({ kind }) => dossierKinds[kind] },
  { key: 'state', title: '目录状态', width: 100, render: ({ state }) => <StateTag state={state} /> },
  { key: 'count', title: '已录件数', width: 84, isNumber: true, render: ({ itemCount }) => (itemCount === 0 ? '' : itemCount) },
  { key: 'by', title: '整理人', width: 110, render: ({ savedBy }) => savedBy ?? '' },
  { key: 'at', title: '最近保存', render: ({ savedAt }) => (savedAt ? formatInstant(savedAt) : '') },
];

/** 整理编目: what stands in the store room without a completed catalogue, oldest first. */
export function OpenCatalogues() {
  const { filters, set, page } = useUrlFilters();
  const begun = filters['begun'] === 'yes' || filters['begun'] === 'no' ? filters['begun'] : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findOpen.name, begun, page.cursor],
    queryFn: () => call(findOpen, { begun, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const view = useListView({ operation: findOpen, columns, input: { begun } });
  useRowKeys();
  return (
    <Sheet note="已入库、目录未完成的档案，先登记的在前">
      <div className="filters">
        <FilterChips label="进度" choices={choices} value={begun} onChange={(chosen) => set({ begun: chosen })} />
        {view.tools}
      </div>
      <DataTable
        {...{ label: '待整理的档案', columns: view.columns, rows: data?.dossiers, keyOf: ({ dossierId }: Row) => dossierId, error }}
        onRetry={() => void refetch()}
        empty={
          <EmptyState title={begun ? '没有符合条件的档案' : '没有待整理的档案'} action={<Link to={'/dossiers' as string}>到档案列表</Link>}>
            档案上架后出现在这里；已完成的目录从档案详情打开。
          </EmptyState>
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.dossiers.length ?? 0} 份
      </KeysetPager>
    </Sheet>
  );
}
