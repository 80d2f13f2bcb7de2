import { useNavigate } from '@tanstack/react-router';
import { commitRun, discardRun, undoRun } from '../../../../modules/opening/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { type Run, useRunChanged } from './useRun.ts';

export type Act = 'commit' | 'undo' | 'discard';

/** Asks before a list is entered, taken back or forgotten, and says what will follow. */
export function RunDialog({ run, act, close }: { run: Run; act: Act; close: () => void }) {
  const changed = useRunChanged();
  const navigate = useNavigate();
  const done = () => {
    changed();
    close();
  };
  const { counts } = run;
  const input = { runId: run.id };
  if (act === 'commit')
    return (
      <ReasonDialog
        {...{ title: '正式建账', verb: '建账', operation: commitRun, input, close, onDone: done }}
        {...{ reasonLabel: counts.warned > 0 ? '对提示的说明' : '说明（可不填）', isReasonNeeded: counts.warned > 0 }}
      >
        <p>
          {counts.ready + counts.warned - counts.opened} 份档案将以 {run.asOf} 为业务日期入账，不计入今年的接收工作量。
          {counts.refused > 0 ? `未通过的 ${counts.refused} 行不写入，改正后可另行上传。` : ''}
          {counts.lacking > 0 ? `其中 ${counts.lacking} 份有待补的项。` : ''}
        </p>
        {counts.warned > 0 ? <p>有 {counts.warned} 行带提示，请逐类核对后写明理由。</p> : null}
      </ReasonDialog>
    );
  if (act === 'undo')
    return (
      <ReasonDialog {...{ title: '整批撤销建账', verb: '撤销', isDangerous: true, operation: undoRun, input, close, onDone: done }}>
        这份清单建立的 {counts.opened} 份档案将作废，库位腾出，数字相应减去；记录都留在台账中。已办过其他业务的档案保留，并说明原因。
      </ReasonDialog>
    );
  return (
    <ConfirmDialog
      {...{ title: '放弃清单', verb: '放弃', isDangerous: true, operation: discardRun, input, close }}
      onDone={() => {
        announce('清单已放弃');
        changed();
        void navigate({ to: '/opening' as string });
      }}
    >
      清单尚未建账，放弃后系统不再保留它；列对应仍会记住。
    </ConfirmDialog>
  );
}
