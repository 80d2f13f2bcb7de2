import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findInstitutions, findRoles, findUsers } from '../../../../modules/accounts/contract.ts';
import { call } from '../../../call.ts';

export type User = OutputOf<typeof findUsers>['users'][number];
export type Role = OutputOf<typeof findRoles>['roles'][number];

const PAGE = 100;

export const useUsers = (after: string | undefined) =>
  useQuery({
    queryKey: [findUsers.name, after],
    queryFn: () => call(findUsers, { after, limit: PAGE }),
    placeholderData: (before) => before,
  });

/** Up to 200 users, for a field that chooses one. */
export const useUserChoices = () =>
  useQuery({ queryKey: [findUsers.name, 'choices'], queryFn: () => call(findUsers, { limit: 200 }), staleTime: 60_000 });

export const useRoles = () => useQuery({ queryKey: [findRoles.name], queryFn: () => call(findRoles, {}), staleTime: 60_000 });

export const useInstitutions = () => useQuery({ queryKey: [findInstitutions.name], queryFn: () => call(findInstitutions, {}) });

/** Asks for all lists of users again, after one of them has changed. */
export function useUsersChanged(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: [findUsers.name] });
}
