import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../../core/operation.ts';
import { findRolls } from '../../../../../modules/reception/contract.ts';
import { rollStates, tally } from '../../../../../modules/reception/rules.ts';
import { call } from '../../../../call.ts';
import { type Column, DataTable } from '../../../parts/DataTable.tsx';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { FilterChips } from '../../../parts/FilterChips.tsx';
import { KeysetPager } from '../../../parts/KeysetPager.tsx';
import { Sheet } from '../../../parts/Sheet.tsx';
import { useShortcut } from '../../../parts/useShortcut.ts';
import { useUrlFilters } from '../../../parts/useUrlFilters.ts';
import { may, useSession } from '../../../session.ts';
import { ImportRoll } from './ImportRoll.tsx';

type Row = OutputOf<typeof findRolls>['rolls'][number];

/** 名册: what senders said they sent, and how much of it came. */
export function Rolls() {
  const { filters, set, page } = useUrlFilters();
  const state = filters['state'] === 'open' || filters['state'] === 'closed' ? filters['state'] : undefined;
  const [isImporting, setImporting] = useState(false);
  const canImport = may(useSession(), 'dossier.register');
  const { data, error, refetch } = useQuery({
    queryKey: [findRolls.name, state, page.cursor],
    queryFn: () => call(findRolls, { state, before: page.cursor, limit: 50 }),
    placeholderData: (before) => before,
  });
  useShortcut('n', '导入名册', () => canImport && setImporting(true));
  const begin = (
    <Button type="primary" onClick={() => setImporting(true)}>
      导入名册
    </Button>
  );
  return (
    <Sheet note="来档单位的转递清单，逐份与信封核对" action={canImport ? begin : null}>
      <div className="filters">
        <FilterChips label="状态" choices={rollStates} value={state} onChange={(chosen) => set({ state: chosen })} />
      </div>
      <DataTable
        {...{ label: '名册列表', columns, rows: data?.rolls, keyOf: (roll: Row) => roll.id, error }}
        onRetry={() => void refetch()}
        empty={
          <EmptyState title="还没有名册" action={canImport ? begin : null}>
            导入来档单位的清单（Excel 或 CSV），然后逐个扫描信封。
          </EmptyState>
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.rolls.length ?? 0} 份
      </KeysetPager>
      {isImporting ? <ImportRoll close={() => setImporting(false)} /> : null}
    </Sheet>
  );
}

const columns: Column<Row>[] = [
  {
    ...{ key: 'sender', title: '来档单位' },
    render: ({ id, sender }) => (
      <Link to="/reception/rolls/$rollId" params={{ rollId: id } as never} className="quiet-link">
        {sender}
      </Link>
    ),
  },
  { key: 'file', title: '文件', render: ({ fileName }) => fileName },
  { key: 'listed', title: '清单份数', width: 84, isNumber: true, render: ({ counts }) => tally(counts).listed },
  { key: 'received', title: '实收', width: 64, isNumber: true, render: ({ counts }) => tally(counts).received },
  { key: 'absent', title: '未到', width: 64, isNumber: true, render: ({ counts }) => tally(counts).absent },
  { key: 'surplus', title: '多出', width: 64, isNumber: true, render: ({ counts }) => counts.surplus },
  {
    ...{ key: 'state', title: '状态', width: 84 },
    render: ({ state }) => <span className={state === 'open' ? 'tag tag-amber' : 'tag tag-verified'}>{rollStates[state]}</span>,
  },
  { key: 'on', title: '导入', width: 160, render: ({ importedOn, importedBy }) => `${importedOn} ${importedBy}` },
];
