import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findDossierEvents, findDossiers, getDossier } from '../../../../modules/holdings/contract.ts';
import { dayStatus } from '../../../../modules/reception/contract.ts';
import { findWaiting } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';

export type Dossier = OutputOf<typeof getDossier>;

export const useDossier = (dossierId: string) =>
  useQuery({ queryKey: [getDossier.name, dossierId], queryFn: () => call(getDossier, { dossierId }) });

/** Asks again for all that a correction or a voiding changes. */
export function useDossierChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [getDossier, findDossiers, findDossierEvents, findWaiting, dayStatus])
      void queries.invalidateQueries({ queryKey: [name] });
  };
}
