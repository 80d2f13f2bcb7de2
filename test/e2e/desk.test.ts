import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { addShelves, createRoom } from '../../src/modules/stackroom/contract.ts';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage } from './open-page.ts';
import { addUser, setUpAt, signInAt, startProduct } from './product.ts';

const product = await startProduct();
const browser = await openBrowser();
const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const TIMEOUT = 120_000;

await setUpAt(product);
await addUser(product.url, 'clerk', '赵收件', ['clerk']);
await addUser(product.url, 'shelver', '吴库管', ['shelver']);
await addUser(product.url, 'both', '郑兼岗', ['clerk', 'shelver']);
const shelver = await signInAt(product.url, 'shelver');
const { roomId } = (await shelver(createRoom, { code: 'KF01', name: '一号库房' })) as { roomId: string };
await shelver(addShelves, { roomId, zone: 2, firstRack: 5, rackCount: 2, faces: 'A', bayCount: 3, levelCount: 2, capacity: 40 });

const open = (path: string, loginName: string, colorScheme: 'light' | 'dark' = 'light') =>
  openPage({ browser, product, faults }, path, loginName, { colorScheme });

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });
/** What stands beside a field, error or warning. */
const besides = (page: Page, label: string) =>
  page.locator('.ant-form-item', { has: page.getByLabel(label, { exact: true }) }).locator('.ant-form-item-explain');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');
/** Types into the focused field and goes on. */
async function typeOn(page: Page, text: string) {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

test('a dossier is registered by keyboard out of a signed parcel, each wrong thing said beside its field', {
  timeout: TIMEOUT,
}, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ100200301CN');
  await page.getByLabel('来档单位').fill('西山区人力资源公共服务中心');
  await page.getByLabel('清单份数').fill('2');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('cell', { name: 'EZ100200301CN' }).waitFor();

  await page.goto('/reception/register');
  await page.getByRole('button', { name: 'EZ100200301CN' }).waitFor();
  await axeCheck(page, 'register: pick');
  await keepScreenshot(page, 'register-pick');
  await typeOn(page, 'ez100200301cn');
  await page.getByText('清单 2 份，已登记 0 份').waitFor();
  await expect.poll(() => focused(page)).toBe('register_person_name');
  expect(await page.getByLabel('原存档单位').inputValue()).toBe('西山区人力资源公共服务中心');

  await typeOn(page, '张晓明');
  for (const field of ['person_formerNames', 'person_idType']) {
    expect(await focused(page)).toBe(`register_${field}`);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.type('440117199001010013');
  await expect.poll(() => besides(page, '证件号码').textContent()).toContain('校验位错误');
  await besides(page, '证件号码').getByText('依据', { exact: true }).click();
  await page.getByText('GB 11643《公民身份号码》').first().waitFor();
  await keepScreenshot(page, 'register-wrong-id');
  await page.getByLabel('证件号码').fill('440117199001010012');
  await expect.poll(() => besides(page, '证件号码').count()).toBe(0);
  expect(await page.getByLabel('出生日期').inputValue()).toBe('1990-01-01');
  expect(await page.getByLabel('性别').inputValue()).toBe('1');
  await page.getByLabel('手机号码').fill('13800');
  await page.getByLabel('转入原因').selectOption('毕业');
  await page.keyboard.press('Control+Enter');
  const warned = page.getByRole('region', { name: '需要说明的情况' });
  await warned.getByText('联系方式格式不正确').waitFor();
  await expect.poll(() => focused(page)).toBe('register_reason');
  await axeCheck(page, 'register: warned');
  await keepScreenshot(page, 'register-warned');
  await page.keyboard.type('只留了分机号');
  await page.keyboard.press('Control+Enter');
  await page.getByText('清单 2 份，已登记 1 份').waitFor();
  await page.getByRole('heading', { name: '已登记：张晓明' }).waitFor();
  await page
    .getByText(/^110101-\d{4}-000001$/)
    .first()
    .waitFor();
  const labels = await page.request.get((await page.getByRole('link', { name: /打印标签/ }).getAttribute('href')) ?? '');
  expect(labels.headers()['content-type']).toBe('application/pdf');
  await expect.poll(() => focused(page)).toBe('register_person_name');
  expect(await page.getByLabel('证件号码').inputValue()).toBe('');
  await axeCheck(page, 'register');
  await keepScreenshot(page, 'register-next');

  await page.keyboard.type('张晓明');
  await page.getByLabel('证件号码').fill('440117199001010012');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => besides(page, '证件号码').textContent()).toContain('重登：此证件号已有在库档案 110101-');
  await keepScreenshot(page, 'register-duplicate');
  await page.getByLabel('姓名', { exact: true }).fill('李静');
  await page.getByLabel('证件号码').fill('440117198805120028');
  await page.keyboard.press('Control+Enter');
  await page.getByText('这件包裹已登记完毕').waitFor();
  await keepScreenshot(page, 'register-completed');
  await page.context().close();
});

