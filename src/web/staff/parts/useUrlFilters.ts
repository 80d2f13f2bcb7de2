import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Where the pages before this one began (keyset paging); kept with the address, so that a reload still knows the way back. */
    trail?: readonly string[];
  }
}

type Filters = Readonly<Record<string, string | undefined>>;

/**
 * Filters of a list, kept in the address: they survive a reload, go into a bookmark, and Back undoes them. `set` starts again from
 * the first page. `page` is the place in a keyset-paged list; its `cursor` is undefined on the first page.
 */
export function useUrlFilters() {
  const search: Filters = useSearch({ strict: false });
  const { state } = useLocation();
  const navigate = useNavigate();
  const go = (filters: Filters, trail: readonly string[], replace = false) => {
    const kept = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '.', search: () => kept, state: (before) => ({ ...before, trail }), replace });
  };
  const { at: cursor, ...filters } = search;
  const trail = state.trail ?? [];
  return {
    filters,
    set: (changed: Filters, replace = false) => go({ ...filters, ...changed }, [], replace),
    page: {
      cursor,
      number: trail.length + 1,
      first: () => go(filters, []),
      next: (to: string) => go({ ...filters, at: to }, [...trail, cursor ?? '']),
      previous: () => go({ ...filters, at: trail.at(-1) || undefined }, trail.slice(0, -1)),
    },
  };
}

export type Paging = ReturnType<typeof useUrlFilters>['page'];
