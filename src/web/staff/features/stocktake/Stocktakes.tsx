import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import { findMissing, findStocktakes } from '../../../../modules/stocktake/contract.ts';
import { stocktakeStates } from '../../../../modules/stocktake/rules.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { UsedBar } from '../../parts/UsedBar.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { MissingVolumes } from './MissingVolumes.tsx';
import { OpenStocktake } from './OpenStocktake.tsx';
import { rangeOf } from './range-words.ts';

type Row = OutputOf<typeof findStocktakes>['stocktakes'][number];
const PAGE = 50;

/** 盘点: what is being counted, what was, and what is missing. */
export function Stocktakes() {
  const canCount = may(useSession(), 'stock.count');
  const { filters, set, page } = useUrlFilters();
  const [isOpening, setOpening] = useState(false);
  const isMissing = filters['view'] === 'missing';
  const { data, error, refetch } = useQuery({
    queryKey: [findStocktakes.name, page.cursor],
    queryFn: () => call(findStocktakes, { after: page.cursor, limit: PAGE }),
    enabled: !isMissing,
    placeholderData: (before) => before,
  });
  const missing = useQuery({ queryKey: [findMissing.name], queryFn: () => call(findMissing, { limit: 100 }) });
  useShortcut('n', '开始盘点', () => canCount && setOpening(true));
  const open = canCount ? (
    <Button type="primary" onClick={() => setOpening(true)}>
      开始盘点
    </Button>
  ) : null;
  const missingCount = missing.data && `${missing.data.volumes.length}${missing.data.next ? '+' : ''}`;
  return (
    <Sheet action={open}>
      <Tabs
        label="盘点"
        choices={[
          { value: 'all', title: '各次盘点' },
          { value: 'missing', title: '在查的缺失卷', count: missingCount },
        ]}
        value={isMissing ? 'missing' : 'all'}
        onChange={(view) => set({ view: view === 'all' ? undefined : view })}
      />
      {isMissing ? (
        <MissingVolumes />
      ) : (
        <>
          <DataTable
            {...{ label: '各次盘点', columns, rows: data?.stocktakes, keyOf: ({ id }: Row) => id, error }}
            onRetry={() => void refetch()}
            empty={
              <EmptyState title="还没有盘点过" action={open}>
                选一个库房、区或几架开始：账面以开始那一刻为准，几个人可以同时盘不同的层，随时中断、接着盘。
              </EmptyState>
            }
          />
          <KeysetPager page={page} next={data?.next} />
        </>
      )}
      {isOpening ? <OpenStocktake close={() => setOpening(false)} /> : null}
    </Sheet>
  );
}

const columns: Column<Row>[] = [
  {
    ...{ key: 'name', title: '名称', width: 220 },
    render: ({ id, name }) => (
      <Link to={'/stackroom/stocktakes/$stocktakeId' as string} params={{ stocktakeId: id } as never} className="quiet-link">
        {name}
      </Link>
    ),
  },
  { key: 'range', title: '范围', width: 180, render: rangeOf },
  { key: 'state', title: '状态', width: 90, render: ({ state }) => stocktakeStates[state] },
  { key: 'volumes', title: '账面卷数', width: 90, isNumber: true, render: ({ volumeCount }) => volumeCount },
  {
    key: 'progress',
    title: '已盘层数',
    render: ({ countedShelves, shelfCount }) => <UsedBar used={countedShelves} capacity={shelfCount} />,
  },
  { key: 'baseline', title: '账面基线', width: 140, render: ({ baselineAt }) => formatInstant(baselineAt) },
  { key: 'by', title: '开始人', width: 90, render: ({ openedBy }) => openedBy },
];
