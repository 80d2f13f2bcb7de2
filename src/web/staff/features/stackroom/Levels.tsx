import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findShelves } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { UsedBar } from '../../parts/UsedBar.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import type { Room } from './useRooms.ts';

type Level = OutputOf<typeof findShelves>['shelves'][number];
type Props = { room: Room; back: () => void; grow: (() => void) | undefined };

const PAGE = 100;
const wholeOf = (text: string | undefined) => (text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : undefined);

/** The levels of one room, in order of their addresses. */
export function Levels({ room, back, grow }: Props) {
  const { filters, set, page } = useUrlFilters();
  const zone = wholeOf(filters['zone']);
  const rack = wholeOf(filters['rack']);
  const onlyFree = filters['free'] === 'yes' ? 'true' : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findShelves.name, room.id, zone, rack, onlyFree, page.cursor],
    queryFn: () => call(findShelves, { roomId: room.id, zone, rack, onlyFree, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const view = useListView({ operation: findShelves, columns, input: { roomId: room.id, zone, rack, onlyFree } });
  const isFiltered = zone !== undefined || rack !== undefined || onlyFree !== undefined;
  return (
    <>
      <div className="filters">
        <button type="button" className="plain-button" onClick={back}>
          全部库房
        </button>
        <strong>
          {room.code} {room.name}
        </strong>
        <NumberFilter label="区" value={filters['zone']} onChange={(text) => set({ zone: text }, true)} />
        <NumberFilter label="架" value={filters['rack']} onChange={(text) => set({ rack: text }, true)} />
        <FilterChips label="架位" choices={{ yes: '只看有空位的' }} value={filters['free']} onChange={(free) => set({ free })} />
        {grow ? (
          <button type="button" className="plain-button" onClick={grow}>
            增加架位
          </button>
        ) : null}
        {view.tools}
      </div>
      <DataTable
        {...{ label: `${room.code} 的架位`, columns: view.columns, rows: data?.shelves, keyOf: (level: Level) => level.id, error }}
        onRetry={() => void refetch()}
        empty={
          isFiltered ? (
            <EmptyState title="本页没有符合条件的架位">核对区号、架号；只看空位时可翻到下一页。</EmptyState>
          ) : (
            <EmptyState title="这个库房还没有架位">{grow ? '点“增加架位”，一次可增加若干整架。' : '请库管员增加架位。'}</EmptyState>
          )
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.shelves.length ?? 0} 层，按地址排列
      </KeysetPager>
    </>
  );
}

const NumberFilter = ({ label, value, onChange }: { label: string; value: string | undefined; onChange: (text: string) => void }) => (
  <label>
    {label}
    <input
      className="field field-short"
      inputMode="numeric"
      maxLength={2}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
    />
  </label>
);

const columns: Column<Level>[] = [
  { key: 'address', title: '层地址', width: 240, render: ({ address }) => <span className="code">{address}</span> },
  { key: 'capacity', title: '可存', width: 90, isNumber: true, render: ({ capacity }) => capacity },
  { key: 'used', title: '已存', width: 90, isNumber: true, render: ({ usedCount }) => usedCount },
  { key: 'free', title: '空位', width: 90, isNumber: true, render: ({ capacity, usedCount }) => capacity - usedCount },
  { key: 'bar', title: '占用', render: ({ usedCount, capacity }) => <UsedBar used={usedCount} capacity={capacity} /> },
];
