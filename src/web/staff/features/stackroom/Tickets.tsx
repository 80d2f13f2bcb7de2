import { Button } from 'antd';
import type { ReactNode } from 'react';
import { checkIn, checkOut, printWalk, returnVolumes } from '../../../../modules/stackroom/contract.ts';
import { addressOf, call } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { notAnAddress } from './AcceptPanel.tsx';
import { AskVolumes } from './AskVolumes.tsx';
import { ScanWork } from './ScanWork.tsx';
import { TicketList } from './TicketList.tsx';
import { ticketCount, useTickets } from './useTickets.ts';
import '../../styles/desk.css';

type View = 'ask' | 'asked' | 'waiting' | 'out' | 'overdue' | 'returning' | 'all';

const pages = {
  ...{ label: '页数', hint: '清点页数，回车；不清点可不填', column: '清点页数' },
  faultOf: (text: string) => (/^[1-9]\d{0,3}$/.test(text) ? undefined : '页数为 1 至 9999 的整数'),
};
const place = { label: '库位', hint: '放回原位可不填', column: '放到', faultOf: (text: string) => notAnAddress(text)?.message };
const counted = ({ barcode, second }: { barcode: string; second: string }) => ({
  barcode,
  ...(second ? { pageCount: Number(second) } : {}),
});
const none = (title: string, words: string) => <EmptyState title={title}>{words}</EmptyState>;
const printed = (state: 'approved' | 'returning', title: string) => (
  <Button href={addressOf(printWalk, { state })} target="_blank" block>
    打印{title}（按架序）
  </Button>
);

const checkOutWork = (
  <ScanWork
    key="approved"
    {...{ view: 'approved', verb: '出库', second: pages, print: printed('approved', '提卷单') }}
    send={(items) => call(checkOut, { items: items.map(counted) })}
    help="按提卷单从架上取卷，逐卷扫描、清点页数，当面交给申请人。申请与出库须是两个人。"
    empty={none('没有要出库的卷', '申请（借阅经审批）后在这里按架序列出。')}
  />
);
const returnWork = (
  <ScanWork
    key="out"
    {...{ view: 'out', verb: '归还', second: pages, asksReason: true }}
    send={(items, reason) => call(returnVolumes, { items: items.map(counted), ...(reason ? { reason } : {}) })}
    help="收回时逐卷扫描、清点页数；与出库时不符须说明。归还后交库房归架。"
    empty={none('没有在外的卷', '所有的卷都在库内。')}
  />
);
const checkInWork = (
  <ScanWork
    key="returning"
    {...{ view: 'returning', verb: '归架', second: place, print: printed('returning', '归架单') }}
    send={async (items) => {
      const places = items.map(({ barcode, second }) => ({ barcode, ...(second ? { address: second } : {}) }));
      return { count: (await call(checkIn, { places })).places.length };
    }}
    help="放回原位只扫卷条码；换位再扫新库位。经手归还的人不能自己归架。"
    empty={none('没有要归架的卷', '前台收回的卷在这里按架序列出。')}
  />
);

/** The views but the first, for who keeps the room, who serves the desk, and who only looks. */
const viewsOf = (isKeeper: boolean, isDesk: boolean): Readonly<Record<Exclude<View, 'ask'>, ReactNode>> => ({
  asked: <TicketList key="asked" view="asked" empty={none('没有待审批的借阅', '申请借阅后在这里等另一人审批。')} />,
  waiting: isKeeper ? checkOutWork : <TicketList key="waiting" view="waiting" empty={none('没有待出库的卷', '申请后等库房出库。')} />,
  out: isDesk ? returnWork : <TicketList key="out" view="out" empty={none('没有在外的卷', '所有的卷都在库内。')} />,
  overdue: <TicketList key="overdue" view="overdue" empty={none('没有逾期未还的卷', '逾期最久的排在最前。')} />,
  returning: isKeeper ? (
    checkInWork
  ) : (
    <TicketList key="returning" view="returning" empty={none('没有要归架的卷', '收回的卷等库房归架。')} />
  ),
  all: <TicketList key="all" view="all" empty={none('还没有出库单', '卷出库必有单据，最近的在前。')} />,
});

/** 出入库: what leaves the room, for whom, and what is back. */
export function Tickets() {
  const session = useSession();
  const { filters, set } = useUrlFilters();
  const [canAsk, isKeeper] = [may(session, 'volume.ask'), may(session, 'volume.shelve')];
  const choices: { value: View; title: string; count?: string | undefined }[] = [
    ...(canAsk ? [{ value: 'ask' as const, title: '申请出库' }] : []),
    { value: 'asked', title: '待审批', count: ticketCount(useTickets({ state: 'asked' }).data) },
    { value: 'waiting', title: '待出库', count: ticketCount(useTickets({ state: 'approved' }).data) },
    { value: 'out', title: '库外', count: ticketCount(useTickets({ state: 'out' }).data) },
    { value: 'overdue', title: '逾期未还', count: ticketCount(useTickets({ overdue: 'true' }).data) },
    { value: 'returning', title: '待归架', count: ticketCount(useTickets({ state: 'returning' }).data) },
    { value: 'all', title: '全部' },
  ];
  const first: View = isKeeper || !canAsk ? 'waiting' : 'ask';
  const view = choices.find(({ value }) => value === filters['view'])?.value ?? first;
  const given = (filters['barcodes'] ?? '').split(',').filter((code) => code !== '');
  return (
    <Sheet>
      <Tabs label="出入库" choices={choices} value={view} onChange={(chosen) => set({ view: chosen, barcodes: undefined })} />
      {view === 'ask' ? (
        <AskVolumes
          key={given.join()}
          given={given}
          onAsked={(state) => set({ view: state === 'asked' ? 'asked' : 'waiting', barcodes: undefined })}
        />
      ) : (
        viewsOf(isKeeper, canAsk)[view]
      )}
    </Sheet>
  );
}
