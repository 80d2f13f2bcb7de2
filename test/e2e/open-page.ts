import type { Browser, Page } from 'playwright-core';
import { collectFaults } from './browser.ts';
import { PASSWORD } from './product.ts';

type Desk = { browser: Browser; product: { url: string }; faults?: string[] };
type Look = { width?: number; height?: number; colorScheme?: 'light' | 'dark'; password?: string; timeoutMs?: number };

/** A window of its own at `path`, signed in there; without a login name it stands before the sign-in. */
export async function openPage({ browser, product, faults }: Desk, path: string, loginName?: string, look: Look = {}): Promise<Page> {
  const { width = 1366, height = 768, colorScheme = 'light', password, timeoutMs = 30_000 } = look;
  const context = await browser.newContext({
    ...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme, viewport: { width, height }, baseURL: product.url },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(timeoutMs);
  if (faults) collectFaults(page, faults);
  await page.goto(path);
  if (loginName) await signIn(page, loginName, password);
  return page;
}

export async function signIn(page: Page, loginName: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('登录名').fill(loginName);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
}
