import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findRows, findRuns, getRun } from '../../../../modules/opening/contract.ts';
import { busyStates } from '../../../../modules/opening/rules.ts';
import { findRooms } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';

export type Run = OutputOf<typeof getRun>;
export type RunRow = OutputOf<typeof findRuns>['runs'][number];
export type Row = OutputOf<typeof findRows>['rows'][number];

const EVERY_MS = 700;

export const isBusy = ({ state }: Pick<RunRow, 'state'>): boolean => busyStates.includes(state);

/** One list; asked again while a step is at work, so that its progress is seen whoever began it. */
export const useRun = (runId: string) =>
  useQuery({
    queryKey: [getRun.name, runId],
    queryFn: () => call(getRun, { runId }),
    refetchInterval: ({ state: { data } }) => (data && isBusy(data) ? EVERY_MS : false),
  });

/** Asks again for all that a step of a list changes. */
export function useRunChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [getRun, findRuns, findRows, findRooms]) void queries.invalidateQueries({ queryKey: [name] });
  };
}
