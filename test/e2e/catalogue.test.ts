import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { checkDigit } from '../../src/core/codes/id-number.ts';
import { getDossier } from '../../src/modules/holdings/contract.ts';
import { registerDossier } from '../../src/modules/reception/contract.ts';
import { addShelves, createRoom, handOver, shelve } from '../../src/modules/stackroom/contract.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const product = await startProduct();
const browser = await openBrowser();
const faults: string[] = [];
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const TIMEOUT = 120_000;

await setUpAt(product);
await addUser(product.url, 'clerk', '赵收件', ['clerk']);
await addUser(product.url, 'shelver', '吴库管', ['shelver']);
await addUser(product.url, 'arranger', '冯整理', ['arranger']);
await addUser(product.url, 'second', '陈整理', ['arranger']);
await addUser(product.url, 'reader', '蒋查阅', ['reader']);
const clerk = await signInAt(product.url, 'clerk');
const shelver = await signInAt(product.url, 'shelver');
const { roomId } = (await shelver(createRoom, { code: 'KF01', name: '一号库房' })) as { roomId: string };
await shelver(addShelves, { roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 1, capacity: 40 });

async function inStore(name: string, idNumber: string): Promise<string> {
  const person = { name, idNumber, education: '21', formerNames: [], idType: 'resident-id' as const };
  const { dossierId } = (await clerk(registerDossier, {
    ...{ person, kind: 'floating', custody: 'individual', previousInstitution: '某大学', inReason: 'graduation' },
    ...{ principalCount: 1, counterpartCount: 0, completesParcel: true },
  })) as { dossierId: string };
  const { volumes } = (await clerk(getDossier, { dossierId })) as { volumes: { id: string; barcode: string }[] };
  await clerk(handOver, { volumeIds: volumes.map(({ id }) => id) });
  await shelver(shelve, { places: volumes.map(({ barcode }) => ({ barcode, address: 'KF01-Q01-J01-A-01-1' })) });
  return dossierId;
}
const dossierId = await inStore('张晓明', '440117199001010012');
const contested = await inStore('李文静', `44011719850505002${checkDigit('44011719850505002')}`);

const open = (path: string, loginName: string, colorScheme: 'light' | 'dark' = 'light') =>
  openPage({ browser, product, faults }, path, loginName, { colorScheme });
const focused = (page: Page) => page.evaluate<string>('document.activeElement.getAttribute("aria-label")');
/** Types into the boxes of a row, Enter after each. */
async function typeRow(page: Page, texts: readonly string[]) {
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}
const textIn = (page: Page, label: string) => page.getByLabel(label, { exact: true }).inputValue();
const saved = (page: Page) => page.getByText('已保存', { exact: true }).waitFor();

