import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { changeSetting } from '../../src/modules/accounts/contract.ts';
import { findLoose, getPages } from '../../src/modules/digitisation/contract.ts';
import { registerDossier } from '../../src/modules/reception/contract.ts';
import { makePeople, makeSamples, type Truth } from '../../src/modules/samples/index.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const SEED = 7;
const TIMEOUT = 180_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-loose-'));
const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
  fs.rmSync(folder, { recursive: true });
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

await makeSamples(path.join(folder, 'set'), { seed: SEED, dossiers: 1, dpi: 100, as: 'loose', pagesPerDossier: 8 });
const truth = JSON.parse(fs.readFileSync(path.join(folder, 'set', 'truth.json'), 'utf8')) as Truth;
const items = truth.dossiers[0]?.items ?? [];
const PAGES = items.reduce((sum, { pages }) => sum + pages.length, 0);
const loose = path.join(folder, 'set', 'loose');
const files = fs.readdirSync(loose).map((name) => path.join(loose, name));
const program = path.join(folder, '程序.jpg');
fs.writeFileSync(program, 'MZ this is a program');
const [person] = makePeople(SEED, 1);

await setUpAt(product);
for (const [loginName, displayName, role] of [
  ['clerk', '赵收件', 'clerk'],
  ['scanner', '钱扫描', 'scanner'],
] as const)
  await addUser(product.url, loginName, displayName, [role]);
await (await signInAt(product.url, 'sysadmin'))(changeSetting, { key: 'digitisation.existingDpi', value: '100' });
const clerk = await signInAt(product.url, 'clerk');
const { dossierId } = (await clerk(registerDossier, {
  person: { name: person?.name ?? '', idNumber: person?.idNumber ?? '' },
  previousInstitution: person?.formerCustodian ?? '',
  inReason: 'employment',
  reason: '核对无误',
} as never)) as { dossierId: string };
const scanner = await signInAt(product.url, 'scanner');

const open = () => openPage({ browser, product, faults }, '/digitisation/loose', 'scanner');

async function judge(page: Page, part: string) {
  await keepScreenshot(page, part);
  await axeCheck(page, part);
}

const option = (page: Page, name: string) => page.getByRole('option', { name, exact: true });
const nameOf = ({ file, pageInFile }: { file: string; pageInFile?: number }) => (pageInFile ? `${file} 第 ${pageInFile} 页` : file);

test('files are given, judged one by one, and their pages wait in the tray', { timeout: TIMEOUT }, async () => {
  const page = await open();
  await page.getByText('托盘是空的').waitFor();
  await judge(page, 'loose-empty');
  await page.getByLabel('散页文件').setInputFiles(files.slice(0, 1));
  await page.getByText('低于 300 dpi').first().waitFor();
  await page.getByRole('button', { name: '清除' }).click();
  await page.getByLabel('存量').check();
  await page.getByLabel('散页文件').setInputFiles([...files, program]);
  await page.getByText(`${files.length + 1}/${files.length + 1} 个文件：放入托盘 ${files.length}，未通过 1`).waitFor({ timeout: 60_000 });
  await page.getByText('文件是可执行程序').waitFor();
  await page.getByText(`托盘 ${PAGES} 页，已选 0 页`).waitFor();
  await page.waitForLoadState('networkidle');
  await judge(page, 'loose-tray');
  await page.getByRole('button', { name: '清除' }).click();
  await page.getByLabel('散页文件').setInputFiles(files);
  await page.getByText(`放入托盘 0，已有、未变 ${files.length}`).waitFor({ timeout: 60_000 });
  await page.context().close();
});

/** Chooses the pages of each item, the first by a click and the rest with Shift, and types the row that they make. */
async function typeRows(page: Page) {
  for (const [index, item] of items.entries()) {
    const [first, ...rest] = item.pages;
    if (first) await option(page, nameOf(first)).click();
    if (rest.length > 0) await option(page, nameOf(rest.at(-1) ?? first ?? { file: '' })).click({ modifiers: ['Shift'] });
    await page.getByText(`已选 ${item.pages.length} 页`).waitFor();
    await page.keyboard.press('a');
    const label = `第 ${index + 1} 行`;
    await page.getByLabel(`${label}类号`).selectOption(item.categoryCode);
    await page.getByLabel(`${label}材料名称`).fill(item.title);
    await page.getByLabel(`${label}材料形成时间`).fill(item.formedOn ?? '');
    if (index === 0) await judge(page, 'loose-rows');
  }
}

