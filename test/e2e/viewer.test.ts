import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findAuditLines } from '../../src/modules/accounts/contract.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';
import { publishSample } from './published.ts';

const SEED = 11;
const TIMEOUT = 120_000;
const SOON = { timeout: 15_000 }; // on a machine that does other things too

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-viewer-'));
const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
  fs.rmSync(folder, { recursive: true });
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

let dossierId = '';
let pageIds: string[] = [];

const open = (path: string, loginName: string) => openPage({ browser, product, faults }, path, loginName);

beforeAll(async () => {
  await setUpAt(product);
  for (const role of ['clerk', 'scanner', 'inspector', 'approver', 'arranger']) await addUser(product.url, role, `${role}甲`, [role]);
  ({ dossierId, pageIds } = await publishSample(product.url, { folder, seed: SEED, dpi: 300 }));
}, TIMEOUT);

const seen = (page: Page, nth = 0) => page.locator('.page-image:not([hidden])').nth(nth).waitFor();
/** Every tile that was asked for is there. */
const isSharp = (page: Page) =>
  page
    .locator('.tiles img')
    .evaluateAll((all) => all.length > 0 && all.every((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 0));

async function auditCount(operation: string): Promise<number> {
  const auditor = await signInAt(product.url, 'auditadmin');
  const { lines } = (await auditor(findAuditLines, { operation, limit: 200 } as never)) as { lines: object[] };
  return lines.length;
}

test('the first page is there soon, the next ones are fetched ahead, and no page is fetched twice', { timeout: TIMEOUT }, async () => {
  const page = await open(`/dossiers/${dossierId}`, 'arranger');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/image')) asked.push(request.url());
  });
  const link = page.getByRole('link', { name: '阅档', exact: true });
  await link.waitFor();
  await page.waitForLoadState('networkidle');
  await link.click();
  await seen(page);
  await expect.poll(() => asked.length, SOON).toBe(3);
  await page.keyboard.press('j');
  await seen(page);
  await expect.poll(() => asked.length, SOON).toBe(4);
  await page.keyboard.press('k');
  await seen(page);
  await page.waitForTimeout(300);
  expect(asked.map((address) => new URL(address).pathname)).toEqual(pageIds.slice(0, 4).map((id) => `/api/pages/${id}/image`));
  await keepScreenshot(page, 'viewer');
  await axeCheck(page, 'viewer');
  await page.context().close();
});

test('zooming in brings the full image in tiles, turned or not, under one audit line a page', { timeout: TIMEOUT }, async () => {
  const page = await open(`/dossiers/${dossierId}/read`, 'arranger');
  await seen(page);
  expect(await page.locator('.tiles img').count()).toBe(0); // the view is enough for the whole page
  for (let times = 0; times < 7; times++) await page.keyboard.press('+');
  await expect.poll(() => isSharp(page), SOON).toBe(true);
  const before = await page.locator('.tiles img').count();
  await keepScreenshot(page, 'viewer-close');
  await page.locator('.stage').evaluate((stage) => stage.scrollBy(0, 900));
  await expect.poll(() => page.locator('.tiles img').count(), SOON).toBeGreaterThan(before);
  await page.keyboard.press('t');
  await expect.poll(() => isSharp(page), SOON).toBe(true);
  await keepScreenshot(page, 'viewer-close-turned');
  expect(await auditCount('access.openPageTiles')).toBe(1);
  expect(await auditCount('access.getPageTile')).toBe(0);
  await page.context().close();
});

test('two pages, and the raw image beside the optimised one, move together', { timeout: TIMEOUT }, async () => {
  const page = await open(`/dossiers/${dossierId}/read`, 'arranger');
  await seen(page);
  await page.keyboard.press('d');
  await seen(page, 1);
  await keepScreenshot(page, 'viewer-pair');
  await page.keyboard.press('j');
  expect(await page.locator('.viewer-walk [role=status]').textContent()).toMatch(/^3\//);
  await page.keyboard.press('c');
  await page.getByRole('region', { name: '原始图像' }).waitFor();
  await seen(page, 1);
  for (let times = 0; times < 4; times++) await page.keyboard.press('+');
  await page.getByRole('region', { name: '原始图像' }).evaluate((stage) => stage.scrollTo(0, stage.scrollHeight));
  const place = (name: string) =>
    page.getByRole('region', { name }).evaluate(({ scrollTop, scrollHeight, clientHeight }) => scrollTop / (scrollHeight - clientHeight));
  await expect.poll(() => place('优化图像'), SOON).toBeGreaterThan(0.98);
  await keepScreenshot(page, 'viewer-compare');
  await axeCheck(page, 'viewer-compare');
  await page.keyboard.press('c');
  await page.getByRole('region', { name: '页面图像' }).waitFor();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: '快捷键' });
  for (const title of ['双页并排', '原始与优化图像对照', '适合高度', '顺时针旋转 90°', '下一页', '到第 4 类'])
    await keys.getByText(title).first().waitFor();
  await page.context().close();
});
