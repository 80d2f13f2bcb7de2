import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findDossiers } from '../../../../modules/holdings/contract.ts';
import { dayStatus, findParcels, getParcel } from '../../../../modules/reception/contract.ts';
import { findWaiting } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';

export type Parcel = OutputOf<typeof getParcel>;
export type DossierRow = OutputOf<typeof findDossiers>['dossiers'][number];

const PAGE = 200;

export const useParcel = (parcelId: string | undefined) =>
  useQuery({
    queryKey: [getParcel.name, parcelId],
    queryFn: () => call(getParcel, { parcelId: parcelId ?? '' }),
    enabled: parcelId !== undefined,
  });

/** All that was registered out of a parcel, newest first; what was void is among them. */
export const useDossiersOf = (parcelId: string | undefined) =>
  useQuery({
    queryKey: [findDossiers.name, 'of parcel', parcelId],
    queryFn: async () => {
      const all: DossierRow[] = [];
      for (let before: string | undefined, isDone = false; !isDone; ) {
        const page = await call(findDossiers, { parcelId, before, limit: PAGE });
        all.push(...page.dossiers);
        before = page.next ?? undefined;
        isDone = page.next === null;
      }
      return all;
    },
    enabled: parcelId !== undefined,
  });

/** Asks again for all that a registration or a step of a parcel changes. */
export function useReceptionChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [getParcel, findParcels, findDossiers, dayStatus, findWaiting])
      void queries.invalidateQueries({ queryKey: [name] });
  };
}
