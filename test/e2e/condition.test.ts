import { afterAll, expect, test } from 'vitest';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { setUpAt, startProduct } from './product.ts';
import { stockUp } from './stock.ts';

const product = await startProduct();
await setUpAt(product);
const [first = '', second = '', third = ''] = await stockUp(product.url);
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** A PNG of one white pixel. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64');

test('volumes are inspected one after the other, with photos; a damaged one goes to repair; the share says what is not inspected', {
  timeout: 90_000,
}, async () => {
  const faults: string[] = [];
  const page = await openPage({ browser, product, faults }, '/', 'keeper');
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await page.getByText('没有符合条件的检查').waitFor();
  await page.getByText('0 卷不差于“轻度”，共 3 卷').waitFor();

  await page.getByLabel('卷条码').fill(first);
  await page.getByRole('button', { name: '记录检查' }).click();
  await page.getByText(`${first} 记为“完好”`).waitFor();
  await page.getByLabel('卷条码').fill(second);
  await page.getByLabel('霉变 %').fill('25');
  await page.getByText('按所填迹象至少为“严重”').waitFor();
  await page.getByRole('button', { name: '记录检查' }).click();
  await page.getByText('所填迹象达到“严重”，不能定为“完好”').waitFor();
  await page.getByRole('radiogroup', { name: '等级' }).getByText('严重').click();
  await page.getByLabel('照片', { exact: true }).setInputFiles({ name: '霉.png', mimeType: 'image/png', buffer: PHOTO });
  await page.getByAltText('检查照片 1').waitFor();
  await axeCheck(page);
  await keepScreenshot(page, 'condition');
  await page.getByRole('button', { name: '记录检查' }).click();
  await page.getByText(`${second} 记为“严重”`).waitFor();
  await page.getByText('33.33%').waitFor();
  const photo = await page.request.get((await page.getByRole('link', { name: '照片 1' }).getAttribute('href')) ?? '');
  expect(photo.headers()['content-type']).toBe('image/png');

  await page.getByRole('button', { name: `开修复单：${second}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('修复单位').fill('市档案修复中心');
  await dialog.getByLabel('经手人').fill('王师傅');
  await dialog.getByLabel('修复要求').fill('去霉、托裱');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: '已开修复单' }).waitFor();
  await page.getByRole('tab', { name: '未检', exact: true }).click();
  await page.getByRole('cell', { name: third }).waitFor();
  await keepScreenshot(page, 'condition-never');
  expect(faults).toEqual([]);
  await page.context().close();
});
