import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makePeople } from '../../src/modules/samples/index.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, startProduct } from './product.ts';
import { publishSample } from './published.ts';

const SEED = 13;
const TIMEOUT = 120_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-consultation-'));
const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
  fs.rmSync(folder, { recursive: true });
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

let sample: Awaited<ReturnType<typeof publishSample>>;
const [, , visitor] = makePeople(99, 3);

beforeAll(async () => {
  await setUpAt(product);
  for (const [loginName, displayName] of Object.entries({
    clerk: '赵收件',
    scanner: '钱扫描',
    inspector: '孙质检',
    approver: '李审核',
    reader: '周查阅',
  }))
    await addUser(product.url, loginName, displayName, [loginName]);
  sample = await publishSample(product.url, { folder, seed: SEED, dpi: 300 });
}, TIMEOUT);

const open = (path: string, loginName: string) => openPage({ browser, product, faults }, path, loginName);

async function judge(page: Page, part: string) {
  await keepScreenshot(page, part);
  await axeCheck(page, part);
}

const seen = (page: Page) => page.locator('.page-image:not([hidden])').first().waitFor();

test('a reader applies: avoidance is refused with its rule, then the application waits', { timeout: TIMEOUT }, async () => {
  const page = await open(`/dossiers/${sample.dossierId}`, 'reader');
  await page.getByRole('link', { name: '申请查阅' }).waitFor();
  expect(await page.getByRole('link', { name: '阅档', exact: true }).count()).toBe(0);
  await page.goto(`/dossiers/${sample.dossierId}/read`);
  await page.getByText('查阅这份档案须有授权').waitFor();
  await page.getByRole('link', { name: '申请查阅' }).click();
  await page.getByLabel('查阅单位').fill('东河区委组织部');
  await page.getByLabel('姓名（第 1 位）').fill(sample.person.name);
  await page.getByLabel('公民身份号码').fill(sample.person.idNumber);
  await page.keyboard.press('Control+Enter');
  await page.getByText('不得查阅本人及亲属档案：此人就是存档人').waitFor();
  await page.getByText('须逐一询问：查阅人不是存档人本人，也不是其亲属').waitFor();
  await judge(page, 'consultation-apply');
  await page.getByLabel('姓名（第 1 位）').fill(visitor?.name ?? '');
  await page.getByLabel('公民身份号码').fill(visitor?.idNumber ?? '');
  await page.getByLabel('已逐一询问').check();
  await page.getByLabel('需要打印').check();
  await page.keyboard.press('Control+Enter');
  await page.getByText('待授权').waitFor();
  await judge(page, 'consultation-waiting');
  await page.context().close();
});

test('an approver finds it waiting, narrows it and grants', { timeout: TIMEOUT }, async () => {
  const page = await open('/', 'approver');
  await page.getByRole('link', { name: /待审批的查阅/ }).click();
  await page.getByRole('link', { name: /^审批：CY/ }).click();
  await page.getByRole('group', { name: '材料' }).getByRole('checkbox').last().uncheck();
  await page.getByLabel('时长（分钟）').fill('20');
  await judge(page, 'consultation-decision');
  await page.getByRole('button', { name: '同意' }).click();
  await page.getByText('已授权', { exact: true }).waitFor();
  await page.context().close();
});

test('the reader reads what is granted with the time left in sight, until it is recalled', { timeout: TIMEOUT }, async () => {
  const page = await open('/', 'reader');
  await page.getByRole('link', { name: /已获批的查阅/ }).click();
  await page.getByRole('link', { name: /^去查阅：CY/ }).click();
  await page.getByRole('button', { name: '开始查阅' }).click();
  await seen(page);
  await page.getByRole('timer').waitFor();
  expect(await page.getByRole('timer').textContent()).toMatch(/^剩余 (20 分 00|19 分 5\d) 秒$/);
  const [before] = await Promise.all([page.locator('.thumb').count()]);
  expect(before).toBeLessThan(sample.pageIds.length); // one item was not granted
  await judge(page, 'consultation-read');
  await page.keyboard.press('j');
  await seen(page);
  const denied = await page.request.get(`/api/pages/${sample.pageIds.at(-1)}/image`);
  expect(denied.status()).toBe(403);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: '打印' }).click();
  await (await popup).close();
  const desk = await open('/consultations/register', 'clerk');
  await desk.getByRole('link', { name: /^CY/ }).click();
  await desk.getByRole('button', { name: '收回授权' }).click();
  await desk.getByLabel('理由').fill('来人身份有疑问');
  await desk.getByRole('dialog').getByRole('button', { name: '收回', exact: true }).click();
  await desk.getByText('已收回', { exact: true }).waitFor();
  await judge(desk, 'consultation-recalled');
  await page.getByText('查阅授权已被收回').waitFor({ timeout: 15_000 }); // at the next beat
  expect(await page.locator('.page-image').count()).toBe(0);
  await judge(page, 'consultation-ended');
  await page.context().close();
  await desk.goto('/consultations/register');
  await desk.getByRole('link', { name: /^CY/ }).waitFor();
  await judge(desk, 'consultation-register');
  const address = await desk.getByRole('link', { name: '打印登记簿' }).getAttribute('href');
  const pdf = await desk.request.get(address ?? '');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await desk.context().close();
});
