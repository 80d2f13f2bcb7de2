import { Button } from 'antd';
import { useState } from 'react';
import type { Permission } from '../../../../core/permissions.ts';
import type { Issue } from '../../../../core/problem.ts';
import { printChases, printNotices, printRoll } from '../../../../modules/transfer/contract.ts';
import type { TransferState } from '../../../../modules/transfer/rules.ts';
import { may, useSession } from '../../session.ts';
import { openPaper } from './open-paper.ts';
import { TransferDialog, type TransferStep } from './TransferDialog.tsx';
import type { Transfer } from './useTransfers.ts';

type Step = {
  step: TransferStep;
  title: string;
  permission: Permission;
  from: readonly TransferState[];
  isSingle?: boolean;
  isMain?: boolean;
};

const steps: readonly Step[] = [
  { step: 'approve', title: '批准', permission: 'transfer.approve', from: ['asked'], isMain: true },
  { step: 'refuse', title: '不批准', permission: 'transfer.approve', from: ['asked'] },
  { step: 'dispatch', title: '封包寄出', permission: 'transfer.manage', from: ['approved'], isMain: true },
  { step: 'acknowledge', title: '登记回执', permission: 'transfer.manage', from: ['dispatched'], isSingle: true, isMain: true },
  { step: 'chase', title: '催办', permission: 'transfer.manage', from: ['dispatched'] },
  { step: 'sendBack', title: '登记退回', permission: 'transfer.manage', from: ['dispatched', 'closed'], isSingle: true },
  { step: 'cancel', title: '撤销转出', permission: 'transfer.manage', from: ['asked', 'approved'] },
];
const SENT: readonly TransferState[] = ['approved', 'dispatched', 'closed'];

/** What can be done with all that are ticked, by their state; papers first, the step that leads on last. */
export function TransferActions({ chosen, onDone }: { chosen: readonly Transfer[]; onDone: (refused: readonly Issue[]) => void }) {
  const session = useSession();
  const [step, setStep] = useState<TransferStep>();
  const all = (states: readonly TransferState[]) => chosen.length > 0 && chosen.every(({ state }) => states.includes(state));
  const open = steps.filter(
    ({ permission, from, isSingle }) => may(session, permission) && all(from) && (!isSingle || chosen.length === 1),
  );
  const ids = chosen.map(({ id }) => id);
  const papers = [
    ...(all(SENT) ? [{ title: '通知单', print: () => openPaper(printNotices, 'transferIds', ids) }] : []),
    ...(all(SENT) ? [{ title: '机要清单', print: () => openPaper(printRoll, 'transferIds', ids) }] : []),
    ...(all(['dispatched']) ? [{ title: '催办函', print: () => openPaper(printChases, 'transferIds', ids) }] : []),
  ];
  return (
    <div className="foot-actions">
      <span className="muted">{chosen.length > 0 ? `已选 ${chosen.length} 份` : '勾选后可审核、打印、寄出；状态须相同'}</span>
      {papers.map(({ title, print }) => (
        <button key={title} type="button" className="plain-button" onClick={print}>
          打印{title}
        </button>
      ))}
      <div className="foot-end">
        {open.toReversed().map(({ step: each, title, isMain }) => (
          <Button key={each} type={isMain ? 'primary' : 'default'} onClick={() => setStep(each)}>
            {title}
          </Button>
        ))}
      </div>
      {step ? (
        <TransferDialog
          {...{ step, chosen, close: () => setStep(undefined) }}
          onDone={(refused) => {
            setStep(undefined);
            onDone(refused);
          }}
        />
      ) : null}
    </div>
  );
}
