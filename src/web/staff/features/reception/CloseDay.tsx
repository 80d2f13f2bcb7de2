import { closeDay } from '../../../../modules/reception/contract.ts';
import { checkDay } from '../../../../modules/reception/rules.ts';
import { IssueText } from '../../parts/IssueText.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import type { DayStatus } from './DayFigures.tsx';

type Props = { status: DayStatus; onDone: () => void; close: () => void };

/** Says before the close what the rules say of the day, and asks for the reason where one is needed. */
export function CloseDay({ status: { day, parcels, dossiers }, onDone, close }: Props) {
  const issues = checkDay({ signed: parcels.signed, open: parcels.open, awaitingShelf: dossiers.awaitingShelf });
  const isBlocked = issues.some(({ severity }) => severity !== 'warning');
  const isWarned = issues.some(({ severity }) => severity === 'warning');
  return (
    <ReasonDialog
      {...{ title: `日结：${day}`, verb: '日结', operation: closeDay, input: { day }, onDone, close, isBlocked }}
      reasonLabel={isWarned ? '未能当日入库的原因' : '说明'}
      isReasonNeeded={isWarned}
    >
      签收 {parcels.signed} 件 = 登记完毕 {parcels.completed} + 退回 {parcels.returned} + 挂起 {parcels.suspended} + 未办 {parcels.open}
      ；登记 {dossiers.registered} 份 = 已入库 {dossiers.shelved} + 待入库 {dossiers.awaitingShelf}。日结后当天不能再签收和登记。
      {issues.length > 0 ? (
        <ul className={`issues day-issues${issues.every(({ severity }) => severity === 'warning') ? ' warning' : ''}`}>
          {issues.map((issue) => (
            <li key={issue.message}>
              <IssueText issue={issue} />
            </li>
          ))}
        </ul>
      ) : null}
    </ReasonDialog>
  );
}
