import type { ReactNode } from 'react';
import { DataTable } from '../../parts/DataTable.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { TicketDecision } from './TicketDecision.tsx';
import { ticketColumns } from './ticket-columns.tsx';
import { type Ticket, useTickets } from './useTickets.ts';

type View = 'asked' | 'waiting' | 'out' | 'overdue' | 'returning' | 'all';
const filters: Readonly<Record<View, Parameters<typeof useTickets>[0]>> = {
  ...{ asked: { state: 'asked' }, waiting: { state: 'approved' }, out: { state: 'out' }, returning: { state: 'returning' } },
  ...{ overdue: { overdue: 'true' }, all: {} },
};
const keyOf = (ticket: Ticket) => ticket.id;

/** Tickets to be looked at and decided; those that are scanned stand in ScanWork. */
export function TicketList({ view, empty }: { view: View; empty: ReactNode }) {
  const session = useSession();
  const { page } = useUrlFilters();
  const { data, error, refetch } = useTickets(filters[view], page.cursor);
  const can = {
    approve: view === 'asked' && may(session, 'loan.approve'),
    cancel: (view === 'asked' || view === 'waiting') && may(session, 'volume.ask'),
    extend: view === 'overdue' && may(session, 'loan.approve'),
  };
  const selection = useSelection(data?.tickets.map(keyOf) ?? []);
  const canDecide = can.approve || can.cancel || can.extend;
  useShortcut('a', '全选或全不选', () => canDecide && selection.toggleAll());
  const columns = ticketColumns[view === 'waiting' ? 'approved' : view];
  const tick = selectionColumn(selection, keyOf, ({ barcode }: Ticket) => barcode);
  return (
    <>
      <DataTable
        {...{ label: '出库单', columns: canDecide ? [tick, ...columns] : columns, rows: data?.tickets, keyOf, error, empty }}
        onRetry={() => void refetch()}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.tickets.length ?? 0} 卷
      </KeysetPager>
      {canDecide ? <TicketDecision {...{ selection, can }} /> : null}
    </>
  );
}
