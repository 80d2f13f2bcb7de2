import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, expect, test } from 'vitest';
import { changeSetting } from '../../src/modules/accounts/contract.ts';
import { registerDossier } from '../../src/modules/reception/contract.ts';
import { makePeople, makeSamples, type Truth } from '../../src/modules/samples/index.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const SEED = 7;
const TIMEOUT = 180_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-scans-'));
const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
  fs.rmSync(folder, { recursive: true });
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

await makeSamples(path.join(folder, 'set'), { seed: SEED, dossiers: 1, dpi: 100, as: 'package', pagesPerDossier: 6 });
const truth = JSON.parse(fs.readFileSync(path.join(folder, 'set', 'truth.json'), 'utf8')) as Truth;
const PAGES = truth.dossiers[0]?.items.reduce((sum, { pages }) => sum + pages.length, 0) ?? 0;
const packages = path.join(folder, 'set', 'packages');
const [name = ''] = fs.readdirSync(packages);
const zip = path.join(packages, name);
const [person] = makePeople(SEED, 1);

await setUpAt(product);
for (const [loginName, displayName, role] of [
  ['clerk', '赵收件', 'clerk'],
  ['scanner', '钱扫描', 'scanner'],
  ['inspector', '孙质检', 'inspector'],
  ['approver', '李审核', 'approver'],
  ['reader', '周整理', 'arranger'], // reads without a grant, and works on no scans
] as const)
  await addUser(product.url, loginName, displayName, [role]);
const sysadmin = await signInAt(product.url, 'sysadmin');
await sysadmin(changeSetting, { key: 'digitisation.existingDpi', value: '100' });
const clerk = await signInAt(product.url, 'clerk');
const { dossierId, referenceCode } = (await clerk(registerDossier, {
  person: { name: person?.name ?? '', idNumber: person?.idNumber ?? '' },
  previousInstitution: person?.formerCustodian ?? '',
  inReason: 'employment',
  reason: '核对无误',
} as never)) as { dossierId: string; referenceCode: string };

const open = (path: string, loginName: string, look: { width?: number; height?: number } = {}) =>
  openPage({ browser, product, faults }, path, loginName, { ...look, timeoutMs: 60_000 });

/** The page that is shown has been drawn. */
const seen = (page: Page) => page.locator('.page-image:not([hidden])').waitFor();

async function judge(page: Page, part: string) {
  await keepScreenshot(page, part);
  await axeCheck(page, part);
}

test('a dossier without scans says so to a reader', { timeout: TIMEOUT }, async () => {
  const page = await open(`/dossiers/${dossierId}`, 'reader');
  await page.getByRole('link', { name: '阅档', exact: true }).click();
  await page.getByText('这份档案还没有扫描件').waitFor();
  await judge(page, 'read-none');
  await page.context().close();
});

test('a package is refused with its rules, then taken as existing scans', { timeout: TIMEOUT }, async () => {
  const page = await open('/digitisation/imports', 'scanner');
  await page.getByText('还没有导入过数据包').waitFor();
  await page.getByLabel('数据包').setInputFiles([zip]);
  await page
    .getByRole('button', { name: /^检查结果/ })
    .click()
    .catch(async (cause: unknown) => {
      throw new Error(`the package was not judged: ${await page.locator('main').textContent()}`, { cause });
    });
  const drawer = page.getByRole('dialog');
  await drawer.getByText('低于 300 dpi').first().waitFor();
  await drawer.getByText('依据').first().click();
  await drawer.getByText('GB/T 33870-2017').first().waitFor();
  await judge(page, 'imports-refused');
  await page.keyboard.press('Escape'); // closes what is said of the rule
  await page.keyboard.press('Escape');
  await page.getByLabel(/存量/).check();
  await page.getByLabel('数据包').setInputFiles([zip]);
  await page.getByText('2/2 个').waitFor();
  await page.getByRole('button', { name: /^接收：/ }).waitFor();
  await judge(page, 'imports');
  await page.getByRole('button', { name: /^接收：/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`共 ${PAGES} 页`).waitFor();
  if (await dialog.getByLabel('对提示的说明').count()) await dialog.getByLabel('对提示的说明').fill('原件如此，已核对');
  await dialog.getByRole('button', { name: '接收', exact: true }).click();
  await page.getByText(`已接收 ${PAGES} 页`).waitFor();
  await page.getByRole('link', { name: '数字化进度' }).click();
  await page.getByRole('cell', { name: '待质检', exact: true }).waitFor({ timeout: 60_000 }); // without reloading
  await judge(page, 'scans');
  await page.context().close();
});

test('an inspector judges by keyboard, loses nothing on a reload, and returns one page', { timeout: TIMEOUT }, async () => {
  const page = await open('/digitisation/scans?state=inspecting', 'inspector');
  await page.getByRole('link', { name: `质检：${referenceCode}` }).click();
  await seen(page);
  await page.getByText(`已判 0/${PAGES}`).waitFor();
  await judge(page, 'inspect');
  await page.keyboard.press('Space');
  await page.keyboard.press('r');
  await page.keyboard.press('Enter'); // nothing chosen yet: refused
  await page.getByText('先按数字键选缺陷').waitFor();
  await page.keyboard.press('4');
  await judge(page, 'inspect-return');
  await page.keyboard.press('Enter');
  await page.getByText(`已判 2/${PAGES}`).waitFor();
  await page.reload();
  await page.getByText(`已判 2/${PAGES}`).waitFor();
  await seen(page);
  expect(await page.locator('.viewer-walk [role=status]').textContent()).toBe(`3/${PAGES}`);
  await page.keyboard.press('u'); // takes back the return, and goes there
  await page.getByText(`已判 1/${PAGES}`).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.press('4');
  await page.keyboard.press('Space');
  for (let left = PAGES - 2; left > 0; left -= 1) await page.keyboard.press('p');
  await page.getByText(`已判 ${PAGES}/${PAGES}`).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '快捷键' }).getByText('提交全部结论').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await page.getByText('已退回，等扫描员重扫').waitFor();
  await page.context().close();
});

