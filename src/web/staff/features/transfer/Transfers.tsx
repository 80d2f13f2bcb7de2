import { Button } from 'antd';
import { useState } from 'react';
import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { AskDeaccession } from './AskDeaccession.tsx';
import { AskTransfer } from './AskTransfer.tsx';
import { Deaccessions } from './Deaccessions.tsx';
import { Register } from './Register.tsx';
import { TransferList } from './TransferList.tsx';
import '../../styles/desk.css';

const views = { out: '转出', deaccession: '注销', register: '登记簿' } as const;
type View = keyof typeof views;
const isView = (text: string | undefined): text is View => text !== undefined && text in views;

/** 转出: what is asked, approved, sent and acknowledged; and what is deaccessioned. */
export function Transfers() {
  const session = useSession();
  const { filters, set } = useUrlFilters();
  const view = isView(filters['view']) ? filters['view'] : 'out';
  const [isAsking, setAsking] = useState(filters['ask'] !== undefined);
  const canAsk = may(session, 'transfer.manage') && view !== 'register';
  const verb = view === 'out' ? '申请转出' : '申请注销';
  useShortcut('n', verb, () => canAsk && setAsking(true));
  const ask = (
    <Button type="primary" onClick={() => setAsking(true)}>
      {verb} <kbd>N</kbd>
    </Button>
  );
  const close = () => {
    setAsking(false);
    if (filters['ask']) set({ ask: undefined });
  };
  return (
    <Sheet action={canAsk ? ask : null}>
      <Tabs
        label="转出与注销"
        choices={(Object.keys(views) as View[]).map((value) => ({ value, title: views[value] }))}
        value={view}
        onChange={(chosen) => set({ view: chosen, state: undefined, show: undefined })}
      />
      {view === 'out' ? <TransferList /> : null}
      {view === 'deaccession' ? <Deaccessions /> : null}
      {view === 'register' ? <Register /> : null}
      {isAsking && view === 'out' ? <AskTransfer code={filters['ask']} close={close} /> : null}
      {isAsking && view === 'deaccession' ? <AskDeaccession code={filters['ask']} close={close} /> : null}
    </Sheet>
  );
}
