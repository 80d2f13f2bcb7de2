import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findDossierEvents, findDossiers, getDossier } from '../../../../modules/holdings/contract.ts';
import { dayStatus } from '../../../../modules/reception/contract.ts';
import { findRooms, findShelves, findWaiting } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';

export type Waiting = OutputOf<typeof findWaiting>['volumes'][number];
export type WaitingState = 'registered' | 'handedOver';

const PAGE = 200;

/** Volumes between desk and store room, oldest first. */
export const useWaiting = (state: WaitingState, after?: string) =>
  useQuery({
    queryKey: [findWaiting.name, state, after],
    queryFn: () => call(findWaiting, { state, after, limit: PAGE }),
    placeholderData: (before) => before,
  });

/** Asks again for all that a hand-over or a shelving changes. */
export function useVolumesChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [findWaiting, findRooms, findShelves, findDossiers, getDossier, findDossierEvents, dayStatus])
      void queries.invalidateQueries({ queryKey: [name] });
  };
}

/** `200+` where there are more than were counted. */
export const countOf = (data: OutputOf<typeof findWaiting> | undefined): string | undefined =>
  data && `${data.volumes.length}${data.next === null ? '' : '+'}`;
