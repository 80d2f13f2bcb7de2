import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../../core/operation.ts';
import { findLoose } from '../../../../../modules/digitisation/contract.ts';
import { placeInFile } from '../../../../../modules/digitisation/rules.ts';
import { call } from '../../../../call.ts';

export type TrayPage = OutputOf<typeof findLoose>['pages'][number];

const AT_ONCE = 200;

/** The tray, first come first, as far as it has been asked for. */
export function useTray() {
  const query = useInfiniteQuery({
    queryKey: [findLoose.name],
    queryFn: ({ pageParam }) => call(findLoose, { after: pageParam, limit: AT_ONCE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const pages = query.data?.pages.flatMap((part) => part.pages);
  return {
    ...query,
    pages,
    waitingCount: query.data?.pages.at(-1)?.waitingCount ?? 0,
    isWhole: query.data !== undefined && !query.hasNextPage,
  };
}

/** Asks for the tray again: pages came, or went. */
export function useTrayChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: [findLoose.name] });
    void queries.invalidateQueries({ queryKey: ['inbox'] });
  };
}

/** `scan_0003.pdf 第 2 页`: a page in words. */
export const pageName = (page: TrayPage): string => placeInFile(page);
