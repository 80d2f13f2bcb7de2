import type { Browser, Page } from 'playwright-core';

/** The demonstration centre as a newcomer meets it: one browser window a role, signed in once with the password from the file. */
export function openDesk(browser: Browser, baseURL: string, passwordOf: (loginName: string) => string) {
  const desks = new Map<string, Page>();
  return async (loginName: string, path: string): Promise<Page> => {
    const standing = desks.get(loginName);
    if (standing) {
      await standing.goto(path);
      return standing;
    }
    const size = { width: 1366, height: 768 };
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: size, baseURL });
    const page = await context.newPage();
    await page.goto(path);
    await page.getByLabel('登录名').fill(loginName);
    await page.getByLabel('密码', { exact: true }).fill(passwordOf(loginName));
    await page.keyboard.press('Enter');
    desks.set(loginName, page);
    return page;
  };
}
