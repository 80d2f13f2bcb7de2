import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { findTransfers } from '../../../../modules/transfer/contract.ts';
import { type TransferState, transferStates } from '../../../../modules/transfer/rules.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useRowKeys } from '../../parts/useRowKeys.ts';
import { useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { TransferActions } from './TransferActions.tsx';
import { transferColumns } from './transfer-columns.tsx';
import type { Transfer } from './useTransfers.ts';

const PAGE = 50;
const shows = { overdue: '逾期未寄', chase: '待催回执' } as const;
const keyOf = (row: Transfer) => row.id;
const isState = (text: string | undefined): text is TransferState => text !== undefined && text in transferStates;
const isShow = (text: string | undefined): text is keyof typeof shows => text !== undefined && text in shows;

/** Transfers out by state, and what can be done with those that are ticked. */
export function TransferList() {
  const { filters, set, page } = useUrlFilters();
  const state = isState(filters['state']) ? filters['state'] : undefined;
  const show = isShow(filters['show']) ? filters['show'] : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findTransfers.name, state, show, page.cursor],
    queryFn: () => call(findTransfers, { state, show, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const [left, setLeft] = useState<readonly Issue[]>([]);
  const selection = useSelection(data?.transfers.map(keyOf) ?? []);
  const chosen = data?.transfers.filter(({ id }) => selection.has(id)) ?? [];
  useRowKeys();
  useShortcut('a', '全选或全不选', () => selection.toggleAll());
  const isFiltered = state !== undefined || show !== undefined;
  return (
    <>
      <div className="filters">
        <FilterChips label="状态" choices={transferStates} value={state} onChange={(next) => set({ state: next, show: undefined })} />
        <FilterChips label="时限" choices={shows} value={show} onChange={(next) => set({ show: next, state: undefined })} />
      </div>
      {data?.calendarGap ? <p className="explain sheet-pad">{data.calendarGap}。</p> : null}
      <IssueList
        refusal={left.length > 0 ? { title: `${left.length} 份没有寄出`, advice: '其余已寄出；逐份处理后再寄', issues: left } : undefined}
      />
      <DataTable
        label="转出列表"
        columns={[selectionColumn(selection, keyOf, ({ referenceCode }: Transfer) => referenceCode), ...transferColumns]}
        {...{ rows: data?.transfers, keyOf, error }}
        onRetry={() => void refetch()}
        empty={
          isFiltered ? (
            <EmptyState title="没有符合条件的转出">换一个状态看看；审核、寄出、回执各在其状态之下。</EmptyState>
          ) : (
            <EmptyState title="还没有转出过档案">收到对方调档函后，按“申请转出”，由另一人审核后出库封寄。</EmptyState>
          )
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.transfers.length ?? 0} 份
      </KeysetPager>
      <TransferActions
        chosen={chosen}
        onDone={(refused) => {
          selection.clear();
          setLeft(refused);
        }}
      />
    </>
  );
}
