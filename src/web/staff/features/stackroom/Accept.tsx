import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { refuseHandOver, shelve } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { type Refusal, refusalOf } from '../../parts/IssueList.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { AcceptPanel } from './AcceptPanel.tsx';
import { acceptColumns } from './accept-columns.tsx';
import { useVolumesChanged, useWaiting, type Waiting } from './useWaiting.ts';

const keyOf = (volume: Waiting) => volume.id;

/** 待接收: the store room gives each volume its place, by scanning, and takes them together. */
export function Accept({ canShelve }: { canShelve: boolean }) {
  const { page } = useUrlFilters();
  const { data, error, refetch } = useWaiting('handedOver', page.cursor);
  const changed = useVolumesChanged();
  const volumes = data?.volumes ?? [];
  const selection = useSelection(volumes.map(keyOf));
  const [places, setPlaces] = useState<ReadonlyMap<string, string>>(new Map());
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const [freshKey, setFreshKey] = useState<string>();
  const [isRefusing, setRefusing] = useState(false);
  const ready = volumes.flatMap(({ id, barcode }) => (places.has(id) ? [{ barcode, address: places.get(id) ?? '' }] : []));
  const {
    mutate,
    isPending,
    error: refused,
  } = useMutation({
    mutationFn: () => call(shelve, { places: ready }),
    onSuccess: ({ shelved }) => {
      setPlaces(new Map());
      selection.clear();
      changed();
      announce(`已接收上架 ${shelved.length} 卷`);
    },
    onError: (problem) => setIssues(refusalOf(problem).issues),
    onMutate: () => setIssues([]),
  });
  const send = () => ready.length > 0 && !isPending && mutate();
  useShortcut('a', '全选或全不选', () => canShelve && selection.toggleAll());
  useShortcut('mod+Enter', '接收上架', () => canShelve && send());
  const place = (ids: readonly string[], address: string | undefined) => {
    setPlaces((before) => {
      const after = new Map(before);
      for (const id of ids) address === undefined ? after.delete(id) : after.set(id, address);
      return after;
    });
    setIssues([]);
    setFreshKey(ids.at(-1));
  };
  const list = (
    <DataTable
      {...{
        label: '待接收的卷',
        columns: acceptColumns(canShelve ? { selection, places, place, issues } : undefined),
        rows: data?.volumes,
      }}
      {...{ keyOf, error, freshKey }}
      onRetry={() => void refetch()}
      empty={<EmptyState title="没有待接收的卷">前台移交后，卷在这里等库房逐卷接收。</EmptyState>}
    />
  );
  const pager = (
    <KeysetPager page={page} next={data?.next}>
      本页 {volumes.length} 卷
    </KeysetPager>
  );
  if (!canShelve) return [list, pager];
  return (
    <div className="accept">
      <AcceptPanel
        {...{ volumes, chosen: selection.chosen, place }}
        refusal={refused ? withoutRows(refusalOf(refused, true), volumes) : undefined}
      />
      <div className="accept-list">
        {list}
        {pager}
        <div className="foot-actions">
          <button type="button" className="plain-button" onClick={selection.toggleAll}>
            {selection.isAll ? '全不选' : '全选'} <kbd>A</kbd>
          </button>
          <button type="button" className="plain-button" disabled={selection.chosen.length === 0} onClick={() => setRefusing(true)}>
            退回移交{selection.chosen.length > 0 ? `（${selection.chosen.length} 卷）` : ''}
          </button>
          <div className="foot-end">
            <Button type="primary" disabled={ready.length === 0} loading={isPending} onClick={send}>
              {ready.length > 0 ? `接收上架 ${ready.length} 卷` : '接收上架'}
            </Button>
          </div>
        </div>
      </div>
      {isRefusing ? (
        <ReasonDialog
          {...{ title: '退回移交', verb: '退回', isDangerous: true, operation: refuseHandOver, input: { volumeIds: selection.chosen } }}
          reasonLabel="退回原因"
          onDone={({ refusedCount }) => {
            selection.clear();
            changed();
            announce(`已退回 ${refusedCount} 卷，前台核实后重新移交`);
            setRefusing(false);
          }}
          close={() => setRefusing(false)}
        >
          所选 {selection.chosen.length} 卷回到前台的“待移交”。
        </ReasonDialog>
      ) : null}
    </div>
  );
}

/** What is wrong with a volume stands in its row; undefined when nothing else is. */
function withoutRows(refusal: Refusal, volumes: readonly Waiting[]): Refusal | undefined {
  const rest = refusal.issues.filter(({ message }) => !volumes.some(({ barcode }) => message.includes(barcode)));
  return refusal.issues.length > 0 && rest.length === 0 ? undefined : { ...refusal, issues: rest };
}