test('the desk hands over, the same person may not accept, another one shelves', { timeout: TIMEOUT }, async () => {
  const desk = await open('/stackroom/shelving', 'both');
  await desk.getByRole('tab', { name: /^待移交/ }).click();
  const [first = ''] = await desk.locator('tbody .code').allTextContents();
  await desk.getByLabel('卷条码').fill(first.toLowerCase());
  await desk.keyboard.press('Enter');
  await desk.getByRole('button', { name: '移交 1 卷' }).waitFor();
  await desk.getByLabel('卷条码').fill('KEIN-1');
  await desk.keyboard.press('Enter');
  await desk.getByText('卷 KEIN-1 不在本页的待移交之列').waitFor();
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('a');
  await axeCheck(desk, 'hand over');
  await keepScreenshot(desk, 'shelving-hand-over');
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('没有待移交的卷').waitFor();

  const level = 'KF01-Q02-J05-A-03-2';
  const scan = async (page: Page, barcode: string, address: string) => {
    await page.getByLabel('卷条码', { exact: true }).fill(barcode);
    await page.keyboard.press('Enter');
    await typeOn(page, address);
  };
  await desk.getByRole('tab', { name: /^待接收/ }).click();
  await scan(desk, first, level);
  await desk.getByRole('button', { name: '接收上架 1 卷' }).click();
  await desk.getByText(/由您移交，须由另一人接收/).waitFor();
  await keepScreenshot(desk, 'shelving-two-sides');
  await desk.context().close();

  const page = await open('/', 'shelver');
  await page.getByRole('link', { name: /待接收的卷/ }).click();
  await page.getByRole('cell', { name: first, exact: true }).waitFor();
  await page.getByLabel('卷条码', { exact: true }).fill(first);
  await page.keyboard.press('Enter');
  await typeOn(page, 'nowhere');
  await page.getByText(/“NOWHERE”不是库位/).waitFor();
  await typeOn(page, `${level}-017`);
  await page.getByRole('cell', { name: `${level}-017` }).waitFor();
  await page.getByRole('checkbox').last().check();
  await page.getByLabel('所选 1 卷放到').fill(level);
  await page.keyboard.press('Enter');
  await axeCheck(page, 'accept');
  await keepScreenshot(page, 'shelving-accept');
  await page.keyboard.press('Control+Enter');
  await page.getByText('没有待接收的卷').waitFor();

  await page.getByRole('tab', { name: '移位' }).click();
  await page.getByLabel('卷条码').fill(first);
  await page.keyboard.press('Enter');
  await typeOn(page, 'KF01-Q02-J06-A-01-1');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: 'KF01-Q02-J06-A-01-1-001' }).waitFor();
  await axeCheck(page, 'move');

  await page.goto('/stackroom/rooms');
  await page.getByRole('cell', { name: '一号库房' }).waitFor();
  await axeCheck(page, 'rooms');
  await keepScreenshot(page, 'rooms');
  await page.getByRole('button', { name: '增加架位：KF01' }).click();
  await page.getByText('KF01-Q01-J01-A-01-1 至 KF01-Q01-J01-B-06-6').waitFor();
  await axeCheck(page, 'add shelves');
  await keepScreenshot(page, 'rooms-add-shelves');
  await page.keyboard.press('Enter');
  await page.getByText('KF01 增加 72 层，可存 2880 卷').waitFor();
  await page.getByRole('button', { name: '查看架位：KF01' }).click();
  await page.getByRole('cell', { name: 'KF01-Q01-J01-A-01-1' }).waitFor();
  await page.getByLabel('区', { exact: true }).fill('2');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(12);
  await axeCheck(page, 'levels');
  await keepScreenshot(page, 'rooms-levels');
  await page.context().close();
});

