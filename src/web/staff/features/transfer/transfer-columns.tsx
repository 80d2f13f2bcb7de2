import { Link } from '@tanstack/react-router';
import { outReasons } from '../../../../core/codes/tables.ts';
import { channels, transferStates } from '../../../../modules/transfer/rules.ts';
import type { Column } from '../../parts/DataTable.tsx';
import type { Transfer } from './useTransfers.ts';

/** A link to a dossier by its person's name. */
export const DossierLink = ({ dossierId, personName }: { dossierId: string; personName: string }) => (
  <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
    {personName}
  </Link>
);

const State = ({ row: { state, overdueDays, waitedDays, isReady, note } }: { row: Transfer }) => (
  <span title={note ?? undefined}>
    <span className={state === 'refused' || state === 'sentBack' ? 'tag tag-vermilion' : 'tag'}>{transferStates[state]}</span>{' '}
    {overdueDays > 0 ? <span className="tag tag-vermilion">逾期 {overdueDays} 天</span> : null}
    {state === 'approved' && overdueDays === 0 ? <span className="muted small">{isReady ? '可封寄' : '待出库'}</span> : null}
    {state === 'dispatched' ? <span className="muted small">已寄 {waitedDays} 天</span> : null}
  </span>
);

export const transferColumns: readonly Column<Transfer>[] = [
  { key: 'person', title: '姓名', width: 84, render: (row) => <DossierLink {...row} /> },
  { key: 'code', title: '档案编号', width: 158, render: ({ referenceCode }) => referenceCode },
  { key: 'receiver', title: '收件单位', render: ({ receiverName }) => receiverName },
  { key: 'reason', title: '原因', width: 96, render: ({ outReason }) => outReasons[outReason] },
  { key: 'channel', title: '投递方式', width: 100, render: ({ channel }) => channels[channel].zh },
  { key: 'due', title: '应寄', width: 96, render: ({ dueOn }) => dueOn },
  { key: 'sent', title: '寄出', width: 96, render: ({ dispatchedOn }) => dispatchedOn ?? '' },
  { key: 'tracking', title: '单号', width: 116, render: ({ trackingNo }) => trackingNo ?? '' },
  { key: 'state', title: '状态', width: 150, render: (row) => <State row={row} /> },
];
