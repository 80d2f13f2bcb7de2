import { Link } from '@tanstack/react-router';
import { maskNumbers } from '../../../../core/mask-numbers.ts';
import type { OutputOf } from '../../../../core/operation.ts';
import type { findImports } from '../../../../modules/digitisation/contract.ts';
import { importStates } from '../../../../modules/digitisation/rules.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { formatInstant } from '../../parts/format.ts';
import { countWords } from './ImportIssues.tsx';
import { sizeWords } from './size-words.ts';

export type ImportRow = OutputOf<typeof findImports>['imports'][number];

const tints = { refused: 'tag tag-vermilion', ready: 'tag tag-amber', accepted: 'tag tag-verified' } as const;
export const profileWords = { new: '新扫', existing: '存量' } as const;

export const ImportTag = ({ state }: Pick<ImportRow, 'state'>) => <span className={tints[state]}>{importStates[state]}</span>;

type Actions = { show: (row: ImportRow) => void; accept: (row: ImportRow) => void; discard: (row: ImportRow) => void };

/** The columns of the list of imports. */
export const importColumns = ({ show, accept, discard }: Actions): readonly Column<ImportRow>[] => [
  {
    ...{ key: 'file', title: '数据包' },
    render: (row) => (
      <button type="button" className="plain-button cut" title={maskNumbers(row.fileName)} onClick={() => show(row)}>
        {maskNumbers(row.fileName)}
      </button>
    ),
  },
  { key: 'state', title: '状态', width: 82, render: ({ state }) => <ImportTag state={state} /> },
  {
    ...{ key: 'issues', title: '检查', width: 96 },
    render: ({ issues }) => (issues.length === 0 ? <span className="muted">没有问题</span> : countWords(issues)),
  },
  { key: 'profile', title: '标准', width: 52, render: ({ profile }) => profileWords[profile] },
  { key: 'pages', title: '页数', width: 54, isNumber: true, render: ({ pageCount }) => pageCount },
  { key: 'size', title: '大小', width: 76, isNumber: true, render: ({ sizeBytes }) => sizeWords(sizeBytes) },
  { key: 'at', title: '导入', width: 132, render: ({ receivedAt }) => formatInstant(receivedAt) },
  {
    ...{ key: 'actions', title: '操作', width: 104 },
    render: (row) => (
      <span className="row-actions">
        {row.state === 'ready' ? (
          <>
            <Act title="接收" row={row} run={accept} />
            <Act title="放弃" row={row} run={discard} />
          </>
        ) : null}
        {row.state === 'refused' ? <Act title="看问题" row={row} run={show} /> : null}
        {row.state === 'accepted' && row.dossierId ? (
          <Link to="/dossiers/$dossierId/read" params={{ dossierId: row.dossierId } as never} className="quiet-link">
            看影像
          </Link>
        ) : null}
      </span>
    ),
  },
];

const Act = ({ title, row, run }: { title: string; row: ImportRow; run: (row: ImportRow) => void }) => (
  <button type="button" className="plain-button" aria-label={`${title}：${maskNumbers(row.fileName)}`} onClick={() => run(row)}>
    {title}
  </button>
);
