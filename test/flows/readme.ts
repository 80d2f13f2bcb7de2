import type { Browser, Page } from 'playwright-core';
import { openPage } from '../e2e/open-page.ts';

/** The demonstration centre as a newcomer meets it: one browser window a role, signed in once with the password from the file. */
export function openDesk(browser: Browser, product: { url: string }, passwordOf: (loginName: string) => string) {
  const desks = new Map<string, Page>();
  return async (loginName: string, path: string): Promise<Page> => {
    const standing = desks.get(loginName);
    if (standing) {
      await standing.goto(path);
      return standing;
    }
    const page = await openPage({ browser, product }, path, loginName, { password: passwordOf(loginName) });
    desks.set(loginName, page);
    return page;
  };
}
