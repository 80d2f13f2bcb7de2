import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { getPages } from '../../src/modules/digitisation/contract.ts';
import { findDossiers } from '../../src/modules/holdings/contract.ts';
import { keepScreenshot, openBrowser } from '../e2e/browser.ts';
import { signInAt, startProduct } from '../e2e/product.ts';
import { lantai } from './command.ts';
import { openDesk } from './readme.ts';

const product = await startProduct(undefined, ['--demo']);
const users = fs
  .readFileSync(`${product.folder}/secrets/demo-users.txt`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/));
const passwordOf = (loginName: string) => users.find(([name]) => name === loginName)?.[1] ?? '';
afterAll(() => product.stop());

test('the demonstration centre is ready, whole and signs in', async () => {
  expect(users.map(([name]) => name).sort()).toEqual(
    [
      'approver',
      'arranger',
      'auditadmin',
      'clerk',
      'finance',
      'inspector',
      'leader',
      'reader',
      'scanner',
      'secadmin',
      'shelver',
      'sysadmin',
    ].sort(),
  );
  expect(fs.statSync(`${product.folder}/secrets/demo-users.txt`).mode & 0o077).toBe(0);
  const [, password = ''] = users.find(([name]) => name === 'clerk') ?? [];
  const clerk = await signInAt(product.url, 'clerk', password);
  const { dossiers } = (await clerk(findDossiers, { limit: 200 } as never)) as {
    dossiers: { id: string; registeredOn: string; digitalState: string }[];
  };
  expect(dossiers.length).toBeGreaterThan(190);
  expect(new Set(dossiers.map(({ registeredOn }) => registeredOn.slice(0, 4)))).toEqual(new Set(['2021', '2022', '2023']));
  const published = dossiers.filter(({ digitalState }) => digitalState === 'published');
  expect(published.length).toBe(12);
  const [, arrangerPassword = ''] = users.find(([name]) => name === 'arranger') ?? [];
  const arranger = await signInAt(product.url, 'arranger', arrangerPassword);
  const { items } = (await arranger(getPages, { dossierId: published[0]?.id ?? '' })) as { items: { pages: object[] }[] };
  expect(items.reduce((sum, { pages }) => sum + pages.length, 0)).toBeGreaterThanOrEqual(6);
  const data = ['--data', product.folder];
  expect(await lantai(['verify', '--json', ...data])).toMatchObject({ code: 0, json: { differences: [] } });
  const { json } = await lantai(['token', 'create', '--user', 'leader', '--json', ...data]);
  const figures = await lantai(['evaluate', '2023', '--as-of', '2023-12-31', '--json', ...data], { LANTAI_TOKEN: String(json['token']) });
  expect(figures.json).toMatchObject({ indicators: [{ denominator: 198 }, { met: true }], grade: expect.any(String) });
}, 400_000);

