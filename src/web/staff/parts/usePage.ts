import { useMatch } from '@tanstack/react-router';
import { createContext, use } from 'react';

/** What a page's frame has to know of it. */
export type PageTitle = { path: string; title: string };

/** The pages by path, given by the shell: so that the parts need not know the table, which knows the pages, which know the parts. */
export const PagesContext = createContext<readonly PageTitle[]>([]);

/** The page that this component belongs to. Not the address: that moves on while the next page is still on its way. */
export function usePage(): PageTitle | undefined {
  const pages = use(PagesContext);
  const shown = useMatch({ strict: false, select: ({ fullPath }) => fullPath as string });
  return pages.find(({ path }) => path === shown);
}

/** True when `pathname` is an address of `path`; `$name` in it stands for any one part. */
export function isAt(path: string, pathname: string): boolean {
  const [wanted, given] = [path.split('/'), pathname.split('/')];
  const fits = (part: string, index: number) => part === given[index] || (part.startsWith('$') && given[index] !== '');
  return wanted.length === given.length && wanted.every(fits);
}
