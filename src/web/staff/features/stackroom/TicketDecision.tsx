import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { approveLoans, cancelTickets, extendLoans, refuseLoans } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import type { Selection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { DueField } from './DueField.tsx';
import { useTicketsChanged } from './useTickets.ts';

type Deed = 'refuse' | 'cancel' | 'extend';

/** What may be decided about the ticked tickets: approve, refuse, take back, or give more time. */
export function TicketDecision({ selection, can }: { selection: Selection; can: { approve: boolean; cancel: boolean; extend: boolean } }) {
  const changed = useTicketsChanged();
  const [deed, setDeed] = useState<Deed>();
  const { chosen } = selection;
  const input = { ticketIds: chosen };
  const done = (said: string) => {
    selection.clear();
    changed();
    announce(said);
    setDeed(undefined);
  };
  const approve = useMutation({
    mutationFn: () => call(approveLoans, { ticketIds: [...chosen] }),
    onSuccess: ({ count }) => done(`已批准 ${count} 卷，等库房出库`),
  });
  const isNone = chosen.length === 0;
  const send = () => !(isNone || approve.isPending) && approve.mutate();
  useShortcut('mod+Enter', '批准所选的借阅', () => can.approve && send());
  const close = () => setDeed(undefined);
  return (
    <>
      <IssueList refusal={approve.error ? refusalOf(approve.error, true) : undefined} />
      <div className="foot-actions">
        <span className="muted">已选 {chosen.length} 卷</span>
        <div className="foot-end">
          {can.cancel ? (
            <Button disabled={isNone} onClick={() => setDeed('cancel')}>
              撤销申请
            </Button>
          ) : null}
          {can.extend ? (
            <Button disabled={isNone} onClick={() => setDeed('extend')}>
              续借
            </Button>
          ) : null}
          {can.approve ? (
            <>
              <Button danger disabled={isNone} onClick={() => setDeed('refuse')}>
                不批准
              </Button>
              <Button type="primary" disabled={isNone} loading={approve.isPending} onClick={send}>
                批准{isNone ? '' : ` ${chosen.length} 卷`}
              </Button>
            </>
          ) : null}
        </div>
      </div>
      {deed === 'refuse' ? (
        <ReasonDialog
          {...{ title: '不批准借阅', verb: '不批准', isDangerous: true, operation: refuseLoans, input, close }}
          onDone={({ count }) => done(`${count} 卷未批准`)}
        >
          所选 {chosen.length} 卷的借阅申请就此办结，申请人可以重新申请。
        </ReasonDialog>
      ) : null}
      {deed === 'cancel' ? (
        <ReasonDialog
          {...{ title: '撤销出库申请', verb: '撤销', operation: cancelTickets, input, close }}
          onDone={({ count }) => done(`已撤销 ${count} 卷`)}
        >
          卷还在架上；撤销后可以另行申请。
        </ReasonDialog>
      ) : null}
      {deed === 'extend' ? (
        <ReasonDialog
          {...{
            title: '续借',
            verb: '续借',
            operation: extendLoans,
            input,
            close,
            firstField: 'dueOn',
            fields: <DueField label="新的应还日期" />,
          }}
          onDone={({ count }) => done(`已续借 ${count} 卷`)}
        >
          新的日期须在原应还日期之后。
        </ReasonDialog>
      ) : null}
    </>
  );
}
