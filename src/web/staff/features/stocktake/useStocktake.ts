import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import {
  findMissing,
  findResults,
  findStocktakeShelves,
  findStocktakes,
  getShelf,
  getStocktake,
} from '../../../../modules/stocktake/contract.ts';
import { call } from '../../../call.ts';

export type StocktakeHead = OutputOf<typeof getStocktake>;
export type Line = OutputOf<typeof findResults>['lines'][number];
export type ShelfLine = OutputOf<typeof getShelf>['lines'][number];

export const useStocktake = (stocktakeId: string) =>
  useQuery({ queryKey: [getStocktake.name, stocktakeId], queryFn: () => call(getStocktake, { stocktakeId }) });

/** Asks again for all that a count or a settlement changes. */
export function useStocktakeChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [getStocktake, findStocktakes, findStocktakeShelves, findResults, getShelf, findMissing])
      void queries.invalidateQueries({ queryKey: [name] });
  };
}
