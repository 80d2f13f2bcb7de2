import { useLocation } from '@tanstack/react-router';
import { createContext, use } from 'react';

/** What a page's frame has to know of it. */
export type PageTitle = { path: string; title: string };

/** The pages by path, given by the shell: so that the parts need not know the table, which knows the pages, which know the parts. */
export const PagesContext = createContext<readonly PageTitle[]>([]);

/** The page that is shown. */
export function usePage(): PageTitle | undefined {
  const pages = use(PagesContext);
  const { pathname } = useLocation();
  return pages.find(({ path }) => isAt(path, pathname));
}

/** True when `pathname` is an address of `path`; `$name` in it stands for any one part. */
export function isAt(path: string, pathname: string): boolean {
  const [wanted, given] = [path.split('/'), pathname.split('/')];
  return (
    wanted.length === given.length && wanted.every((part, index) => part === given[index] || (part.startsWith('$') && given[index] !== ''))
  );
}
