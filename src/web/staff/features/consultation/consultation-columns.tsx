import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ConsultationState, consultationStates, durationWords, purposes } from '../../../../modules/consultation/rules.ts';
import type { Column } from '../../parts/DataTable.tsx';
import type { ConsultationRow } from './useConsultations.ts';

const tints: Readonly<Partial<Record<ConsultationState, string>>> = {
  ...{ waiting: 'tag tag-amber', granted: 'tag tag-verified', reading: 'tag tag-verified' },
  ...{ refused: 'tag tag-vermilion', recalled: 'tag tag-vermilion' },
};

export const StateTag = ({ state }: { state: ConsultationState }) => (
  <span className={tints[state] ?? 'tag'}>{consultationStates[state]}</span>
);

/** 查阅、打印、下载, as far as asked for or granted. */
export const rightsOf = ({ mayPrint, mayDownload }: Pick<ConsultationRow, 'mayPrint' | 'mayDownload'>): string =>
  ['查阅', ...(mayPrint ? ['打印'] : []), ...(mayDownload ? ['下载'] : [])].join('、');

/** The columns of every list of consultations. */
export const consultationColumns = (actions?: (row: ConsultationRow) => ReactNode): readonly Column<ConsultationRow>[] => [
  {
    ...{ key: 'number', title: '查阅单号', width: 138 },
    render: ({ id, number }) => (
      <Link to="/consultations/$consultationId" params={{ consultationId: id } as never} className="quiet-link code">
        {number}
      </Link>
    ),
  },
  { key: 'state', title: '状态', width: 92, render: ({ state }) => <StateTag state={state} /> },
  { key: 'applied', title: '申请日期', width: 102, render: ({ appliedOn }) => appliedOn },
  { key: 'dossier', title: '查阅对象', width: 210, render: ({ personName, referenceCode }) => `${personName} ${referenceCode}` },
  { key: 'unit', title: '查阅单位', render: ({ unit }) => unit },
  { key: 'readers', title: '查阅人', width: 130, render: ({ readerNames }) => readerNames.join('、') },
  { key: 'purpose', title: '事由', width: 84, render: ({ purpose }) => purposes[purpose] },
  { key: 'extent', title: '内容', width: 124, render: ({ itemCount, minutes }) => `${itemCount} 件 ${minutes} 分钟` },
  {
    ...{ key: 'used', title: '实际阅读', width: 100 },
    render: ({ usedSeconds, openedAt }) => (openedAt && usedSeconds !== null ? durationWords(usedSeconds) : '—'),
  },
  ...(actions ? [{ key: 'actions', title: '操作', width: 120, render: actions }] : []),
];