test('a catalogue is typed by keyboard, checked row by row, survives a reload and is completed with a reason', {
  timeout: TIMEOUT,
}, async () => {
  const page = await open('/catalogue', 'arranger');
  await page.getByRole('cell', { name: '张晓明' }).waitFor();
  await axeCheck(page, 'worklist');
  await keepScreenshot(page, 'catalogue-worklist');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByLabel('第 1 行类号').focus();
  await typeRow(page, ['1', '干部履历表', '1999', '8', '5', '6', '', '']);
  expect(await focused(page)).toBe('第 2 行类号');
  await typeRow(page, ['41', '高等学校毕业生登记表', '1998', '7', '', '4', 'F', '']);
  await typeRow(page, ['92', '入党志愿书', '2001', '', '12', '', '', '缺照片']);
  expect(await textIn(page, '第 2 行类号')).toBe('4-1');
  expect(await textIn(page, '第 2 行标记')).toBe('复印件');
  const issues = page.getByRole('region', { name: '检查结果' });
  await issues.getByText('疑似应归入第六类').waitFor();
  await issues.getByText('缺少月份').waitFor();
  await issues.getByText('页数不能为空').waitFor();
  await axeCheck(page, 'grid with issues');
  await keepScreenshot(page, 'catalogue-issues');
  await page.keyboard.press('Control+Enter');
  await page.getByText('还有错误，不能完成').waitFor();
  expect(await focused(page)).toBe('第 3 行页数');
  await page.keyboard.type('8');
  await page.getByLabel('第 3 行日').fill('');
  await page.getByLabel('第 3 行类号').fill('6');

  await page.getByLabel('第 4 行材料名称').focus();
  await page.keyboard.type('干部任免');
  await page.getByRole('option', { name: '干部任免审批表' }).waitFor();
  await keepScreenshot(page, 'catalogue-suggestions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  expect(await textIn(page, '第 4 行材料名称')).toBe('干部任免审批表');
  await expect.poll(() => textIn(page, '第 4 行类号')).toBe('9-2');
  await page.keyboard.press('Enter');
  await typeRow(page, ['2003', '', '', '2']);
  await page.getByText('合计 4 件 20 页').waitFor();
  await saved(page);

  await page.getByLabel('第 4 行备注').fill('还没有保存的一句');
  await page.reload();
  await expect.poll(() => textIn(page, '第 4 行备注')).toBe('还没有保存的一句');
  await saved(page);

  await page.getByLabel('第 4 行材料名称').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => textIn(page, '第 3 行材料名称')).toBe('干部任免审批表');
  expect(await focused(page)).toBe('第 3 行材料名称');
  await page.keyboard.press('Control+d');
  await page.getByText('疑似重复材料').waitFor();
  await page.keyboard.press('Control+Delete');
  await page.getByText('合计 4 件 20 页').waitFor();
  await page.keyboard.press('Alt+s');
  await expect.poll(() => textIn(page, '第 3 行材料名称')).toBe('入党志愿书');
  await page.getByLabel('第 1 行年').fill('1989');
  await issues.getByText('早于本人出生日期').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByText('早于本人出生日期').waitFor();
  await keepScreenshot(page, 'catalogue-reason');
  await page.getByRole('textbox', { name: '说明' }).fill('原件如此，待核');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: '9-2-1' }).waitFor();
  await keepScreenshot(page, 'catalogue-completed');
  await axeCheck(page, 'completed catalogue');

  const [pdf] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/paper')),
    page.getByRole('button', { name: '打印目录' }).click(),
  ]);
  expect(pdf.headers()['content-type']).toContain('application/pdf');
  await page.bringToFront();
  await page.getByRole('button', { name: '重新整理' }).click();
  await page.getByRole('textbox', { name: '理由' }).fill('新到一份材料');
  await page.keyboard.press('Enter');
  await expect.poll(() => textIn(page, '第 4 行材料名称')).toBe('干部任免审批表');
  await page.getByText('重新整理', { exact: true }).waitFor();
});

test('two arrangers of one dossier see both drafts and choose', { timeout: TIMEOUT }, async () => {
  const address = `/dossiers/${contested}/catalogue`;
  const [first, second] = [await open(address, 'arranger'), await open(address, 'second')];
  await first.getByLabel('第 1 行类号').waitFor();
  await second.getByLabel('第 1 行类号').focus();
  await typeRow(second, ['1', '干部履历表', '1999', '', '', '6']);
  await saved(second);
  await first.getByLabel('第 1 行类号').focus();
  await typeRow(first, ['1', '个人简历', '2001', '', '', '2']);
  const dialog = first.getByRole('dialog');
  await dialog.getByText('陈整理已于').waitFor();
  await dialog.getByText('干部履历表').waitFor();
  await axeCheck(first, 'conflict');
  await keepScreenshot(first, 'catalogue-conflict');
  await dialog.getByRole('button', { name: '改用对方的' }).click();
  await expect.poll(() => textIn(first, '第 1 行材料名称')).toBe('干部履历表');
  await saved(first);
  await first.getByLabel('第 1 行备注').fill('我的备注');
  await saved(first);
  await second.getByLabel('第 1 行备注').fill('另一句备注');
  await second.getByRole('dialog').getByText('冯整理已于').waitFor();
  await second.getByRole('button', { name: '保留我的，覆盖对方的' }).click();
  await saved(second);
  expect(await textIn(second, '第 1 行备注')).toBe('另一句备注');
});

test('who only reads sees the completed catalogue and no grid; dark is readable too', { timeout: TIMEOUT }, async () => {
  const reader = await open(`/dossiers/${dossierId}/catalogue`, 'reader', 'dark');
  await reader.getByRole('cell', { name: '干部任免审批表' }).waitFor();
  expect(await reader.getByRole('button', { name: '重新整理' }).count()).toBe(0);
  const arranger = await open(`/dossiers/${dossierId}/catalogue`, 'arranger', 'dark');
  await arranger.getByLabel('第 2 行类号').focus();
  await axeCheck(arranger, 'grid, dark');
  await keepScreenshot(arranger, 'catalogue-dark');
});

test('no page threw', () => {
  expect(faults).toEqual([]);
});
