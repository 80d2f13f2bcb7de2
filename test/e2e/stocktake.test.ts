import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { setUpAt, startProduct } from './product.ts';
import { stockUp } from './stock.ts';

const product = await startProduct();
await setUpAt(product);
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));
const TIMEOUT = 90_000;

const [first = '', second = '', third = ''] = await stockUp(product.url);

const open = (path: string, loginName: string, width = 1366) =>
  openPage({ browser, product, faults }, path, loginName, { width, height: width < 500 ? 740 : 768 });
const scan = async (page: Page, code: string) => {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
};
const seen = { at: '' };

test('a stocktake is opened by keyboard and counted at the width of a phone, a scan without connection is kept', {
  timeout: TIMEOUT,
}, async () => {
  const desk = await open('/', 'keeper');
  await desk.getByRole('heading', { name: '工作台' }).waitFor();
  await desk.keyboard.press('g');
  await desk.keyboard.press('w');
  await desk.getByText('还没有盘点过').waitFor();
  await desk.keyboard.press('n');
  const dialog = desk.getByRole('dialog', { name: '开始盘点' });
  await dialog.getByLabel('名称').fill('半年盘点');
  await dialog.getByLabel('库房').selectOption({ label: 'KF01 一号库' });
  await desk.keyboard.press('Tab');
  await dialog.getByLabel('区号').fill('1');
  await desk.keyboard.press('Enter');
  await desk.getByRole('heading', { name: '盘点结果' }).waitFor();
  await axeCheck(desk);
  await keepScreenshot(desk, 'stocktake');
  seen.at = new URL(desk.url()).pathname;
  await desk.context().close();

  const phone = await open(`${seen.at}/count`, 'keeper', 360);
  await phone.getByLabel('层标签').waitFor();
  await scan(phone, 'kf01-q01-j01-a-01-1');
  await phone.getByText('账面在架 2').waitFor();
  await scan(phone, first);
  await phone.getByText(`✓ ${first}`).waitFor();
  await scan(phone, third);
  await phone.getByText(`错架：${third}`).waitFor();
  expect(await phone.evaluate<boolean>('document.documentElement.scrollWidth <= 360')).toBe(true);
  await axeCheck(phone);
  await keepScreenshot(phone, 'stocktake-count-360');
  await phone.context().setOffline(true);
  await scan(phone, 'STRANGE-1');
  await phone.getByText('未上传 1 条').waitFor();
  await phone.context().setOffline(false);
  await phone.getByText('未上传 1 条').waitFor({ state: 'detached' });
  await phone.getByText('多：没有条码为 STRANGE-1 的卷').waitFor();
  await phone.reload();
  await phone.getByText('已扫 3').waitFor();
  await phone.getByLabel('卷条码').focus();
  await phone.keyboard.press('Control+Enter');
  await phone.getByText('KF01-Q01-J01-A-01-2', { exact: true }).waitFor(); // the next level
  await phone.context().close();
});

test('a sheet is typed back in, each difference is settled, and another person ends the stocktake', { timeout: TIMEOUT }, async () => {
  const page = await open(seen.at, 'keeper');
  await page.getByRole('button', { name: '回录盘点表：KF01-Q01-J01-A-01-2' }).click();
  await page.getByRole('button', { name: '回录这一层' }).click();
  await page.getByText('KF01-Q01-J01-A-01-2：错架 1').waitFor();
  await page.getByRole('button', { name: '回录盘点表：KF01-Q01-J01-A-01-3' }).click();
  await page.getByRole('button', { name: '回录这一层' }).click();
  await page.getByText('KF01-Q01-J01-A-01-3：空层').waitFor();
  const settle = async (tab: RegExp, barcode: string, way: string) => {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByLabel(`选择 ${barcode}`).check();
    await page.getByRole('button', { name: way }).click();
    const dialog = page.getByRole('dialog', { name: new RegExp(way) });
    await dialog.getByLabel('处理说明').fill('现场核对');
    await page.keyboard.press('Enter');
    await page.getByText(`${way}：现场核对`).waitFor();
  };
  await page.getByRole('button', { name: '送复核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送复核' }).click();
  await page.getByText('缺：还有 1 条没有处理').waitFor();
  await page.keyboard.press('Escape');
  await settle(/^缺/, second, '确认缺失');
  await settle(/^错架/, third, '按实物改正库位');
  await keepScreenshot(page, 'stocktake-results');
  await settle(/^多/, 'STRANGE-1', '已注明');
  await page.getByRole('button', { name: '送复核' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送复核' }).click();
  await page.getByText('等另一人复核').waitFor();
  const report = await page.request.get((await page.getByRole('link', { name: '盘点报告 PDF' }).getAttribute('href')) ?? '');
  expect((await report.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await page.context().close();

  const leader = await open('/', 'leader');
  await leader.getByRole('link', { name: /待复核的盘点/ }).click();
  await leader.getByRole('link', { name: '半年盘点' }).click();
  await leader.getByRole('button', { name: '复核并结束' }).click();
  await leader.getByRole('dialog').getByRole('button', { name: '复核并结束' }).click();
  await leader.getByText('已结束').first().waitFor();
  await leader.goto('/stackroom/stocktakes?view=missing');
  await leader.getByRole('cell', { name: second }).waitFor();
  await axeCheck(leader);
  await leader.context().close();
});
