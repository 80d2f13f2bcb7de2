import { afterAll, expect, test } from 'vitest';
import { makePeople } from '../../src/modules/samples/index.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, startProduct } from './product.ts';

const product = await startProduct();
const browser = await openBrowser();
const faults: string[] = [];
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const TIMEOUT = 120_000;
const WAIT = { timeout: 10_000 };
await setUpAt(product);
await addUser(product.url, 'clerk', '赵收件', ['clerk']);

const open = (path: string) => openPage({ browser, product, faults }, path, 'clerk');

const people = makePeople(5, 4);
const list = [
  '序号,本人,号码,学历',
  ...people.slice(0, 3).map(({ name, idNumber }, i) => `${i + 1},${name},${idNumber},本科`),
  '4,钱无号,440117199001010013,本科',
].join('\n');

test('a list is mapped and imported, its envelopes are scanned and registered, the rest is missing, and the day is closed', {
  timeout: TIMEOUT,
}, async () => {
  const page = await open('/reception/parcels');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ700800901CN');
  await page.getByLabel('来档单位').fill('南山大学');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('cell', { name: 'EZ700800901CN' }).waitFor();

  await page.goto('/reception/rolls');
  await page.getByText('还没有名册').waitFor();
  await axeCheck(page, 'rolls: empty');
  await page.keyboard.press('n');
  const drawer = page.getByRole('dialog', { name: '导入名册' });
  await drawer.getByLabel('来档单位').fill('南山大学');
  await drawer.getByLabel(/名册文件/).setInputFiles({ name: '2026届.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  await drawer.getByText('请指定“姓名”是哪一列').waitFor();
  await drawer.getByLabel('“本人”是').selectOption('姓名');
  await drawer.getByLabel('“号码”是').selectOption('公民身份号码');
  await drawer.getByText(/校验位错误/).waitFor();
  await drawer.getByLabel(/EZ700800901CN/).check();
  await axeCheck(page, 'rolls: import');
  await keepScreenshot(page, 'rolls-import');
  await drawer.getByRole('button', { name: '导入 4 份' }).click();

  await page.getByRole('heading', { name: '南山大学', level: 1 }).waitFor();
  await page.goto('/');
  await page.getByRole('link', { name: /未结清的名册/ }).click();
  await page.getByRole('link', { name: '南山大学' }).click();
  for (const [i, { name, idNumber }] of people.slice(0, 2).entries()) {
    const envelope = page.getByLabel('信封', { exact: true });
    await envelope.fill(i === 0 ? idNumber : name);
    await envelope.press('Enter');
    await expect.poll(() => page.getByLabel('证件号码').inputValue(), WAIT).toBe(idNumber);
    expect(await page.getByLabel('最高学历').inputValue()).toBe('21');
    if (i === 0) {
      await axeCheck(page, 'roll: row');
      await keepScreenshot(page, 'roll-row');
    }
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: `已登记：${name}` }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.placeholder'), WAIT).toContain('扫描邮件号');
  }
  await page.keyboard.type(people[0]?.idNumber ?? '');
  await page.keyboard.press('Enter');
  await page.getByText(/已登记，存档编号 110101-/).waitFor();
  await page.getByRole('tab', { name: /^名单/ }).click();
  await page.getByRole('cell', { name: '钱无号', exact: true }).waitFor();
  await axeCheck(page, 'roll: rows');
  await keepScreenshot(page, 'roll-rows');
  const missing = await page.request.get((await page.getByRole('link', { name: '打印缺件单' }).getAttribute('href')) ?? '');
  expect(missing.headers()['content-type']).toBe('application/pdf');
  await page.getByRole('button', { name: '结清名册' }).click();
  await page.getByRole('dialog').getByLabel('份数不符的说明').fill('已电话告知学校补寄');
  await page.getByRole('dialog').getByRole('button', { name: '结清' }).click();
  await page.getByText('已结清', { exact: true }).waitFor();
  await page.locator('.roll-figures', { hasText: '清单 4 份' }).waitFor();

  await page.goto('/reception/day');
  await page.getByText('没有未办的包裹').waitFor();
  await page.keyboard.press('Control+Enter');
  const close = page.getByRole('dialog', { name: /^日结：/ });
  await close.getByLabel('未能当日入库的原因').fill('库房已下班，次日上架');
  await close.getByRole('button', { name: '日结' }).click();
  await page.getByText('已日结', { exact: true }).waitFor();
  const dayList = await page.request.get((await page.getByRole('link', { name: '打印', exact: true }).getAttribute('href')) ?? '');
  expect(dayList.headers()['content-type']).toBe('application/pdf');
  await keepScreenshot(page, 'season-day');
  expect(faults).toEqual([]);
});
