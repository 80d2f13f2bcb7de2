import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../core/operation.ts';
import type { Permission } from '../../../../core/permissions.ts';
import type { findScans } from '../../../../modules/digitisation/contract.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { formatInstant } from '../../parts/format.ts';
import { profileWords } from './import-columns.tsx';
import { PagesBar } from './PagesBar.tsx';
import { ScanTag } from './ScanHead.tsx';

export type ScanRow = OutputOf<typeof findScans>['scans'][number];
type Can = { can: (permission: Permission) => boolean; publish: (row: ScanRow) => void };

/** The columns of the progress list; the first link of a row is where its next step is done, as far as this user may do it. */
export const scanColumns = (options: Can): readonly Column<ScanRow>[] => [
  {
    ...{ key: 'code', title: '存档编号', width: 168 },
    render: ({ dossierId, referenceCode }) => (
      <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link code">
        {referenceCode}
      </Link>
    ),
  },
  { key: 'name', title: '姓名', width: 96, render: ({ personName }) => personName },
  { key: 'state', title: '状态', width: 104, render: ({ state }) => <ScanTag state={state} /> },
  { key: 'since', title: '进入此状态', width: 140, render: ({ stateSince }) => formatInstant(stateSince) },
  { key: 'profile', title: '标准', width: 56, render: ({ profile }) => profileWords[profile] },
  { key: 'count', title: '页数', width: 60, isNumber: true, render: ({ pageCount }) => pageCount },
  { key: 'pages', title: '页面', render: ({ pages }) => <PagesBar pages={pages} /> },
  { key: 'actions', title: '操作', width: 124, render: (row) => <Steps row={row} {...options} /> },
];

function Steps({ row, can, publish }: { row: ScanRow } & Can) {
  const { state, referenceCode } = row;
  const isReadable =
    (state === 'published' && can('page.readFreely')) || can('page.import') || can('page.inspect') || can('dossier.publish');
  return (
    <span className="row-actions">
      {state === 'inspecting' && can('page.inspect') ? <Step row={row} to="inspect" title="质检" /> : null}
      {state === 'rework' && can('page.import') ? <Step row={row} to="rework" title="返工" /> : null}
      {state === 'passed' && can('dossier.publish') ? (
        <button type="button" className="plain-button" aria-label={`发布：${referenceCode}`} onClick={() => publish(row)}>
          发布
        </button>
      ) : null}
      {isReadable && state !== 'processing' ? <Step row={row} to="read" title={state === 'published' ? '阅档' : '看影像'} /> : null}
    </span>
  );
}

const Step = ({ row, to, title }: { row: ScanRow; to: 'inspect' | 'rework' | 'read'; title: string }) => (
  <Link
    to={`/dossiers/$dossierId/${to}` as string}
    params={{ dossierId: row.dossierId } as never}
    className="quiet-link"
    aria-label={`${title}：${row.referenceCode}`}
  >
    {title}
  </Link>
);
