import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../core/operation.ts';
import type { dayStatus } from '../../../../modules/reception/contract.ts';
import { may, useSession } from '../../session.ts';

export type DayStatus = OutputOf<typeof dayStatus>;

type Figure = { title: string; count: number; to: string; search: Record<string, string>; tint?: 'amber' };

/** The day in numbers; each opens its list. */
export function DayFigures({ status: { day, parcels, dossiers } }: { status: DayStatus }) {
  const canRead = may(useSession(), 'dossier.read');
  const parcel = (title: string, count: number, state?: string): Figure => ({
    ...{ title, count, to: '/reception/parcels', search: { signedOn: day, ...(state ? { state } : {}) } },
  });
  const dossier = (title: string, count: number, custodyState?: string): Figure => ({
    ...{ title, count, to: '/dossiers', search: { registeredOn: day, ...(custodyState ? { custodyState } : {}) } },
  });
  const ofParcels: Figure[] = [
    parcel('签收', parcels.signed),
    parcel('登记完毕', parcels.completed, 'completed'),
    parcel('退回', parcels.returned, 'returned'),
    parcel('挂起', parcels.suspended, 'suspended'),
    { ...parcel('未办', parcels.open, 'signed'), ...(parcels.open > 0 ? { tint: 'amber' } : {}) },
  ];
  const ofDossiers: Figure[] = [
    dossier('登记', dossiers.registered),
    dossier('已入库', dossiers.shelved, 'inStore'),
    { ...dossier('待入库', dossiers.awaitingShelf, 'awaitingShelf'), ...(dossiers.awaitingShelf > 0 ? { tint: 'amber' } : {}) },
  ];
  return (
    <div className="day-figures">
      <Group title="包裹（件）" figures={ofParcels} isOpen />
      <Group title="档案（份）" figures={ofDossiers} isOpen={canRead} />
    </div>
  );
}

const Group = ({ title, figures, isOpen }: { title: string; figures: readonly Figure[]; isOpen: boolean }) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    <ul>
      {figures.map(({ title: name, count, to, search, tint }) => (
        <li key={name} className={tint}>
          {isOpen ? (
            <Link to={to} search={search as never}>
              <b>{count}</b>
              <span>{name}</span>
            </Link>
          ) : (
            <span>
              <b>{count}</b>
              <span>{name}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  </section>
);
