import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../../core/operation.ts';
import { findRollRows, findRolls, getRoll, type scanEnvelope } from '../../../../../modules/reception/contract.ts';
import { call } from '../../../../call.ts';
import { useReceptionChanged } from '../useParcel.ts';

export type Roll = OutputOf<typeof getRoll>;
export type RollRow = OutputOf<typeof findRollRows>['rows'][number];
export type ScannedRow = OutputOf<typeof scanEnvelope>['rows'][number];

export const useRoll = (rollId: string) => useQuery({ queryKey: [getRoll.name, rollId], queryFn: () => call(getRoll, { rollId }) });

/** Asks again for all that a step on a roll changes. */
export function useRollChanged(): () => void {
  const queries = useQueryClient();
  const receptionChanged = useReceptionChanged();
  return () => {
    for (const { name } of [getRoll, findRolls, findRollRows]) void queries.invalidateQueries({ queryKey: [name] });
    receptionChanged();
  };
}
