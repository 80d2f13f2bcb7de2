import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { findImports } from '../../../../modules/digitisation/contract.ts';
import { importStates } from '../../../../modules/digitisation/rules.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { DropZone } from './DropZone.tsx';
import { type Decision, ImportDecision } from './ImportDecision.tsx';
import { ImportDrawer } from './ImportDrawer.tsx';
import { ImportQueue } from './ImportQueue.tsx';
import { type ImportRow, importColumns } from './import-columns.tsx';
import { onArrival } from './import-queue.ts';
import { stateIn } from './state-in.ts';
import { useScansChanged } from './usePages.ts';
import '../../styles/digitisation.css';

const PAGE = 50;

/** 扫描导入: packages come in on the left, are judged one by one, and wait on the right to be taken. */
export function Imports() {
  const { filters, set, page } = useUrlFilters();
  const state = stateIn(importStates, filters['state']);
  const { data, error, refetch } = useQuery({
    queryKey: [findImports.name, state, page.cursor],
    queryFn: () => call(findImports, { state, before: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const changed = useScansChanged();
  const arrived = useEffectEvent(changed);
  useEffect(() => onArrival(() => arrived()), []);
  const [shownId, setShownId] = useState<string>();
  const [decision, setDecision] = useState<Decision>();
  const shown = data?.imports.find(({ id }) => id === shownId);
  const decide = (verb: Decision['verb']) => (row: ImportRow) => {
    setShownId(undefined);
    setDecision({ verb, row });
  };
  const actions = { show: ({ id }: ImportRow) => setShownId(id), accept: decide('accept'), discard: decide('discard') };
  const view = useListView({ operation: findImports, columns: importColumns(actions), input: { state } });
  const show = (importId: string) => {
    if (state !== undefined || page.cursor !== undefined) set({ state: undefined });
    setShownId(importId);
  };
  useShortcut('n', '选择数据包', () => document.getElementById('packages')?.click());
  return (
    <Sheet isPaper={false} note="GB/T 33870 数据包，逐包检查，确认后接收">
      <div className="imports">
        <div className="sheet imports-in">
          <DropZone />
          <ImportQueue open={show} />
        </div>
        <div className="sheet">
          <div className="filters">
            <FilterChips label="状态" choices={importStates} value={state} onChange={(chosen) => set({ state: chosen })} />
            {view.tools}
          </div>
          <DataTable
            {...{ label: '接收记录', columns: view.columns, rows: data?.imports, keyOf: ({ id }: ImportRow) => id, error }}
            onRetry={() => void refetch()}
            empty={
              state ? (
                <EmptyState title={`没有“${importStates[state]}”的数据包`}>再点一次筛选可显示全部。</EmptyState>
              ) : (
                <EmptyState title="还没有导入过数据包">把数据包拖到左边，检查结果会出现在这里。</EmptyState>
              )
            }
          />
          <KeysetPager page={page} next={data?.next}>
            本页 {data?.imports.length ?? 0} 个，最新导入的在前
          </KeysetPager>
        </div>
      </div>
      {shown ? <ImportDrawer row={shown} close={() => setShownId(undefined)} accept={actions.accept} discard={actions.discard} /> : null}
      {decision ? <ImportDecision key={decision.row.id} decision={decision} close={() => setDecision(undefined)} /> : null}
    </Sheet>
  );
}
