import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { handOver } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ScanField } from '../../parts/ScanField.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { useVolumesChanged, useWaiting, type Waiting } from './useWaiting.ts';
import { codeColumn, volumeColumns } from './waiting-columns.tsx';

const keyOf = (volume: Waiting) => volume.id;

/** 待移交: the desk ticks volumes, by scanning or by hand, and gives them to the store room. */
export function HandOver({ canHandOver }: { canHandOver: boolean }) {
  const { page } = useUrlFilters();
  const { data, error, refetch } = useWaiting('registered', page.cursor);
  const changed = useVolumesChanged();
  const selection = useSelection(data?.volumes.map(keyOf) ?? []);
  const [freshKey, setFreshKey] = useState<string>();
  const {
    mutate,
    isPending,
    error: refused,
  } = useMutation({
    mutationFn: () => call(handOver, { volumeIds: [...selection.chosen] }),
    onSuccess: ({ handedOverCount }) => {
      selection.clear();
      changed();
      announce(`已移交 ${handedOverCount} 卷，等库房接收`);
    },
  });
  const count = selection.chosen.length;
  const send = () => count > 0 && !isPending && mutate();
  useShortcut('a', '全选或全不选', () => canHandOver && selection.toggleAll());
  useShortcut('mod+Enter', '移交所选的卷', () => canHandOver && send());
  const scan = (barcode: string): Issue | undefined => {
    const found = data?.volumes.find((volume) => volume.barcode === barcode);
    if (!found) return { path: 'barcode', message: `卷 ${barcode} 不在本页的待移交之列：可能已移交，或条码有误` };
    selection.set(found.id, true);
    setFreshKey(found.id);
    return undefined;
  };
  const columns = canHandOver
    ? [selectionColumn(selection, keyOf, ({ barcode }: Waiting) => barcode), ...volumeColumns, codeColumn]
    : [...volumeColumns, codeColumn];
  return (
    <>
      {canHandOver ? (
        <div className="filters scan-line">
          <ScanField label="卷条码" hint="扫描一卷勾选一卷" autoFocus onScan={scan} />
          <button type="button" className="plain-button" onClick={selection.toggleAll}>
            {selection.isAll ? '全不选' : '全选'} <kbd>A</kbd>
          </button>
        </div>
      ) : null}
      <IssueList refusal={refused ? refusalOf(refused, true) : undefined} />
      <DataTable
        {...{ label: '待移交的卷', columns, rows: data?.volumes, keyOf, error, freshKey }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有待移交的卷">登记好的卷在这里等移交；移交后到“待接收”。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.volumes.length ?? 0} 卷
      </KeysetPager>
      {canHandOver ? (
        <div className="foot-actions">
          <span className="muted">已选 {count} 卷；与实物核对后移交</span>
          <div className="foot-end">
            <Button type="primary" disabled={count === 0} loading={isPending} onClick={send}>
              {count > 0 ? `移交 ${count} 卷` : '移交'}
            </Button>
          </div>
        </div>
      ) : null}
    </>
  );
}
