import { Link } from '@tanstack/react-router';
import { ticketOutcomes, ticketPurposes, ticketStates } from '../../../../modules/holdings/rules.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { formatInstant } from '../../parts/format.ts';
import type { Ticket } from './useTickets.ts';

const who: Column<Ticket> = {
  ...{ key: 'person', title: '姓名', width: 76 },
  render: ({ dossierId, personName }) => (
    <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
      {personName}
    </Link>
  ),
};
const barcode: Column<Ticket> = {
  ...{ key: 'barcode', title: '卷条码', width: 172 },
  render: ({ barcode: code }) => <span className="code">{code}</span>,
};
const address: Column<Ticket> = {
  ...{ key: 'address', title: '库位', width: 196 },
  render: ({ address: place }) => <span className="code">{place ?? '—'}</span>,
};
const purpose: Column<Ticket> = { key: 'purpose', title: '用途', width: 60, render: (ticket) => ticketPurposes[ticket.purpose] };
const taker: Column<Ticket> = { key: 'taker', title: '领用', render: (ticket) => `${ticket.takerUnit} ${ticket.taker}` };
const reason: Column<Ticket> = { key: 'reason', title: '事由', width: 140, render: (ticket) => ticket.reason };
const asked: Column<Ticket> = {
  ...{ key: 'asked', title: '申请', width: 190 },
  render: ({ askedBy, askedAt }) => `${askedBy} ${formatInstant(askedAt)}`,
};
const day: Column<Ticket> = { key: 'due', title: '应还日期', width: 100, render: ({ dueOn }) => dueOn };
const due: Column<Ticket> = {
  ...{ key: 'due', title: '应还日期', width: 190 },
  render: ({ dueOn, overdueDays }) =>
    overdueDays > 0 ? (
      <>
        {dueOn} <span className="tag tag-vermilion">逾期 {overdueDays} 天</span>
      </>
    ) : (
      dueOn
    ),
};
const pages: Column<Ticket> = {
  ...{ key: 'pages', title: '页数', width: 72, isNumber: true },
  render: ({ pagesOut, pagesIn }) => (pagesIn === null ? (pagesOut ?? '') : `${pagesOut ?? '—'} / ${pagesIn}`),
};
const state: Column<Ticket> = {
  ...{ key: 'state', title: '状态', width: 84 },
  render: (ticket) => (
    <span className={ticket.state === 'closed' ? 'tag' : 'tag tag-amber'}>
      {ticket.outcome ? ticketOutcomes[ticket.outcome] : ticketStates[ticket.state]}
    </span>
  ),
};

/** What each view of the tickets shows. */
export const ticketColumns = {
  asked: [barcode, who, taker, reason, day, asked],
  approved: [address, barcode, who, purpose, taker, day],
  out: [barcode, who, purpose, taker, due, pages],
  overdue: [barcode, who, purpose, taker, due, asked],
  returning: [address, barcode, who, purpose, pages],
  all: [barcode, who, purpose, taker, due, state],
} as const;
