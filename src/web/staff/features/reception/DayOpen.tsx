import { Link } from '@tanstack/react-router';
import { carriers } from '../../../../modules/reception/rules.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import type { DayStatus } from './DayFigures.tsx';

type OpenParcel = DayStatus['openParcels'][number];
type Unshelved = DayStatus['unshelved'][number];

const MOST = 200;

/** What still stands in the way of the day's close. */
export const DayOpen = ({ status: { day, openParcels, unshelved } }: { status: DayStatus }) => (
  <div className="day-open">
    <section className="sheet" aria-label="未办的包裹">
      <div className="block-head">
        <h2>未办的包裹</h2>
        <span className="muted">{countOf(openParcels.length, '件')}，含以前签收的</span>
      </div>
      <DataTable
        {...{ label: '未办的包裹', columns: parcelColumns(day), rows: openParcels, keyOf: (parcel: OpenParcel) => parcel.id }}
        empty={<EmptyState title="没有未办的包裹">签收的包裹都已登记、退回或挂起。</EmptyState>}
      />
    </section>
    <section className="sheet" aria-label="未入库的档案">
      <div className="block-head">
        <h2>当日登记、未入库的档案</h2>
        <span className="muted">{countOf(unshelved.length, '份')}</span>
      </div>
      <DataTable
        {...{ label: '未入库的档案', columns: dossierColumns, rows: unshelved, keyOf: (dossier: Unshelved) => dossier.id }}
        empty={<EmptyState title="没有未入库的档案">当日登记的档案都已上架。</EmptyState>}
      />
    </section>
  </div>
);

const countOf = (count: number, unit: string) => (count >= MOST ? `前 ${MOST} ${unit}` : `${count} ${unit}`);

const parcelColumns = (day: string): Column<OpenParcel>[] => [
  {
    ...{ key: 'no', title: '邮件号', width: 160 },
    render: ({ id, trackingNo }) => (
      <Link to={'/reception/register' as string} search={{ parcelId: id } as never} className="quiet-link code">
        {trackingNo}
      </Link>
    ),
  },
  { key: 'carrier', title: '来档方式', width: 92, render: ({ carrier }) => carriers[carrier].zh },
  { key: 'sender', title: '来档单位', render: ({ sender }) => sender },
  {
    ...{ key: 'signedOn', title: '签收日期', width: 104 },
    render: ({ signedOn }) => (signedOn < day ? <span className="tag tag-vermilion">{signedOn}</span> : signedOn),
  },
];

const dossierColumns: readonly Column<Unshelved>[] = [
  {
    ...{ key: 'code', title: '存档编号', width: 180 },
    render: ({ id, referenceCode }) => (
      <Link to="/dossiers/$dossierId" params={{ dossierId: id } as never} className="quiet-link code">
        {referenceCode}
      </Link>
    ),
  },
  { key: 'name', title: '姓名', render: ({ personName }) => personName },
];
