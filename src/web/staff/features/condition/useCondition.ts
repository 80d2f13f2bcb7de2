import { useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findInspections, findUninspected, getIntactRatio } from '../../../../modules/condition/contract.ts';

export type Inspection = OutputOf<typeof findInspections>['inspections'][number];
export type Uninspected = OutputOf<typeof findUninspected>['volumes'][number];

/** Asks again for all that an inspection changes. */
export function useConditionChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [findInspections, findUninspected, getIntactRatio]) void queries.invalidateQueries({ queryKey: [name] });
  };
}
