import { useQuery } from '@tanstack/react-query';
import { findDossiers } from '../../../../modules/holdings/contract.ts';
import { dossierSource } from './sources.ts';

type Choice = { id: string; name: string; note: string };

/** The dossier of a reference code in the address; undefined without one. */
export function useCodedDossier(code: string | undefined): Choice | undefined | 'loading' {
  const { data, isPending } = useQuery({
    queryKey: [findDossiers.name, 'pick', code],
    queryFn: () => dossierSource.find(code ?? ''),
    enabled: code !== undefined,
  });
  if (code === undefined) return undefined;
  return isPending ? 'loading' : data?.[0];
}

export const choiceIn = (dossier: Choice | undefined | 'loading') => (dossier === 'loading' ? undefined : dossier);
