import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { dayOf, isDay } from '../../../../core/time.ts';
import { dayStatus, exportDay, printDay, reopenDay } from '../../../../modules/reception/contract.ts';
import { addressOf, call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { CloseDay } from './CloseDay.tsx';
import { DayFigures, type DayStatus } from './DayFigures.tsx';
import { DayOpen } from './DayOpen.tsx';
import { useReceptionChanged } from './useParcel.ts';
import '../../styles/day.css';

/** 日结: what the day brought, what is still open, and the seal under it. */
export function Day() {
  const session = useSession();
  const changed = useReceptionChanged();
  const { filters, set } = useUrlFilters();
  const today = dayOf(new Date());
  const day = filters['day'] && isDay(filters['day']) ? filters['day'] : today;
  const { data, error } = useQuery({ queryKey: [dayStatus.name, day], queryFn: () => call(dayStatus, { day }), staleTime: 0 });
  const [open, setOpen] = useState<'close' | 'reopen'>();
  const canClose = may(session, 'day.close') && data !== undefined && day <= today;
  const isClosed = data?.closed != null;
  useShortcut('mod+Enter', '日结', () => canClose && !isClosed && setOpen('close'));
  const done = (words: string) => {
    changed();
    announce(words);
    setOpen(undefined);
  };
  const action = isClosed ? (
    <Button onClick={() => setOpen('reopen')}>撤销日结</Button>
  ) : (
    <Button type="primary" onClick={() => setOpen('close')}>
      日结
    </Button>
  );
  return (
    <Sheet isPaper={false} action={canClose ? action : null}>
      <div className="day">
        <div className="sheet">
          <div className="filters">
            <label>
              日期
              <input
                {...{ className: 'field', type: 'date', max: today, value: day }}
                onChange={(event) => set({ day: event.target.value === today ? undefined : event.target.value })}
              />
            </label>
            {day === today ? <span className="muted">今天</span> : null}
            {data ? <Seal status={data} /> : null}
            <DayPapers day={day} />
          </div>
          <IssueList refusal={error ? refusalOf(error) : undefined} />
          {data ? <DayFigures status={data} /> : <p className="empty">正在清点…</p>}
        </div>
        {data ? <DayOpen status={data} /> : null}
      </div>
      {open && data ? <DayDialog {...{ open, status: data, done, close: () => setOpen(undefined) }} /> : null}
    </Sheet>
  );
}

function DayPapers({ day }: { day: string }) {
  if (!may(useSession(), 'dossier.read')) return null;
  return (
    <span className="block-end">
      当日清册
      <a href={addressOf(printDay, { day })} target="_blank" rel="noreferrer" className="quiet-link">
        打印
      </a>
      <a href={addressOf(exportDay, { day })} className="quiet-link">
        导出 Excel
      </a>
    </span>
  );
}

const Seal = ({ status: { closed } }: { status: DayStatus }) =>
  closed ? (
    <span className="day-seal">
      <b className="day-seal-word">已日结</b>
      {formatInstant(closed.at)} {closed.by}
      {closed.reason ? `；说明：${closed.reason}` : ''}
    </span>
  ) : (
    <span className="tag tag-amber">尚未日结</span>
  );

type DialogProps = { open: 'close' | 'reopen'; status: DayStatus; done: (words: string) => void; close: () => void };

function DayDialog({ open, status, done, close }: DialogProps) {
  const { day } = status;
  if (open === 'close') return <CloseDay {...{ status, onDone: () => done(`${day} 已日结`), close }} />;
  return (
    <ReasonDialog
      {...{ title: `撤销日结：${day}`, verb: '撤销日结', isDangerous: true, operation: reopenDay, input: { day }, close }}
      onDone={() => done(`已撤销 ${day} 的日结`)}
    >
      撤销后当天可以继续签收和登记；撤销和再次日结都留在台账中。
    </ReasonDialog>
  );
}
