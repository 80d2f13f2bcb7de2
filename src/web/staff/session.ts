import { queryOptions, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../core/operation.ts';
import type { Permission } from '../../core/permissions.ts';
import { signOut, whoAmI } from '../../modules/accounts/contract.ts';
import { call } from '../call.ts';

/** Who is signed in, and what he may do. */
export type Session = OutputOf<typeof whoAmI>;

export const sessionQuery = queryOptions({ queryKey: [whoAmI.name], queryFn: () => call(whoAmI, {}), staleTime: 60_000 });

/** The signed-in user; only for what is shown behind the sign-in. */
export const useSession = (): Session => useSuspenseQuery(sessionQuery).data;

/** `null` asks for nothing but a session. */
export const may = (session: Session, permission: Permission | null): boolean =>
  permission === null || session.permissions.includes(permission);

export const SIGN_IN = '/sign-in';
export const PASSWORD = '/password';

/** Ends this session, or all of the user's, and starts from the sign-in page with nothing kept in memory. */
export function useSignOut(): (everywhere: boolean) => Promise<void> {
  const queries = useQueryClient();
  return async (everywhere) => {
    await call(signOut, { everywhere });
    queries.clear();
    location.assign(SIGN_IN);
  };
}
