import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import { findStocktakeShelves, reopenShelf } from '../../../../modules/stocktake/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { TypeSheet } from './TypeSheet.tsx';
import { useStocktakeChanged } from './useStocktake.ts';

type Row = OutputOf<typeof findStocktakeShelves>['shelves'][number];
const states = { waiting: '待盘', counted: '已盘' } as const;
const isState = (text: string | undefined): text is keyof typeof states => text !== undefined && text in states;

/** The levels of a stocktake, in the order of one walk. */
export function ShelfProgress({ stocktakeId, canCount }: { stocktakeId: string; canCount: boolean }) {
  const { filters, set, page } = useUrlFilters();
  const changed = useStocktakeChanged();
  const [reopening, setReopening] = useState<string>();
  const [typing, setTyping] = useState<string>();
  const state = isState(filters['state']) ? filters['state'] : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findStocktakeShelves.name, stocktakeId, state, page.cursor],
    queryFn: () => call(findStocktakeShelves, { stocktakeId, state, after: page.cursor, limit: 100 }),
    placeholderData: (before) => before,
  });
  const actions: Column<Row>[] = canCount
    ? [
        {
          ...{ key: 'actions', title: '操作', width: 170 },
          render: ({ address, state: at }) =>
            at === 'counted' ? (
              <button type="button" className="plain-button" aria-label={`重盘：${address}`} onClick={() => setReopening(address)}>
                重盘
              </button>
            ) : (
              <span className="row-actions">
                <Link
                  to={'/stackroom/stocktakes/$stocktakeId/count' as string}
                  params={{ stocktakeId } as never}
                  search={{ shelf: address } as never}
                >
                  扫码
                </Link>
                <button type="button" className="plain-button" aria-label={`回录盘点表：${address}`} onClick={() => setTyping(address)}>
                  回录盘点表
                </button>
              </span>
            ),
        },
      ]
    : [];
  return (
    <>
      <div className="filters">
        <FilterChips label="进度" choices={states} value={state} onChange={(chosen) => set({ state: chosen })} />
      </div>
      <DataTable
        {...{ label: '各层进度', columns: [...columns, ...actions], rows: data?.shelves, keyOf: ({ address }: Row) => address, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title={state === 'waiting' ? '各层都盘完了' : '没有符合条件的层'}>处理完各项差异后送复核。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next} />
      {typing ? <TypeSheet {...{ stocktakeId, address: typing }} close={() => setTyping(undefined)} /> : null}
      {reopening ? (
        <ReasonDialog
          {...{
            title: `重盘 ${reopening}`,
            verb: '重盘',
            operation: reopenShelf,
            input: { stocktakeId, address: reopening },
            reasonLabel: '重盘原因',
          }}
          onDone={({ address }) => {
            changed();
            announce(`${address} 可以重新盘点，已扫的条码还在`);
            setReopening(undefined);
          }}
          close={() => setReopening(undefined)}
        />
      ) : null}
    </>
  );
}

const columns: Column<Row>[] = [
  { key: 'address', title: '层地址', width: 220, render: ({ address }) => <span className="code">{address}</span> },
  { key: 'state', title: '进度', width: 80, render: ({ state }) => states[state] },
  { key: 'expected', title: '账面', width: 80, isNumber: true, render: ({ expectedCount }) => expectedCount },
  { key: 'seen', title: '实见', width: 80, isNumber: true, render: ({ seenCount }) => seenCount ?? '—' },
  { key: 'by', title: '盘点人', width: 100, render: ({ countedBy }) => countedBy ?? '—' },
  { key: 'at', title: '盘完', render: ({ countedAt }) => (countedAt ? formatInstant(countedAt) : '—') },
];