test('a dossier is found from anywhere, corrected with a reason, and its ledger shows all of it', { timeout: TIMEOUT }, async () => {
  const page = await open('/', 'clerk');
  await heading(page, '工作台').waitFor();
  await keepScreenshot(page, 'home-clerk');
  await page.keyboard.press('/');
  await page.keyboard.type('0012');
  await page.getByRole('option', { name: /张晓明/ }).waitFor();
  await page.keyboard.press('Enter');
  await heading(page, '张晓明').waitFor();
  await page.getByText('440117********0012').waitFor();
  await page.getByText('移动库位').waitFor();
  await axeCheck(page, 'dossier');
  await keepScreenshot(page, 'dossier');
  await page.getByRole('button', { name: '显示完整证件号' }).click();
  await typeOn(page, '核对证件原件');
  await page.getByText('440117199001010012').waitFor();

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: '更正人员信息：张晓明' });
  await dialog.getByLabel('姓名', { exact: true }).fill('张小明');
  await dialog.getByLabel('手机号码').fill('13800138000');
  await dialog.getByRole('button', { name: '更正' }).click();
  await dialog.getByText('必填').waitFor();
  await axeCheck(page, 'correct');
  await keepScreenshot(page, 'dossier-correct');
  await dialog.getByLabel('更正理由').fill('照身份证原件改正姓名');
  await dialog.getByRole('button', { name: '更正' }).click();
  await heading(page, '张小明').waitFor();
  await page.getByText('姓名、手机号码（关键项）；理由：照身份证原件改正姓名').waitFor();

  await page.goto('/dossiers');
  await page.getByRole('cell', { name: '李静' }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: '打印 2 份标签' }).waitFor();
  await axeCheck(page, 'dossiers');
  await keepScreenshot(page, 'dossiers');
  await page.getByLabel('搜索档案').fill('lj');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  expect(page.url()).toContain('search=lj');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await heading(page, '李静').waitFor();
  await page.context().close();
});

test('a dossier is found and opened by keys alone, and what was typed is in no address', { timeout: TIMEOUT }, async () => {
  const page = await open('/search', 'clerk');
  const box = page.getByRole('combobox', { name: '查档' });
  await box.waitFor();
  await page.keyboard.type('张晓明');
  await page.getByText('没有查到', { exact: true }).waitFor(); // corrected since
  await box.fill('静');
  await page.getByRole('option', { name: /李静.*姓名包含/ }).waitFor();
  await box.fill('j');
  await page.getByText('没有查到', { exact: true }).waitFor();
  await box.fill('19900101');
  await page.getByRole('option', { name: /张小明.*1990 年生.*出生日期/ }).waitFor();
  await axeCheck(page, 'search');
  await keepScreenshot(page, 'search');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  expect(page.url()).toMatch(/\/search$/);
  await page.keyboard.press('Enter');
  await heading(page, '张小明').waitFor();
  await page.goBack();
  await expect.poll(() => box.inputValue()).toBe('19900101');
  await page.getByRole('option', { name: /张小明/ }).waitFor();
  await box.fill('lijing');
  await page.keyboard.press('Enter'); // before the list has followed
  await heading(page, '李静').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('张小明');
  await page.getByRole('group', { name: '人员（精确）' }).getByRole('option').waitFor();
  await page.keyboard.press('Enter');
  await heading(page, '张小明').waitFor();
  await page.context().close();
});

test('the day is closed with its reason, and reopened with another', { timeout: TIMEOUT }, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ100200302CN');
  await page.getByLabel('来档单位').fill('市交通局组织人事处');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('cell', { name: 'EZ100200302CN' }).waitFor();
  await page.goto('/reception/day');
  await page.getByText('尚未日结').waitFor();
  await page.getByRole('button', { name: '日结', exact: true }).click();
  const close = page.getByRole('dialog', { name: /^日结：/ });
  await close.getByText('漏登：今日签收 2 件，尚有 1 件未登记、退回或挂起').waitFor();
  await axeCheck(page, 'close day');
  await keepScreenshot(page, 'day-missed');
  await close.getByRole('button', { name: '取消' }).click();

  await page.getByRole('link', { name: 'EZ100200302CN' }).click();
  await page.getByRole('button', { name: '挂起' }).click();
  await page.getByRole('dialog', { name: /^挂起/ }).getByLabel('理由').fill('等对方补寄转递通知单');
  await page.keyboard.press('Enter');
  await page.getByText('这件包裹已挂起').waitFor();
  await keepScreenshot(page, 'register-suspended');
  await page.goto('/reception/day');
  await page.getByText('没有未办的包裹').waitFor();
  await page.keyboard.press('Control+Enter');
  await close.getByRole('button', { name: '日结' }).click();
  await page.getByText('已日结', { exact: true }).waitFor();
  await axeCheck(page, 'day');
  await keepScreenshot(page, 'day-closed');
  await page.getByRole('button', { name: '撤销日结' }).click();
  await page
    .getByRole('dialog', { name: /^撤销日结/ })
    .getByLabel('理由')
    .fill('下班前又到一件');
  await page.keyboard.press('Enter');
  await page.getByText('尚未日结').waitFor();
  await page.context().close();
});

