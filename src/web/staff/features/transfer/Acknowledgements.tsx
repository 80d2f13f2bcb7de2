import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { findAcknowledgements, printAcknowledgements, sendAcknowledgements } from '../../../../modules/transfer/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useSelection } from '../../parts/useSelection.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { openPaper } from './open-paper.ts';
import { DossierLink } from './transfer-columns.tsx';
import { type Owed, useTransfersChanged } from './useTransfers.ts';

const PAGE = 50;
const keyOf = (row: Owed) => row.dossierId;

/** 待寄回执: printed, then marked as sent. */
export function Acknowledgements({ canManage }: { canManage: boolean }) {
  const { filters, set, page } = useUrlFilters();
  const overdue = filters['overdue'] === 'true' ? 'true' : undefined;
  const changed = useTransfersChanged();
  const { data, error, refetch } = useQuery({
    queryKey: [findAcknowledgements.name, overdue, page.cursor],
    queryFn: () => call(findAcknowledgements, { overdue, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const selection = useSelection(data?.acknowledgements.map(keyOf) ?? []);
  const [isSending, setSending] = useState(false);
  const count = selection.chosen.length;
  return (
    <>
      <div className="filters">
        <FilterChips label="时限" choices={{ true: '逾期未寄' }} value={overdue} onChange={(next) => set({ overdue: next })} />
        <button type="button" className="plain-button" onClick={selection.toggleAll}>
          {selection.isAll ? '全不选' : '全选'}
        </button>
      </div>
      <DataTable
        label="待寄回执"
        columns={[selectionColumn(selection, keyOf, ({ referenceCode }: Owed) => referenceCode), ...columns]}
        {...{ rows: data?.acknowledgements, keyOf, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有待寄的回执">随包裹登记的档案在这里等寄回执，寄出后记一笔。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.acknowledgements.length ?? 0} 份，最早的在前
      </KeysetPager>
      <div className="foot-actions">
        <button
          type="button"
          className="plain-button"
          disabled={count === 0}
          onClick={() => openPaper(printAcknowledgements, 'dossierIds', selection.chosen)}
        >
          打印回执
        </button>
        <div className="foot-end">
          {canManage ? (
            <Button type="primary" disabled={count === 0} onClick={() => setSending(true)}>
              {count > 0 ? `登记已寄 ${count} 份` : '登记已寄'}
            </Button>
          ) : null}
        </div>
      </div>
      {isSending ? (
        <ConfirmDialog
          {...{ title: `登记回执已寄 ${count} 份`, verb: '登记已寄', operation: sendAcknowledgements, close: () => setSending(false) }}
          input={{ dossierIds: [...selection.chosen] }}
          onDone={({ count: sent }) => {
            selection.clear();
            changed();
            announce(`已记 ${sent} 份回执寄出`);
            setSending(false);
          }}
        >
          寄出日期记为今天。
        </ConfirmDialog>
      ) : null}
    </>
  );
}

const columns: Column<Owed>[] = [
  { key: 'person', title: '姓名', width: 100, render: (row) => <DossierLink {...row} /> },
  { key: 'code', title: '档案编号', width: 180, render: ({ referenceCode }) => referenceCode },
  { key: 'from', title: '来档单位', render: ({ previousInstitution }) => previousInstitution },
  { key: 'registered', title: '登记日期', width: 110, render: ({ registeredOn }) => registeredOn },
  {
    ...{ key: 'overdue', title: '时限', width: 120 },
    render: ({ overdueDays }) => (overdueDays > 0 ? <span className="tag tag-vermilion">逾期 {overdueDays} 天</span> : ''),
  },
];
