import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { registerDossier } from '../../src/modules/reception/contract.ts';
import { addShelves, createRoom, findWaiting, handOver, shelve } from '../../src/modules/stackroom/contract.ts';
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
await addUser(product.url, 'approver', '冯审核', ['approver']);
const [clerk, shelver] = [await signInAt(product.url, 'clerk'), await signInAt(product.url, 'shelver')];
const { roomId } = (await shelver(createRoom, { code: 'KF01', name: '一号库房' })) as { roomId: string };
await shelver(addShelves, { roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 2, capacity: 40 });
const { dossierId, barcodes } = (await clerk(registerDossier, {
  ...{
    person: { name: '张晓明', formerNames: [], idType: 'resident-id', idNumber: '440117199001010012' },
    kind: 'floating',
    custody: 'individual',
  },
  ...{ previousInstitution: '某大学', inReason: 'graduation', principalCount: 1, counterpartCount: 0, completesParcel: true },
})) as { dossierId: string; barcodes: [string] };
const { volumes } = (await clerk(findWaiting, { state: 'registered', limit: 10 })) as { volumes: { id: string }[] };
await clerk(handOver, { volumeIds: volumes.map(({ id }) => id) });
await shelver(shelve, { places: [{ barcode: barcodes[0], address: 'KF01-Q01-J01-A-01-1' }] });

const open = (path: string, loginName: string) => openPage({ browser, product, faults }, path, loginName);

/** Scans into the field that has the focus. */
async function scan(page: Page, text: string) {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a volume is asked for from its dossier, approved, pulled, returned a page short with a reason, and put back: by keyboard and scanner', {
  timeout: TIMEOUT,
}, async () => {
  const desk = await open(`/dossiers/${dossierId}`, 'clerk');
  await desk.getByRole('link', { name: '申请出库' }).click();
  await desk.getByLabel('领用单位').fill('东河区教育局');
  await desk.getByLabel('领用人').fill('李四');
  await desk.getByLabel('事由').fill('干部考察');
  await axeCheck(desk, 'tickets: ask');
  await keepScreenshot(desk, 'tickets-ask');
  await desk.getByRole('button', { name: '申请 1 卷出库' }).click();
  await desk.getByRole('cell', { name: barcodes[0], exact: true }).waitFor();

  const approver = await open('/', 'approver');
  await approver.getByRole('link', { name: /待审批的借阅/ }).click();
  await approver.getByRole('checkbox', { name: `选择 ${barcodes[0]}` }).check();
  await keepScreenshot(approver, 'tickets-asked');
  await approver.keyboard.press('Control+Enter');
  await approver.getByText('没有待审批的借阅').waitFor();

  const room = await open('/stackroom/tickets', 'shelver');
  await room.getByRole('cell', { name: barcodes[0], exact: true }).waitFor();
  await scan(room, 'NO-SUCH');
  await room.keyboard.press('Control+Enter');
  await room.getByText('没有条码为 NO-SUCH 的卷').waitFor();
  await room.getByText('不在本页：NO-SUCH').waitFor();
  await room.reload();
  await room.getByRole('cell', { name: barcodes[0], exact: true }).waitFor();
  await scan(room, barcodes[0]);
  await scan(room, '80');
  await axeCheck(room, 'tickets: check out');
  await keepScreenshot(room, 'tickets-check-out');
  await room.keyboard.press('Control+Enter');
  await room.getByText('没有要出库的卷').waitFor();

  await desk.goto('/stackroom/tickets?view=out');
  await desk.getByRole('cell', { name: barcodes[0], exact: true }).waitFor();
  await scan(desk, barcodes[0]);
  await scan(desk, '79');
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('出库时 80 页，归还时 79 页').waitFor();
  await desk.getByLabel('说明', { exact: true }).fill('出库时多数一页，已按目录复核');
  await keepScreenshot(desk, 'tickets-return');
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('没有在外的卷').waitFor();

  await room.getByRole('tab', { name: /待归架/ }).click();
  await room.getByRole('cell', { name: barcodes[0], exact: true }).waitFor();
  await scan(room, barcodes[0]);
  await room.keyboard.press('Control+Enter');
  await room.getByText('没有要归架的卷').waitFor();
  await desk.goto(`/dossiers/${dossierId}`);
  await desk.getByText('归还上架').first().waitFor();
  await desk.getByText('借阅 79 页', { exact: false }).waitFor();
  await keepScreenshot(desk, 'tickets-dossier');
  expect(faults).toEqual([]);
});