test('the leader sets a plan, sees what was done of it, and opens the number to its rows', { timeout: TIMEOUT }, async () => {
  const page = await open('/figures/plans', 'leader');
  await page.getByRole('button', { name: /^编制 ?接收计划/ }).click();
  await typeOn(page, '2');
  await page.getByText('接收计划定为 2 件次').waitFor();
  await page.getByRole('button', { name: /^调整 ?接收计划/ }).click();
  await typeOn(page, '4');
  await page.getByText('已有计划 2，更改须写明理由').waitFor();
  await page.getByLabel('理由').fill('区里追加任务');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: '区里追加任务', exact: true }).waitFor();
  await page.getByRole('cell', { name: '周主管' }).first().waitFor();
  await axeCheck(page, 'plans');
  await keepScreenshot(page, 'plans');

  await page.keyboard.press('g');
  await page.keyboard.press('f');
  const completion = page.getByRole('row', { name: /工作完成率/ });
  await expect.poll(() => completion.textContent()).toContain('2 ÷ 4');
  expect(await completion.textContent()).toContain('50.00%');
  expect(await page.getByRole('row', { name: /当日登记率/ }).textContent()).toContain('50.00%');
  await axeCheck(page, 'figures');
  await keepScreenshot(page, 'figures');
  await page.getByRole('button', { name: '2，完成的接收工作量，看明细' }).click();
  const drawer = page.getByRole('dialog', { name: '完成的接收工作量' });
  await drawer.getByRole('link', { name: /张小明/ }).waitFor();
  expect(await drawer.locator('tbody tr').count()).toBe(2);
  await axeCheck(page, 'drill');
  await keepScreenshot(page, 'figures-drill');
  await drawer.getByRole('link', { name: /李静/ }).click();
  await heading(page, '李静').waitFor();
  await page.context().close();
});

test('a setting shows the number it leads to, and a wrong one is refused', { timeout: TIMEOUT }, async () => {
  const page = await open('/system/settings', 'sysadmin');
  const setting = page.getByRole('region', { name: '流动人员档案存档编号规则' });
  await setting.getByRole('textbox').fill('{unit}L{year}');
  await setting.getByText('须含流水号').waitFor();
  await setting.getByRole('textbox').fill('L{year}{seq:5}');
  await setting.getByText(/^L\d{4}00001/).waitFor();
  await axeCheck(page, 'settings');
  await keepScreenshot(page, 'settings');
  await page.keyboard.press('Enter');
  await setting.getByText('已改，标准为').waitFor();
  await page.context().close();
});

test('a unit opens its account where the desk needs it, and is found by a part of its name the next time', {
  timeout: TIMEOUT,
}, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ100200307CN');
  await page.getByLabel('来档单位').fill('西山区人力资源公共服务中心');
  await page.getByLabel('清单份数').fill('2');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('cell', { name: 'EZ100200307CN' }).waitFor();
  await page.goto('/reception/register');
  await page.getByRole('button', { name: 'EZ100200307CN' }).click();
  const fill = async (name: string, idNumber: string) => {
    await page.getByLabel('姓名', { exact: true }).fill(name);
    await page.getByLabel('证件号码').fill(idNumber);
    await page.getByLabel('转入原因').selectOption('毕业');
    await page.getByLabel('存档性质').selectOption('单位委托');
  };
  await fill('周立', '11010519491231002X');
  await page.getByRole('combobox', { name: '委托存档单位' }).fill('北山机械');
  await page.getByText('没有找到“北山机械”；新单位请先立户。').waitFor();
  await page.getByRole('button', { name: '单位立户' }).click();
  const dialog = page.getByRole('dialog', { name: '单位立户' });
  expect(await dialog.getByLabel('单位名称').inputValue()).toBe('北山机械');
  await dialog.getByLabel('统一社会信用代码').fill('91350100M000100Y43');
  await dialog.getByRole('button', { name: '立户', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.getByRole('combobox', { name: '委托存档单位' }).inputValue()).toBe('北山机械');
  await page.keyboard.press('Control+Enter');
  await page.getByText('清单 2 份，已登记 1 份').waitFor();
  await fill('吴山', '440117199505050018');
  await page.getByRole('combobox', { name: '委托存档单位' }).fill('山机');
  await page.getByRole('option', { name: '北山机械 91350100M000100Y43' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByText('这件包裹已登记完毕').waitFor();
  await page.context().close();
});
