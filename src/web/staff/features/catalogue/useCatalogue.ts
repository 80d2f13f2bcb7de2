import { useQuery, useQueryClient } from '@tanstack/react-query';
import { findOpen, getCatalogue } from '../../../../modules/catalogue/contract.ts';
import { evaluate } from '../../../../modules/evaluation/contract.ts';
import { findDossierEvents } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';

/** The catalogue of a dossier, always asked for anew: what is typed must begin from the newest draft. */
export const useCatalogue = (dossierId: string) =>
  useQuery({
    queryKey: [getCatalogue.name, dossierId],
    queryFn: () => call(getCatalogue, { dossierId }),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** Asks again for all that a completion or a reopening changes. */
export function useCatalogueChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [getCatalogue, findOpen, findDossierEvents, evaluate]) void queries.invalidateQueries({ queryKey: [name] });
  };
}
