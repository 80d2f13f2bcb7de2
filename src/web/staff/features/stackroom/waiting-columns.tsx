import { Link } from '@tanstack/react-router';
import { volumeParts } from '../../../../modules/holdings/rules.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { formatInstant } from '../../parts/format.ts';
import type { Waiting } from './useWaiting.ts';

/** What both sides see of a volume. */
export const volumeColumns: readonly Column<Waiting>[] = [
  { key: 'barcode', title: '卷条码', width: 190, render: ({ barcode }) => <span className="code">{barcode}</span> },
  {
    ...{ key: 'person', title: '姓名', width: 110 },
    render: ({ dossierId, personName }) => (
      <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
        {personName}
      </Link>
    ),
  },
  { key: 'part', title: '正副本', width: 70, render: ({ part }) => volumeParts[part] },
];

/** Its dossier's number, where there is room for it. */
export const codeColumn: Column<Waiting> = {
  ...{ key: 'code', title: '存档编号' },
  render: ({ referenceCode }) => <span className="code">{referenceCode}</span>,
};

/** Who handed it over, and when. */
export const handedOverColumns: readonly Column<Waiting>[] = [
  { key: 'by', title: '移交人', width: 84, render: ({ handedOverBy }) => handedOverBy ?? '' },
  { key: 'at', title: '移交时间', width: 140, render: ({ handedOverAt }) => (handedOverAt ? formatInstant(handedOverAt) : '') },
];
