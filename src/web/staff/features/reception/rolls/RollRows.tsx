import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { findRollRows, markRow } from '../../../../../modules/reception/contract.ts';
import { type RowState, rowStates } from '../../../../../modules/reception/rules.ts';
import { call } from '../../../../call.ts';
import { announce } from '../../../parts/announce.ts';
import { type Column, DataTable } from '../../../parts/DataTable.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { FilterChips } from '../../../parts/FilterChips.tsx';
import { KeysetPager } from '../../../parts/KeysetPager.tsx';
import { ReasonDialog } from '../../../parts/ReasonDialog.tsx';
import { SearchField } from '../../../parts/SearchField.tsx';
import { useUrlFilters } from '../../../parts/useUrlFilters.ts';
import { type Roll, type RollRow, useRollChanged } from './useRoll.ts';

type Mark = 'missing' | 'doubted' | 'awaited';
const marks: Readonly<Record<Mark, string>> = { missing: '记为缺件', doubted: '有疑问', awaited: '改回待收' };
type Marking = { row: RollRow; mark: Mark };

/** All rows of a roll, by state and name. */
export function RollRows({ roll, canMark }: { roll: Roll; canMark: boolean }) {
  const { filters, set, page } = useUrlFilters();
  const changed = useRollChanged();
  const state = filters['state'] !== undefined && filters['state'] in rowStates ? (filters['state'] as RowState) : undefined;
  const search = filters['search'];
  const [marking, setMarking] = useState<Marking>();
  const after = page.cursor === undefined ? undefined : Number(page.cursor);
  const { data, error, refetch } = useQuery({
    queryKey: [findRollRows.name, roll.id, state, search, after],
    queryFn: () => call(findRollRows, { rollId: roll.id, state, search, after, limit: 100 }),
    placeholderData: (before) => before,
  });
  const words = Object.fromEntries((Object.keys(rowStates) as RowState[]).map((key) => [key, `${rowStates[key]} ${roll.counts[key]}`]));
  return (
    <div className="sheet">
      <div className="filters">
        <FilterChips label="状态" choices={words as Record<RowState, string>} value={state} onChange={(chosen) => set({ state: chosen })} />
        <SearchField label="搜索" hint="姓名开头" value={search} onChange={(text) => set({ search: text }, true)} />
      </div>
      <DataTable
        {...{ label: '名单', columns: columnsFor(canMark ? setMarking : undefined), rows: data?.rows, keyOf, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有符合条件的行">换一个状态，或清空搜索。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next?.toString()}>
        本页 {data?.rows.length ?? 0} 行
      </KeysetPager>
      {marking ? (
        <ReasonDialog
          {...{ title: `${marks[marking.mark]}：${marking.row.name}`, verb: marks[marking.mark], operation: markRow }}
          input={{ rollId: roll.id, number: marking.row.number, state: marking.mark }}
          onDone={() => {
            changed();
            announce(`${marking.row.name}：${marks[marking.mark]}`);
            setMarking(undefined);
          }}
          close={() => setMarking(undefined)}
        />
      ) : null}
    </div>
  );
}

const keyOf = (row: RollRow) => String(row.number);
const tints: Partial<Record<RowState, string>> = {
  registered: 'tag tag-verified',
  missing: 'tag tag-vermilion',
  surplus: 'tag tag-amber',
  doubted: 'tag tag-amber',
};

const columnsFor = (setMarking: ((marking: Marking) => void) | undefined): Column<RollRow>[] => [
  { key: 'number', title: '行', width: 52, isNumber: true, render: ({ number }) => number },
  {
    ...{ key: 'name', title: '姓名', width: 120 },
    render: ({ name, dossierId }) =>
      dossierId ? (
        <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
          {name}
        </Link>
      ) : (
        name || <span className="muted">清单未写姓名</span>
      ),
  },
  { key: 'idNumber', title: '证件号码', width: 172, render: ({ idNumber }) => idNumber ?? '' },
  { key: 'trackingNo', title: '邮件号', width: 140, render: ({ trackingNo }) => trackingNo ?? '' },
  { key: 'letterNo', title: '调档函号', width: 110, render: ({ letterNo }) => letterNo ?? '' },
  { key: 'state', title: '状态', width: 76, render: ({ state }) => <span className={tints[state] ?? 'tag'}>{rowStates[state]}</span> },
  { key: 'note', title: '说明', render: ({ note, issues }) => [note, ...issues].filter(Boolean).join('；') },
  {
    ...{ key: 'mark', title: '', width: 190 },
    render: (row) =>
      setMarking && row.dossierId === null && row.state !== 'surplus' ? (
        <span className="block-end">
          {(Object.keys(marks) as Mark[])
            .filter((mark) => mark !== row.state)
            .map((mark) => (
              <button key={mark} type="button" className="plain-button" onClick={() => setMarking({ row, mark })}>
                {marks[mark]}
              </button>
            ))}
        </span>
      ) : null,
  },
];
