import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { announce } from '../../parts/announce.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ScanField, type ScanFieldHandle } from '../../parts/ScanField.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { ticketColumns } from './ticket-columns.tsx';
import { type Ticket, useTickets, useTicketsChanged } from './useTickets.ts';

type Props = {
  view: 'approved' | 'out' | 'returning';
  /** 出库, 归还, 归架. */
  verb: string;
  /** What is scanned or typed after the bar code; empty means nothing to add. */
  second: { label: string; hint: string; column: string; faultOf: (text: string) => string | undefined };
  /** Sends what was scanned; `reason` explains a difference in pages. */
  send: (items: readonly { barcode: string; second: string }[], reason: string) => Promise<{ count: number }>;
  /** Asked for when the server says that pages differ. */
  asksReason?: boolean;
  help: string;
  print?: ReactNode;
  empty: ReactNode;
};

/** Volume, Enter, pages or place, Enter, and again; then all that was scanned goes through at once. */
export function ScanWork({ view, verb, second, send, asksReason = false, help, print, empty }: Props) {
  const { page } = useUrlFilters();
  const { data, error, refetch } = useTickets({ state: view }, page.cursor);
  const changed = useTicketsChanged();
  const [scanned, setScanned] = useState<ReadonlyMap<string, string>>(new Map());
  const [last, setLast] = useState<string>();
  const [reason, setReason] = useState('');
  const code = useRef<ScanFieldHandle>(null);
  const more = useRef<ScanFieldHandle>(null);
  const work = useMutation({
    mutationFn: () =>
      send(
        [...scanned].map(([barcode, text]) => ({ barcode, second: text })),
        reason,
      ),
    onSuccess: ({ count }) => {
      setScanned(new Map());
      setLast(undefined);
      setReason('');
      changed();
      announce(`已${verb} ${count} 卷`);
      code.current?.focus();
    },
  });
  const put = (barcode: string, text: string | undefined) => {
    const after = new Map(scanned);
    if (text === undefined) after.delete(barcode);
    else after.set(barcode, text);
    setScanned(after);
    work.reset();
  };
  const scan = (barcode: string): Issue | undefined => {
    if (scanned.has(barcode)) return { path: 'barcode', message: `卷 ${barcode} 已扫过` };
    put(barcode, '');
    setLast(barcode);
    more.current?.focus();
    return undefined;
  };
  const add = (text: string): Issue | undefined => {
    if (!last) return { path: 'second', message: '请先扫描卷条码' };
    const fault = second.faultOf(text);
    if (fault) return { path: 'second', message: fault };
    put(last, text);
    code.current?.focus();
    return undefined;
  };
  const go = () => scanned.size > 0 && !work.isPending && work.mutate();
  useShortcut('mod+Enter', `${verb}所扫的卷`, go);
  const refusal = work.error ? refusalOf(work.error, true) : undefined;
  const needsReason = asksReason && (reason !== '' || refusal?.issues.some(({ severity }) => severity === 'warning'));
  const column = {
    ...{ key: 'second', title: second.column, width: 116 },
    render: ({ barcode }: Ticket) =>
      scanned.has(barcode) ? (
        <span className="place">
          <span className="code">{scanned.get(barcode) || '已扫'}</span>
          <button type="button" className="plain-button" aria-label={`取消 ${barcode}`} onClick={() => put(barcode, undefined)}>
            取消
          </button>
        </span>
      ) : null,
  };
  const elsewhere = [...scanned.keys()].filter((barcode) => !data?.tickets.some((ticket) => ticket.barcode === barcode));
  return (
    <div className="accept">
      <section className="accept-panel" aria-label={verb}>
        <IssueList refusal={refusal} />
        <ScanField ref={code} label="卷条码" hint="扫描，回车" autoFocus onScan={scan} />
        <ScanField ref={more} label={last ? `${last} 的${second.label}` : second.label} hint={second.hint} onScan={add} />
        {needsReason ? (
          <label className="scan">
            <span className="scan-label">说明</span>
            <input className="field field-wide" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
          </label>
        ) : null}
        {elsewhere.length > 0 ? <p className="muted small">不在本页：{elsewhere.join('、')}</p> : null}
        <Button type="primary" block disabled={scanned.size === 0} loading={work.isPending} onClick={go}>
          {scanned.size > 0 ? `${verb} ${scanned.size} 卷` : verb}
        </Button>
        <p className="muted small">{help}</p>
        {print}
      </section>
      <div className="accept-list">
        <DataTable
          {...{ label: verb, columns: [...ticketColumns[view], column], rows: data?.tickets, keyOf: ({ id }: Ticket) => id, error, empty }}
          freshKey={data?.tickets.find(({ barcode }) => barcode === last)?.id}
          onRetry={() => void refetch()}
        />
        <KeysetPager page={page} next={data?.next}>
          本页 {data?.tickets.length ?? 0} 卷
        </KeysetPager>
      </div>
    </div>
  );
}