test('the returned page is scanned anew and passes', { timeout: TIMEOUT }, async () => {
  const size = { width: 827, height: 1169, channels: 3 as const };
  const noise = { type: 'gaussian' as const, mean: 210, sigma: 25 };
  const rescan = path.join(folder, 'rescan.jpg');
  await sharp({ create: { ...size, background: '#fff', noise } })
    .withMetadata({ density: 100 })
    .jpeg()
    .toFile(rescan);
  const scanner = await open('/digitisation/scans?state=rework', 'scanner');
  await scanner.getByRole('link', { name: `返工：${referenceCode}` }).click();
  await scanner.getByText('模糊', { exact: true }).waitFor();
  await scanner.getByLabel(/^重扫图像/).setInputFiles([rescan]);
  await judge(scanner, 'rework');
  await scanner.getByRole('button', { name: '替换 1 页' }).click();
  await scanner.getByText('没有需要返工的页面').waitFor({ timeout: 60_000 });
  await scanner.context().close();
  const inspector = await open(`/dossiers/${dossierId}/inspect`, 'inspector');
  await inspector.getByText('已判 0/1').waitFor();
  await seen(inspector);
  await inspector.keyboard.press('Space');
  await inspector.keyboard.press('Control+Enter');
  await inspector.getByText('全部页面合格，等审核员发布').waitFor();
  await inspector.context().close();
});

test('what is published can be read, watermarked, by keyboard', { timeout: TIMEOUT }, async () => {
  const reader = await open(`/dossiers/${dossierId}/read`, 'reader');
  await reader.getByText('扫描件尚未发布').waitFor();
  const approver = await open('/digitisation/scans?state=passed', 'approver');
  await approver.getByRole('button', { name: `发布：${referenceCode}` }).click();
  await approver.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await approver.goto('/digitisation/scans');
  await approver.getByRole('cell', { name: '已发布', exact: true }).waitFor({ timeout: 60_000 });
  await approver.context().close();
  await reader.reload();
  await seen(reader);
  await judge(reader, 'read');
  const place = reader.locator('.viewer-walk [role=status]');
  await reader.keyboard.press('j');
  await seen(reader);
  expect(await place.textContent()).toBe(`2/${PAGES}`);
  await reader.keyboard.press('k');
  expect(await place.textContent()).toBe(`1/${PAGES}`);
  await reader.keyboard.press('2');
  await reader
    .getByText(/没有第 2 类的影像|^2-1$/)
    .first()
    .waitFor();
  const whole = await reader.locator('.stage-box').evaluate((box) => box.clientWidth);
  await reader.keyboard.press('w');
  await expect.poll(() => reader.locator('.stage-box').evaluate((box) => box.clientWidth)).toBeGreaterThan(whole);
  await reader.keyboard.press('t');
  await judge(reader, 'read-turned');
  const address = `/api/pages/${new URL(reader.url()).searchParams.get('page')}/image`;
  const image = await reader.request.get(address);
  expect(image.headers()['cache-control']).toContain('no-store');
  // burnt in for who reads it: the same page is another image for another user
  const inspector = await open('/', 'inspector');
  await inspector.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  const other = await inspector.request.get(address);
  expect((await other.body()).equals(await image.body())).toBe(false);
  await inspector.context().close();
  await reader.context().close();
});
