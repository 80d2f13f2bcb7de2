import { Link } from '@tanstack/react-router';
import type { Permission } from '../../../../core/permissions.ts';
import { may, useSession } from '../../session.ts';
import type { DossierNames } from './useDossierNames.ts';
import type { DrillRow } from './useEvaluation.ts';

const kinds: Readonly<Record<string, string>> = { dossier: '档案', volume: '卷', person: '人员', parcel: '包裹', plan: '计划' };

/** What a row is about, as a link where the reader may follow it. */
export function Subject({ row, names, plan }: { row: DrillRow; names: DossierNames; plan: string | undefined }) {
  const session = useSession();
  const can = (permission: Permission) => may(session, permission);
  const { dossierId, subjectKind, subjectId } = row;
  if (plan !== undefined) return `${plan}计划`;
  const name = dossierId === null ? undefined : names[dossierId];
  if (dossierId !== null && can('dossier.read')) {
    return (
      <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
        {name ? `${name.personName}　${name.referenceCode}` : kinds[subjectKind]}
      </Link>
    );
  }
  if (subjectKind === 'parcel' && can('parcel.read')) {
    return (
      <Link to={'/reception/register' as string} search={{ parcelId: subjectId } as never} className="quiet-link">
        查看包裹
      </Link>
    );
  }
  return kinds[subjectKind] ?? subjectKind;
}
