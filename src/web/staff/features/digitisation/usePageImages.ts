import { useQueries, useQueryClient } from '@tanstack/react-query';
import { getPageImage } from '../../../../modules/access/contract.ts';
import { callForFile } from '../../../call.ts';
import type { PlacedPage } from './usePages.ts';
import { type Shown, type Spread, shownIn } from './useSpread.ts';

/** An image of a page, as far as it is there. */
export type PageBytes = { blob: Blob | undefined; error: Error | null; retry: () => void };

const AHEAD = 2;

/**
 * The images on the stage and, once they are there, those of the pages that come next and of the one before. Each is fetched once while
 * it is near, because the browser may not keep it and a second request would be a second line of the audit log; nothing is kept of a
 * page that is no longer near.
 */
export function usePageImages(spread: Spread, pages: readonly PlacedPage[], current: PlacedPage): (shown: Shown) => PageBytes {
  const queries = useQueryClient();
  const now = shownIn(spread, pages, current);
  const stride = spread === 'pair' ? 2 : 1;
  const ahead = Array.from({ length: AHEAD }, (_, step) => pages[current.place + (step + 1) * stride]);
  const later = [...ahead, pages[current.place - stride]]
    .filter((page) => page !== undefined)
    .flatMap((page) => shownIn(spread, pages, page))
    .filter((one) => !now.some((other) => keyOf(other) === keyOf(one)));
  const wanted = [...new Map([...now, ...later].map((one) => [keyOf(one), one])).values()];
  const isThere = now.every((one) => queries.getQueryData(queryKeyOf(one)) !== undefined);
  const results = useQueries({
    queries: wanted.map((one, place) => ({
      queryKey: queryKeyOf(one),
      queryFn: () => callForFile(getPageImage, { pageId: one.page.id, image: one.image }),
      ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
      enabled: isThere || place < now.length,
    })),
  });
  return (shown) => {
    const result = results[wanted.findIndex((one) => keyOf(one) === keyOf(shown))];
    return { blob: result?.data, error: result?.error ?? null, retry: () => void result?.refetch() };
  };
}

const queryKeyOf = ({ page, image }: Shown) => [getPageImage.name, page.id, page.version, image] as const;
const keyOf = (one: Shown) => queryKeyOf(one).join(' ');
