import { useQueries } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { nameDossiers } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';
import type { DrillRow } from './useEvaluation.ts';

export type DossierNames = OutputOf<typeof nameDossiers>['names'];

/** `nameDossiers` takes at most 200 ids at once. */
const PAGE = 200;

/** Names of the dossiers in these rows. Those out of the reader's reach stay without. */
export function useDossierNames(rows: readonly DrillRow[]): DossierNames {
  const ids = [...new Set(rows.flatMap(({ dossierId }) => dossierId ?? []))];
  const pages = Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, page) => ids.slice(page * PAGE, (page + 1) * PAGE).join(','));
  const answers = useQueries({
    queries: pages.map((text) => ({
      queryKey: [nameDossiers.name, text],
      queryFn: () => call(nameDossiers, { ids: text }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return Object.assign({}, ...answers.map(({ data }) => data?.names ?? {})) as DossierNames;
}