/** README 从包裹到阅档，走一遍: its steps in their order, with its users, in one sitting. */
test('a newcomer takes a dossier from parcel to reading by the steps of the README', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-readme-'));
  const browser = await openBrowser();
  try {
    const desk = openDesk(browser, product, passwordOf);
    const samples = await lantai(['samples', folder, '--dossiers', '1', '--as', 'package', '--json']);
    expect(samples.code).toBe(0);
    const { dossiers } = JSON.parse(fs.readFileSync(`${folder}/truth.json`, 'utf8')) as {
      dossiers: { person: { name: string; idNumber: string }; pages: object[] }[];
    };
    const { name = '', idNumber = '' } = dossiers[0]?.person ?? {};
    const [zip = ''] = fs.readdirSync(`${folder}/packages`);

    const clerk = await desk('clerk', '/reception/parcels');
    await clerk.getByLabel('邮件号', { exact: true }).fill('EZ700100200CN');
    await clerk.getByLabel('来档单位').fill('南河师范大学');
    await clerk.keyboard.press('Enter');
    await clerk.getByRole('cell', { name: 'EZ700100200CN' }).waitFor();
    await clerk.getByLabel('邮件号', { exact: true }).fill('EZ700100200CN');
    await clerk.getByLabel('来档单位').fill('南河师范大学');
    await clerk.keyboard.press('Control+Enter');
    await clerk
      .getByText(/已.*签收/)
      .first()
      .waitFor();

    await desk('clerk', '/reception/register');
    await clerk.getByRole('button', { name: 'EZ700100200CN' }).click();
    await clerk.getByLabel('姓名', { exact: true }).fill(name);
    await clerk.getByLabel('证件号码').fill(idNumber);
    await clerk.getByLabel('转入原因').selectOption('毕业');
    await clerk.keyboard.press('Control+Enter');
    await clerk.getByText('这件包裹已登记完毕').waitFor();

    await desk('clerk', '/stackroom/shelving?view=hand-over');
    const barcode = (await clerk.locator('tbody tr', { hasText: name }).locator('.code').first().textContent()) ?? '';
    await clerk.getByRole('checkbox', { name: `选择 ${barcode}` }).check();
    await clerk.keyboard.press('Control+Enter');
    const shelver = await desk('shelver', '/stackroom/shelving?view=accept');
    await shelver.getByRole('cell', { name: barcode, exact: true }).waitFor();
    await shelver.getByLabel('卷条码', { exact: true }).fill(barcode);
    await shelver.keyboard.press('Enter');
    const rooms = await shelver.request.get('/api/rooms');
    const roomId = ((await rooms.json()) as { rooms: { id: string }[] }).rooms[0]?.id ?? '';
    const free = await shelver.request.get(`/api/rooms/${roomId}/shelves?onlyFree=true&limit=1`);
    const address = ((await free.json()) as { shelves: { address: string }[] }).shelves[0]?.address ?? '';
    await shelver.keyboard.type(address);
    await shelver.keyboard.press('Enter');
    await shelver.keyboard.press('Control+Enter');
    await shelver.getByText('已接收上架 1 卷').first().waitFor();

    await desk('clerk', '/reception/day');
    await clerk.getByText('尚未日结').waitFor();
    await clerk.keyboard.press('Control+Enter');
    await clerk.getByRole('dialog').getByRole('button', { name: '日结', exact: true }).click();
    await clerk.getByText('已日结', { exact: true }).waitFor();
    const leader = await desk('leader', '/figures');
    await leader.getByRole('row', { name: /工作完成率/ }).waitFor();
    await leader
      .getByRole('button', { name: /看明细/ })
      .first()
      .click();
    await leader.getByRole('dialog').locator('tbody tr').first().waitFor();

    const scanner = await desk('scanner', '/digitisation/imports');
    await scanner.getByLabel('数据包').setInputFiles([path.join(folder, 'packages', zip)]);
    await scanner.getByRole('button', { name: /^接收：/ }).click();
    const dialog = scanner.getByRole('dialog');
    if (await dialog.getByLabel('对提示的说明').count()) await dialog.getByLabel('对提示的说明').fill('原件如此，已核对');
    await dialog.getByRole('button', { name: '接收', exact: true }).click();
    await scanner.getByText(/已接收 \d+ 页/).waitFor();

    const inspector = await desk('inspector', '/digitisation/scans');
    await inspector.locator('tbody tr', { hasText: name }).getByText('待质检', { exact: true }).waitFor({ timeout: 120_000 });
    await inspector
      .locator('tbody tr', { hasText: name })
      .getByRole('link', { name: /^质检：/ })
      .click();
    const judged = inspector.getByText(/^已判 \d+\/\d+$/);
    await judged.waitFor();
    const total = Number((await judged.textContent())?.split('/')[1]);
    for (let done = 0; done < total; done++) {
      await inspector.locator('.page-image:not([hidden])').first().waitFor();
      await inspector.keyboard.press('p');
    }
    await inspector.getByText(`已判 ${total}/${total}`).waitFor();
    await inspector.keyboard.press('Control+Enter');
    await inspector.getByText('全部页面合格，等审核员发布').waitFor();
    const approver = await desk('approver', '/digitisation/scans?state=passed');
    await approver
      .locator('tbody tr', { hasText: name })
      .getByRole('button', { name: /^发布：/ })
      .click();
    await approver.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await desk('approver', '/digitisation/scans');
    await approver.locator('tbody tr', { hasText: name }).getByText('已发布', { exact: true }).waitFor({ timeout: 60_000 });

    const arranger = await desk('arranger', '/');
    await arranger.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
    await arranger.keyboard.press('/');
    await arranger.keyboard.type(name);
    await arranger
      .getByRole('option', { name: new RegExp(name) })
      .first()
      .waitFor();
    await arranger.keyboard.press('Enter');
    await arranger.getByRole('link', { name: '阅档', exact: true }).click();
    await arranger.locator('.page-image:not([hidden])').first().waitFor();
    await arranger.keyboard.press('j');
    await arranger.getByText(`2/${total}`).first().waitFor();
    await keepScreenshot(arranger, 'readme-read');

    const dossierId = /dossiers\/([0-9a-f-]{36})/.exec(arranger.url())?.[1] ?? '';
    const reader = await desk('reader', `/dossiers/${dossierId}`);
    await reader.getByRole('link', { name: '申请查阅' }).click();
    await reader.getByLabel('查阅单位').fill('东河区教育局');
    await reader.getByLabel('姓名（第 1 位）').fill('来访人');
    await reader.getByLabel('公民身份号码').fill('11010519491231002X');
    await reader.getByLabel('已逐一询问').check();
    await reader.keyboard.press('Control+Enter');
    await reader.getByText('待授权').waitFor();
    await desk('approver', '/consultations/waiting');
    await approver
      .getByRole('link', { name: /^审批：CY/ })
      .first()
      .click();
    await approver.getByRole('button', { name: '同意' }).click();
    await approver.getByText('已授权', { exact: true }).waitFor();
    await desk('reader', '/consultations/own?state=granted');
    await reader
      .getByRole('link', { name: /^去查阅：CY/ })
      .first()
      .click();
    await reader.getByRole('button', { name: '开始查阅' }).click();
    await reader.locator('.page-image:not([hidden])').first().waitFor();
    await reader.getByRole('timer').waitFor();
    await keepScreenshot(reader, 'readme-granted');
    expect(await lantai(['verify', '--json', '--data', product.folder])).toMatchObject({ code: 0, json: { differences: [] } });
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true });
  }
}, 400_000);