/** One sitting from here on: what is put where is kept by the browser. */
let sitting: Page;

test('pages are chosen by mouse and keyboard, looked at, put under rows typed here, and nothing is lost on a reload', {
  timeout: TIMEOUT,
}, async () => {
  sitting = await open();
  const page = sitting;
  await page.getByText(`托盘 ${PAGES} 页，已选 0 页`).waitFor();
  const tray = page.getByRole('listbox', { name: '未分配散页' });
  await tray.focus();
  await page.keyboard.press('Control+a');
  await page.getByText(`已选 ${PAGES} 页`).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('已选 2 页').waitFor();
  await page.keyboard.press('Space'); // the second no longer
  await page.getByText('已选 1 页').waitFor();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('img').evaluate((image) => (image as unknown as { decode: () => Promise<void> }).decode());
  await judge(page, 'loose-look');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.getByText('已选 2 页').waitFor();
  await tray.focus();
  await page.keyboard.press('Escape');

  await page.getByLabel('查找档案').fill(person?.name ?? '');
  await page.getByRole('option', { name: person?.name ?? '' }).waitFor();
  await judge(page, 'loose-pick');
  await page.getByLabel('查找档案').press('Enter');
  await page.getByText('目录在此填写').waitFor();
  await typeRows(page);
  await page.getByText('托盘里的页面都放好了').waitFor();
  await page.reload();
  await page.getByText('托盘里的页面都放好了').waitFor();
  expect(await page.getByLabel(`第 ${items.length} 行材料名称`).inputValue()).toBe(items.at(-1)?.title);

  // taken back, put again by the number of its row, and moved to where it was
  const several = items.findIndex(({ pages }) => pages.length > 1);
  const row = page.getByLabel(`第 ${several + 1} 行`, { exact: true });
  const firstMini = row.getByRole('button', { name: new RegExp(`^第 ${several + 1} 行第 1 页`) });
  await firstMini.click();
  await row.getByRole('button', { name: '取回' }).click();
  await page.getByText('托盘里的页面都放好了').waitFor({ state: 'hidden' });
  await tray.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press(String(several + 1));
  await page.getByText('托盘里的页面都放好了').waitFor();
  const count = items[several]?.pages.length ?? 0;
  for (let place = count; place > 1; place -= 1) {
    await row.getByRole('button', { name: new RegExp(`^第 ${several + 1} 行第 ${place} 页`) }).focus();
    await page.keyboard.press('Alt+ArrowLeft');
  }
  await page.waitForLoadState('networkidle');
  await judge(page, 'loose-ready');
});

test('a wrong row is named at its place; put right, the pages become the scans of the dossier', { timeout: TIMEOUT }, async () => {
  const page = sitting;
  const title = page.getByLabel('第 1 行材料名称');
  await title.fill('');
  await page.getByRole('button', { name: `分配 ${PAGES} 页` }).click();
  await page.getByLabel('第 1 行', { exact: true }).locator('.short-issues').waitFor();
  await judge(page, 'loose-refused');
  await title.fill(items[0]?.title ?? '');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`已分配 ${PAGES} 页`).first().waitFor();
  await page.getByText('托盘是空的').waitFor();
  await judge(page, 'loose-done');
  expect(await scanner(findLoose, { limit: 10 })).toMatchObject({ pages: [], waitingCount: 0 });
  const scans = (await scanner(getPages, { dossierId })) as { items: { title: string; pages: { fileName: string }[] }[] };
  expect(scans.items.map((item) => [item.title, item.pages.map(({ fileName }) => fileName)])).toEqual(
    items.map((item) => [item.title, item.pages.map(nameOf)]),
  );
  await page.getByRole('link', { name: '数字化进度' }).last().click();
  await page.getByRole('cell', { name: '待质检', exact: true }).waitFor({ timeout: 60_000 });
  await page.context().close();
});
