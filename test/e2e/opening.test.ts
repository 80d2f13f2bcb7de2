import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { makePeople } from '../../src/modules/samples/index.ts';
import { createRoom } from '../../src/modules/stackroom/contract.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const TIMEOUT = 180_000;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-opening-'));
const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
  fs.rmSync(folder, { recursive: true });
});
const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

const people = makePeople(5, 60);
const place = (n: number) => `KF01-Q01-J01-A-01-${Math.floor(n / 20) + 1}-${String((n % 20) + 1).padStart(3, '0')}`;
const rows = people.map(({ name, idNumber, formerCustodian }, n) => [
  ...[name, n % 6 === 5 ? '' : idNumber, `流字1999-${String(n).padStart(4, '0')}`, '1', place(n)],
  ...[n % 4 === 0 ? '轻度破损' : '完好', n % 3 === 0 ? '是' : '否', formerCustodian, n === 0 ? '另有光盘' : ''],
]);
const HEAD = ['人员', '身份证号', '旧档号', '卷数', '存放位置', '完好程度', '是否扫描', '原存档单位', '附注'];
const list = path.join(folder, '在架清单.xlsx');
const wrong = rows.map((row, n) => (n === 7 ? row.with(1, '110101198001011111') : n === 9 ? row.with(4, '3架2层') : row));
const cells = [HEAD.with(0, '姓名'), ...wrong].map((row) => row.map((value) => ({ value: value ?? '', type: String })));
fs.writeFileSync(list, await writeXlsxFile(cells, { sheet: '在架' }).toBuffer());

await setUpAt(product);
await addUser(product.url, 'keeper', '孙库管', ['shelver']);
await addUser(product.url, 'clerk', '赵收件', ['clerk']);
await (await signInAt(product.url, 'keeper'))(createRoom, { code: 'KF01', name: '一号库' });

const open = (path: string, loginName: string) => openPage({ browser, product, faults }, path, loginName);

async function judge(page: Page, part: string) {
  await keepScreenshot(page, part);
  await axeCheck(page, part);
}

test('a list is sent, its columns chosen, tried, its shelves made, entered, and rows of it taken back', { timeout: TIMEOUT }, async () => {
  const page = await open('/opening', 'keeper');
  await page.getByText('还没有上传过清单').waitFor();
  await judge(page, 'opening-empty');
  await page.getByLabel('期初清单').setInputFiles([path.join(folder, '在架清单.xlsx')]);
  await page.getByLabel('“旧档号”列对应').waitFor();
  expect(await page.getByLabel('“存放位置”列对应').inputValue()).toBe('address');
  await page.getByLabel('“附注”列对应').selectOption({ label: '备注' });
  await page.getByLabel('接管日').fill('2026-01-01');
  await judge(page, 'opening-columns');
  await page.getByRole('button', { name: '试导' }).click();

  await page.getByText('清单里有 3 层架位还没有建立').waitFor();
  await page.getByText('公民身份号码“110101198001011111”').waitFor();
  await judge(page, 'opening-missing');
  await page.getByRole('button', { name: '补建所缺架位并重新试导' }).click();
  await page.getByRole('button', { name: '正式建账（58 行）' }).waitFor();
  await page.getByRole('button', { name: '不能导入 2' }).click();
  await page.getByText('不是系统的写法').waitFor();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
  await judge(page, 'opening-refused');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载未通过的 2 行' }).click()]);
  expect(download.suggestedFilename()).toBe('在架清单-未通过.xlsx');

  await page.getByRole('button', { name: '正式建账（58 行）' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('58 份档案将以 2026-01-01 为业务日期入账').waitFor();
  if (await dialog.getByText('带提示').count()) await dialog.getByLabel('对提示的说明').fill('同名的已核对');
  await judge(page, 'opening-commit');
  await dialog.getByRole('button', { name: '建账', exact: true }).click();
  await page.getByRole('button', { name: '已建账 58' }).waitFor({ timeout: 60_000 }); // without reloading
  await page.getByRole('button', { name: '已建账 58' }).click();
  await page.getByLabel('选择 第 2 行').check();
  await judge(page, 'opening-committed');
  await page.getByRole('button', { name: '撤销所选 1 行' }).click();
  await page.getByRole('dialog').getByLabel('理由').fill('此人已转出');
  await page.getByRole('dialog').getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByRole('button', { name: '已撤销 1' }).waitFor();
  await page.context().close();
});

test('a corrected list of the refused rows is a list of its own, with the columns remembered', { timeout: TIMEOUT }, async () => {
  const page = await open('/opening', 'keeper');
  const corrected = [HEAD.with(0, '姓名'), rows[7] ?? [], rows[9] ?? []].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n');
  await page.getByText('在架清单.xlsx').waitFor();
  await page.getByLabel('期初清单').setInputFiles([{ name: '改正.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${corrected}`) }]);
  await page.getByText('沿用上次同样表头的列对应').waitFor();
  expect(await page.getByLabel('“附注”列对应').inputValue()).toBe('remark');
  await page.getByLabel('接管日').fill('2026-01-01');
  await page.getByRole('button', { name: '试导' }).click();
  await page.getByRole('button', { name: '正式建账（2 行）' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '建账', exact: true }).click();
  await page.getByRole('button', { name: '已建账 2' }).waitFor({ timeout: 60_000 });
  await page.getByRole('link', { name: '期初建账' }).last().click();
  await page.getByRole('cell', { name: '改正.csv' }).waitFor();
  await judge(page, 'openings');
  await page.context().close();
});

test('what is missing is listed, and filled in where it is shown; the old number finds the dossier', { timeout: TIMEOUT }, async () => {
  const page = await open('/dossiers', 'clerk');
  await page.getByLabel('待补').selectOption({ label: '证件号码' });
  await page.getByText('本页 10 份').waitFor();
  await judge(page, 'opening-lacking');
  await page.goto('/search');
  await page.locator('input[aria-label="查档"]').fill('流字1999-0005');
  await page.keyboard.press('Enter');
  await page.getByText('旧编号相同').waitFor();
  await page
    .getByText(people[5]?.name ?? '')
    .first()
    .click();
  await page.getByText('接管时已在架', { exact: true }).waitFor();
  await page.getByText('待补').first().waitFor();
  await judge(page, 'opening-dossier');
  await page.getByRole('button', { name: '更正', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('证件号码').fill(people[5]?.idNumber ?? '');
  await dialog.getByLabel('更正理由').fill('照证件补录');
  await dialog.getByRole('button', { name: '更正', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByText(people[5]?.birthDate ?? '', { exact: true })
    .first()
    .waitFor();
  expect(await page.getByText('待补', { exact: true }).count()).toBe(0);
  await page.context().close();
});
