import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { findScans, publishDossier } from '../../../../modules/digitisation/contract.ts';
import { scanStates } from '../../../../modules/digitisation/rules.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useRowKeys } from '../../parts/useRowKeys.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { type ScanRow, scanColumns } from './scan-columns.tsx';
import { stateIn } from './state-in.ts';
import { isBusy, useScansChanged } from './usePages.ts';
import '../../styles/digitisation.css';

const PAGE = 50;
const [BUSY_MS, IDLE_MS] = [2000, 30_000];

/** 数字化进度: where the scans of each dossier stand, those longest in their state first. */
export function Scans() {
  const session = useSession();
  const { filters, set, page } = useUrlFilters();
  const state = stateIn(scanStates, filters['state']);
  const { data, error, refetch } = useQuery({
    queryKey: [findScans.name, state, page.cursor],
    queryFn: () => call(findScans, { state, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
    refetchInterval: (query) => (query.state.data?.scans.some((scan) => isBusy(scan.state)) ? BUSY_MS : IDLE_MS),
  });
  const changed = useScansChanged();
  const [publishing, setPublishing] = useState<ScanRow>();
  useRowKeys();
  const can = (permission: Parameters<typeof may>[1]) => may(session, permission);
  const close = () => setPublishing(undefined);
  const view = useListView({ operation: findScans, columns: scanColumns({ can, publish: setPublishing }), input: { state } });
  return (
    <Sheet note="停留最久的在前；处理和发布中的自动更新">
      <div className="filters">
        <FilterChips label="状态" choices={scanStates} value={state} onChange={(chosen) => set({ state: chosen })} />
        {view.tools}
      </div>
      <DataTable
        {...{ label: '数字化进度', columns: view.columns, rows: data?.scans, error }}
        keyOf={({ id }: ScanRow) => id}
        onRetry={() => void refetch()}
        empty={
          state ? (
            <EmptyState title={`没有“${scanStates[state]}”的档案`}>再点一次筛选可显示全部。</EmptyState>
          ) : (
            <EmptyState
              title="还没有扫描件"
              action={can('page.import') ? <Link to={'/digitisation/imports' as string}>去导入</Link> : null}
            >
              数据包接收后，档案在这里经过处理、质检、发布。
            </EmptyState>
          )
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.scans.length ?? 0} 份
      </KeysetPager>
      {publishing ? (
        <ConfirmDialog
          {...{ title: '审核发布', verb: '发布', operation: publishDossier, input: { dossierId: publishing.dossierId }, close }}
          onDone={() => {
            announce(`正在发布 ${publishing.referenceCode}`);
            changed();
            close();
          }}
        >
          {publishing.personName}（{publishing.referenceCode}）共 {publishing.pageCount}{' '}
          页，质检全部合格。发布后写入固化库，有阅档权限的人即可阅看。
        </ConfirmDialog>
      ) : null}
    </Sheet>
  );
}
