import { afterAll, afterEach, expect, test } from 'vitest';
import { registerDossier } from '../../src/modules/reception/contract.ts';
import { makePeople } from '../../src/modules/samples/index.ts';
import { addShelves, checkOut, createRoom, findWaiting, handOver, shelve } from '../../src/modules/stackroom/contract.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const TIMEOUT = 120_000;
const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

await setUpAt(product);
for (const [loginName, displayName, role] of [
  ['clerk', '赵收件', 'clerk'],
  ['approver', '李审核', 'approver'],
  ['keeper', '钱库管', 'shelver'],
  ['reader', '周查阅', 'reader'],
] as const)
  await addUser(product.url, loginName, displayName, [role]);
const clerk = await signInAt(product.url, 'clerk');
const keeper = await signInAt(product.url, 'keeper');
const [first, second] = makePeople(3, 2);
const made = (await clerk(registerDossier, {
  person: { name: first?.name ?? '', idNumber: first?.idNumber ?? '' },
  ...{ previousInstitution: '某大学', inReason: 'graduation', reason: '核对无误' },
} as never)) as { referenceCode: string; barcodes: string[]; dossierId: string };
const { roomId } = (await keeper(createRoom, { code: 'KF01', name: '一号库' })) as { roomId: string };
await keeper(addShelves, { roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 1, capacity: 9 });
const { volumes } = (await clerk(findWaiting, { state: 'registered', limit: 9 })) as { volumes: { id: string }[] };
await clerk(handOver, { volumeIds: volumes.map(({ id }) => id) });
await keeper(shelve, { places: made.barcodes.map((barcode) => ({ barcode, address: 'KF01-Q01-J01-A-01-1' })) });

const open = (path: string, loginName: string) => openPage({ browser, product, faults }, path, loginName);

test('a clerk enters and verifies a receiver', { timeout: TIMEOUT }, async () => {
  const page = await open('/transfers/receivers', 'clerk');
  await page.getByText('名录还是空的').waitFor();
  await page.getByRole('button', { name: '登记收件单位' }).click();
  await page.getByLabel('单位名称').fill('海州市人才服务中心');
  await page.getByLabel('地址', { exact: true }).fill('海州市光明路1号');
  await page.getByLabel('邮编').fill('222000');
  await page.getByLabel('机要地址或机要号').fill('海州机要0107');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '核验' }).click();
  await page.getByLabel('核验依据').fill('省厅公布的服务机构名录');
  await page.keyboard.press('Enter');
  await page.getByText('已核验', { exact: true }).waitFor();
  await keepScreenshot(page, 'transfer-receivers');
  await axeCheck(page, 'receivers');
  await page.context().close();
});

test('a clerk asks from the dossier, an approver approves, and the clerk seals, sends and enters the receipt', {
  timeout: TIMEOUT,
}, async () => {
  const page = await open(`/dossiers/${made.dossierId}`, 'clerk');
  await page.locator('.page-end').getByRole('link', { name: '转出', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: '收件单位' }).fill('海州');
  await dialog.getByRole('option', { name: '海州市人才服务中心' }).click();
  await dialog.getByLabel('对方调档函编号').fill('海才调2026-18');
  await dialog.getByLabel('调档函日期').fill('2026-01-05');
  await dialog.getByLabel('转出原因').selectOption('employment');
  await dialog.getByLabel('投递方式').selectOption('by-hand');
  await dialog.getByLabel('申请人').fill('王申请');
  await dialog.getByLabel('对提示的说明').fill('目录随后补齐，无未归档材料');
  await dialog.getByRole('button', { name: '提交审核' }).click();
  await dialog.getByText('严禁个人自带档案').waitFor();
  await keepScreenshot(page, 'transfer-ask');
  await axeCheck(page, 'asking');
  await dialog.getByLabel('投递方式').selectOption('confidential-post');
  await dialog.getByRole('button', { name: '提交审核' }).click();
  await page.getByRole('table').getByText('待审核').waitFor();

  const review = await open('/', 'approver');
  await review.getByRole('link', { name: /待审核的转出/ }).click();
  await review.getByLabel(`选择 ${made.referenceCode}`).check();
  await review.getByRole('button', { name: '批准', exact: true }).click();
  await review.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
  await review.getByText('没有符合条件的转出').waitFor();
  await review.context().close();

  await keeper(checkOut, { items: made.barcodes.map((barcode) => ({ barcode })) });
  await page.goto('/transfers?state=approved');
  await page.getByText('可封寄').waitFor();
  await page.getByLabel(`选择 ${made.referenceCode}`).check();
  await keepScreenshot(page, 'transfer-list');
  await axeCheck(page, 'list');
  await page.getByRole('button', { name: '封包寄出' }).click();
  await dialog.getByLabel('机要通信单号').fill('JY20260001');
  await dialog.getByLabel(/的页数/).fill('80');
  await keepScreenshot(page, 'transfer-dispatch');
  await axeCheck(page, 'dispatch');
  await dialog.getByRole('button', { name: '封包寄出' }).click();
  await page.goto('/transfers?state=dispatched');
  await page.getByText('JY20260001').waitFor();
  await page.getByLabel(`选择 ${made.referenceCode}`).check();
  await page.getByRole('button', { name: '登记回执' }).click();
  await dialog.getByLabel('回执人').fill('孙收件');
  await dialog.getByRole('button', { name: '登记回执' }).click();
  await page.goto(`/dossiers/${made.dossierId}`);
  await page.getByText('收到回执', { exact: true }).waitFor();
  await page.getByText('机要通信 JY20260001，共 1 卷').waitFor();
  await keepScreenshot(page, 'transfer-dossier');
  await page.context().close();
});

test('a clerk issues a letter, which opens to be printed and waits for what it brings', { timeout: TIMEOUT }, async () => {
  const page = await open('/transfers/letters', 'clerk');
  await page.getByRole('button', { name: '开具调档函' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill(second?.name ?? '');
  await dialog.getByLabel('公民身份号码').fill(second?.idNumber ?? '');
  await dialog.getByRole('combobox', { name: '原存档单位' }).fill('海州');
  await dialog.getByRole('option', { name: '海州市人才服务中心' }).click();
  await dialog.getByLabel('转入原因').selectOption('employment');
  await keepScreenshot(page, 'transfer-letter');
  const printed = page.waitForEvent('popup');
  await dialog.getByRole('button', { name: '开具并打印' }).click();
  await printed;
  await page.getByRole('table').getByText('待到档').waitFor();
  await keepScreenshot(page, 'transfer-letters');
  await axeCheck(page, 'letters');
  await page.context().close();
});

test('a keeper sees transfers and changes none; a reader has no such page', { timeout: TIMEOUT }, async () => {
  const page = await open('/transfers', 'keeper');
  await page.getByText('海州市人才服务中心').waitFor();
  expect(await page.getByRole('button', { name: '申请转出' }).count()).toBe(0);
  await page.getByLabel(`选择 ${made.referenceCode}`).check();
  expect(await page.getByRole('button', { name: '登记退回' }).count()).toBe(0);
  await page.context().close();
  const other = await open('/', 'reader');
  await other.getByText('从这里开始').waitFor();
  expect(await other.getByRole('link', { name: '转出', exact: true }).count()).toBe(0);
  await other.context().close();
});
