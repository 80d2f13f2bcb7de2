import { Link } from '@tanstack/react-router';
import { may, useSession } from '../../session.ts';

/** A dossier, as a link for whoever may read it. */
export function DossierLink({ dossierId, text }: { dossierId: string; text: string }) {
  if (!may(useSession(), 'dossier.read')) return text;
  return (
    <Link to={'/dossiers/$dossierId' as string} params={{ dossierId } as never} className="quiet-link">
      {text}
    </Link>
  );
}
