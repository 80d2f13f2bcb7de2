import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf, OutputOf } from '../../../../core/operation.ts';
import { findDossierEvents, findDossiers, getDossier } from '../../../../modules/holdings/contract.ts';
import { findTickets } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';

export type Ticket = OutputOf<typeof findTickets>['tickets'][number];
type Filter = Omit<InputOf<typeof findTickets>, 'limit' | 'after'>;

const PAGE = 100;

export const useTickets = (filter: Filter, after?: string) =>
  useQuery({
    queryKey: [findTickets.name, filter, after],
    queryFn: () => call(findTickets, { ...filter, after, limit: PAGE }),
    placeholderData: (before) => before,
    ...{ staleTime: 0, refetchInterval: 20_000 }, // the other side of a hand-over works at another desk
  });

/** Asks again for all that a step of a ticket changes. */
export function useTicketsChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [findTickets, findDossiers, getDossier, findDossierEvents]) void queries.invalidateQueries({ queryKey: [name] });
  };
}

/** `100+` where there are more than were counted. */
export const ticketCount = (data: OutputOf<typeof findTickets> | undefined): string | undefined =>
  data && `${data.tickets.length}${data.next === null ? '' : '+'}`;
