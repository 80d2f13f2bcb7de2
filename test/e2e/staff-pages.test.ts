import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { signParcel } from '../../src/modules/reception/contract.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

const TIMEOUT = 120_000;
const SCHEMES = ['light', 'dark'] as const;
const senders = ['西山区人力资源公共服务中心', '市交通局组织人事处', '某某大学档案馆', '南桥街道党工委组织科', '北辰科技发展有限公司'];

await setUpAt(product);
await addUser(product.url, 'clerk', '赵收件', ['clerk']);
const clerk = await signInAt(product.url, 'clerk');
for (let i = 0; i < 60; i += 1) {
  const carrier = (['confidential-post', 'ems', 'party-courier', 'messenger'] as const)[i % 4] ?? 'ems';
  const trackingNo = carrier === 'messenger' ? '' : `EZ${100_200_300 + i}CN`;
  await clerk(signParcel, {
    carrier,
    trackingNo,
    sender: senders[i % senders.length] ?? '',
    sealState: 'intact',
    listedCount: (i % 9) + 1,
  });
}

type Look = { width: number; height: number; colorScheme: 'light' | 'dark' };

async function open(loginName: string, look: Look): Promise<Page> {
  const page = await openPage({ browser, product, faults }, '/', loginName, look);
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  return page;
}

/** By who looks: the pages, and what to wait for before they are judged. */
const visits = [
  { loginName: 'clerk', path: '/', name: 'home', text: '待登记的包裹' },
  { loginName: 'clerk', path: '/reception/parcels', name: 'parcels', text: 'EZ100200358CN' },
  { loginName: 'clerk', path: '/reception/parcels?state=returned', name: 'parcels-empty', text: '没有符合条件的包裹' },
  { loginName: 'clerk', path: '/search', name: 'search-empty', text: '一个框，填已知的任一项' },
  { loginName: 'clerk', path: '/system/users', name: 'forbidden', text: '没有打开“用户”的权限' },
  { loginName: 'clerk', path: '/password', name: 'password', text: '再输一遍' },
  { loginName: 'sysadmin', path: '/', name: 'home-sysadmin', text: '没有等待处理的事项' },
  { loginName: 'sysadmin', path: '/system/users', name: 'users', text: '赵收件' },
  { loginName: 'sysadmin', path: '/system/roles', name: 'roles', text: '收件员' },
  { loginName: 'sysadmin', path: '/system/institutions', name: 'institutions', text: '110101' },
  { loginName: 'auditadmin', path: '/system/audit-lines', name: 'audit-lines', text: '入口' },
];

test.each(SCHEMES)('every page can be read by everybody (%s)', { timeout: TIMEOUT }, async (colorScheme) => {
  const pages = new Map<string, Page>();
  for (const { loginName, path, name, text } of visits) {
    const page = pages.get(loginName) ?? (await open(loginName, { width: 1366, height: 768, colorScheme }));
    pages.set(loginName, page);
    await page.goto(path);
    await page.getByText(text).last().waitFor();
    await keepScreenshot(page, `${name}-${colorScheme}`);
    await axeCheck(page, `${name} ${colorScheme}`);
  }
  for (const page of pages.values()) await page.context().close();
});

test.each(SCHEMES)('every dialog can be read by everybody (%s)', { timeout: TIMEOUT }, async (colorScheme) => {
  const judge = async (page: Page, name: string, within?: string) => {
    await keepScreenshot(page, `${name}-${colorScheme}`);
    await axeCheck(page, `${name} ${colorScheme}`, within);
  };
  const sysadmin = await open('sysadmin', { width: 1366, height: 768, colorScheme });
  await sysadmin.goto('/system/users');
  for (const button of ['建立用户', '重设密码：赵收件', '停用：赵收件']) {
    await sysadmin.getByRole('button', { name: button }).click();
    await sysadmin.getByRole('dialog').getByRole('button').last().waitFor();
    await sysadmin.waitForTimeout(100); // the dialog is placed a frame after it is there
    await judge(sysadmin, `dialog-${button.slice(0, 4)}`);
    await sysadmin.keyboard.press('Escape');
    await sysadmin.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await sysadmin.goto('/system/institutions');
  await sysadmin.getByRole('button', { name: '建立下级单位' }).click();
  await judge(sysadmin, 'dialog-建立单位');
  const secadmin = await open('secadmin', { width: 1366, height: 768, colorScheme });
  await secadmin.goto('/system/users');
  await secadmin.getByRole('button', { name: '分配角色：赵收件' }).click();
  await judge(secadmin, 'dialog-分配角色');
  await secadmin.keyboard.press('Escape');
  await secadmin.getByRole('dialog').waitFor({ state: 'detached' });
  await secadmin.keyboard.press('Control+k');
  await secadmin.keyboard.type('s'); // an empty field has no colour to judge
  await judge(secadmin, 'dialog-查找', 'dialog');
  await secadmin.keyboard.press('Escape');
  await secadmin.keyboard.press('?');
  await judge(secadmin, 'dialog-快捷键');
  await secadmin.keyboard.press('Escape');
  await secadmin.getByRole('button', { name: /个人菜单/ }).click();
  await judge(secadmin, 'menu', '[role=menu]');
  await Promise.all([sysadmin.context().close(), secadmin.context().close()]);
});

test('fifteen rows are seen on a small screen, and the list is paged by keys', { timeout: TIMEOUT }, async () => {
  const page = await open('clerk', { width: 1366, height: 768, colorScheme: 'light' });
  await page.goto('/reception/parcels');
  await page.getByText('EZ100200358CN').waitFor();
  const seen = await page.locator('tbody tr').evaluateAll((rows) => {
    const bottom = rows[0]?.closest('section')?.getBoundingClientRect().bottom ?? 0;
    return rows.filter((row) => row.getBoundingClientRect().bottom <= bottom).length;
  });
  expect(seen).toBeGreaterThanOrEqual(15);
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await page.getByText('第 2 页').waitFor();
  await page.reload();
  await page.getByText('第 2 页').waitFor();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(10);
  await page.getByRole('button', { name: '上一页' }).click();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(50);
  await page.context().close();
});

test.each([
  { name: 'zoom-200', width: 683, height: 384 },
  { name: 'wide', width: 1920, height: 1080 },
])('the desk works at $name', { timeout: TIMEOUT }, async ({ name, width, height }) => {
  const page = await open('clerk', { width, height, colorScheme: 'light' });
  await page.getByRole('link', { name: '签收', exact: true }).click();
  await page.getByText('EZ100200358CN').waitFor();
  await keepScreenshot(page, `parcels-${name}`);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await axeCheck(page, name);
  await page.context().close();
});
