import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { readSheet } from 'read-excel-file/node';
import { afterAll, afterEach, expect, test } from 'vitest';
import { findAuditLines } from '../../src/modules/accounts/contract.ts';
import { exportList } from '../../src/modules/lists/contract.ts';
import { registerDossier, voidRegistration } from '../../src/modules/reception/contract.ts';
import { makePeople } from '../../src/modules/samples/index.ts';
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

await setUpAt(product);
await addUser(product.url, 'clerk', '赵收件', ['clerk']);
const clerk = await signInAt(product.url, 'clerk');
const people = makePeople(31, 63);
for (const [place, person] of people.entries()) {
  const { dossierId } = (await clerk(registerDossier, {
    ...{ person: { name: person.name, idNumber: person.idNumber }, previousInstitution: place === 5 ? '=某大学+1' : '某大学' },
    ...{ inReason: 'employment', reason: '核对无误' },
  } as never)) as { dossierId: string };
  if (place >= 60) await clerk(voidRegistration, { dossierId, reason: '重登' });
}
const LIST = '/dossiers?custodyState=awaitingShelf';

async function open(loginName: string): Promise<Page> {
  const page = await openPage({ browser, product, faults }, '/', loginName);
  await page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
  await page.goto(LIST);
  await page.getByRole('columnheader', { name: '存档编号' }).waitFor();
  return page;
}

const heads = async (page: Page) => (await page.getByRole('columnheader').allTextContents()).filter((title) => title !== '选');

test('columns are chosen by keyboard, remembered, and the filtered list is saved with just those', async () => {
  const page = await open('leader');
  const all = await heads(page);
  await page.getByRole('button', { name: '列', exact: true }).focus();
  await page.keyboard.press('Enter');
  const group = page.getByRole('group', { name: /显示哪些列/ });
  expect(await group.getByLabel('存档编号').isDisabled()).toBe(true);
  expect(await group.locator(':focus').getAttribute('type')).toBe('checkbox');
  for (const title of ['数字状态', '存档性质']) {
    await group.getByLabel(title).focus();
    await page.keyboard.press('Space');
  }
  await axeCheck(page, 'the columns');
  await keepScreenshot(page, 'list-columns');
  await page.keyboard.press('Escape');
  expect(await group.count()).toBe(0);
  await page.reload();
  await page.getByRole('button', { name: '列（隐藏 2）' }).waitFor();
  const shown = all.filter((title) => title !== '数字状态' && title !== '存档性质');
  expect(await heads(page)).toEqual(shown);

  await page.getByRole('button', { name: '导出 Excel' }).click();
  const dialog = page.getByRole('dialog', { name: '导出档案列表' });
  await dialog.getByRole('button', { name: /导\s*出/ }).click();
  await dialog.getByText('请写明用途，至少两个字').waitFor();
  await keepScreenshot(page, 'list-export');
  await dialog.getByLabel('用途').fill('月度核对');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(download.suggestedFilename()).toMatch(/^档案列表-\d{4}-\d{2}-\d{2}\.xlsx$/);
  const bytes = fs.readFileSync(await download.path());
  const rows = (await readSheet(bytes)) as string[][];
  expect(rows[0]).toEqual(shown);
  await dialog.waitFor({ state: 'hidden' });

  const seen: string[][] = [];
  for (const pageNumber of [1, 2]) {
    const lines = page.getByRole('table').getByRole('row');
    const cells = await lines.evaluateAll((all) =>
      all.slice(1).map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
    seen.push(...cells.map((row) => row.slice(-shown.length)));
    if (pageNumber === 1) {
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByText('第 2 页').waitFor();
      await expect.poll(() => lines.count()).toBe(1 + 10);
    }
  }
  const place = shown.indexOf('类别'); // short on the screen, in full in the file
  const without = (row: readonly string[]) => row.filter((_, index) => index !== place);
  expect(rows.slice(1).map(without)).toEqual(seen.map(without));
  expect(seen).toHaveLength(60);
  const number = shown.indexOf('证件号码');
  for (const row of rows.slice(1)) expect(row[number]).toContain('*');
  expect(rows.flat()).toContain('=某大学+1');

  await page.getByRole('button', { name: '列（隐藏 2）' }).click();
  await page.getByRole('button', { name: '恢复全部列' }).click();
  expect(await heads(page)).toEqual(all);
  const auditor = await signInAt(product.url, 'auditadmin');
  const { lines } = (await auditor(findAuditLines, { operation: exportList.name, limit: 10 })) as { lines: { detail: object }[] };
  expect(lines).toMatchObject([
    { detail: { list: 'holdings.findDossiers', purpose: '月度核对', rowCount: 60, filters: ['custodyState=awaitingShelf'] } },
  ]);
}, 120_000);

test('who may not save lists has no button for it, and is refused behind it', async () => {
  const page = await open('clerk');
  await page.getByRole('button', { name: '列', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '导出 Excel' }).count()).toBe(0);
  const input = { list: 'holdings.findDossiers', purpose: '试一试', input: {}, columns: [] };
  await expect(clerk(exportList, input)).rejects.toThrow('403');
}, 60_000);
