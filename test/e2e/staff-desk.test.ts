import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { axeCheck, keepScreenshot, openBrowser } from './browser.ts';
import { openPage, signIn } from './open-page.ts';
import { PASSWORD, startProduct } from './product.ts';

const product = await startProduct();
const browser = await openBrowser();
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const faults: string[] = [];
afterEach(() => expect(faults.splice(0)).toEqual([]));

const TIMEOUT = 90_000;
const FIRST = 'First-slip-2049';
/** A PNG of one white pixel. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=', 'base64');

const open = (path: string, loginName?: string, password?: string) =>
  openPage({ browser, product, faults }, path, loginName, password === undefined ? {} : { password });

/** The message that stands beside a field, as a screen reader would find it. */
const besides = (page: Page, label: string) =>
  page.locator('.ant-form-item', { has: page.getByLabel(label, { exact: true }) }).locator('.ant-form-item-explain-error');
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

test('the wizard judges while one types, says what is missing, and ends at the sign-in', { timeout: TIMEOUT }, async () => {
  const page = await open(product.setupUrl);
  await page.getByLabel('单位代码').fill('x');
  await page.keyboard.press('Enter');
  await expect.poll(() => besides(page, '单位名称').textContent()).toBe('必填');
  expect(await besides(page, '单位代码').textContent()).toContain('2 至 20 位');
  await keepScreenshot(page, 'setup-unit');
  await page.getByLabel('单位代码').fill('110101');
  await page.getByLabel('单位名称').fill('东河区人才服务中心');
  await page.keyboard.press('Enter');

  const people = {
    系统管理员: ['钱系统', 'sysadmin'],
    安全保密员: ['孙保密', 'secadmin'],
    安全审计员: ['李审计', 'auditadmin'],
    业务主管: ['周主管', 'leader'],
  };
  const fill = async (post: string) => {
    const [displayName = '', loginName = ''] = people[post as keyof typeof people];
    const group = page.getByRole('group', { name: post });
    await group.getByLabel('姓名').fill(displayName);
    await group.getByLabel('登录名').fill(loginName);
    await group.getByLabel('密码', { exact: true }).fill('short');
    await group.getByText('密码至少 10 位').waitFor(); // before anything is sent
    await group.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await group.getByLabel('再输一遍').fill(`${PASSWORD}x`);
    await group.getByText('两次输入的密码不一致').waitFor();
    await group.getByLabel('再输一遍').fill(PASSWORD);
  };
  await page.getByText('为什么要三个人').waitFor();
  for (const post of ['系统管理员', '安全保密员', '安全审计员']) await fill(post);
  await axeCheck(page, 'setup');
  await keepScreenshot(page, 'setup-administrators');
  await page.getByRole('button', { name: '下一步' }).click();
  await fill('业务主管');
  await page.getByRole('button', { name: '完成设置' }).click();
  await heading(page, '登录').waitFor();
  await page.context().close();
});

test('one makes the account, another gives it a role, and neither can do the other’s part', { timeout: TIMEOUT }, async () => {
  const sysadmin = await open('/', 'sysadmin');
  await heading(sysadmin, '工作台').waitFor();
  await sysadmin.keyboard.press('g');
  await sysadmin.keyboard.press('u');
  await heading(sysadmin, '用户').waitFor();
  await sysadmin.keyboard.press('n');
  const dialog = sysadmin.getByRole('dialog', { name: '建立用户' });
  await dialog.getByLabel('姓名').fill('赵收件');
  await dialog.getByLabel('登录名').fill('sysadmin');
  await dialog.getByLabel('初始密码').fill(FIRST);
  await sysadmin.keyboard.press('Enter');
  await dialog.getByText('登录名 sysadmin 已使用').waitFor();
  await dialog.getByLabel('登录名').fill('clerk');
  await sysadmin.keyboard.press('Enter');
  await sysadmin.getByRole('cell', { name: '赵收件', exact: true }).waitFor();
  expect(await sysadmin.getByRole('button', { name: /^分配角色：/ }).count()).toBe(0);

  const secadmin = await open('/', 'secadmin');
  await secadmin.getByRole('link', { name: /未分配角色的用户/ }).click();
  await secadmin.getByRole('button', { name: '分配角色：赵收件' }).click();
  await secadmin.getByLabel('收件员').check();
  await secadmin.getByLabel('安全审计员').check();
  await secadmin.getByText('三员分立：收件员、安全审计员 不能由同一人兼任').waitFor();
  await secadmin.getByLabel('安全审计员').uncheck();
  await secadmin.getByRole('button', { name: '保存角色' }).click();
  await secadmin.getByText('没有符合条件的用户').waitFor();
  expect(await secadmin.getByRole('button', { name: '建立用户' }).count()).toBe(0);
  await Promise.all([sysadmin.context().close(), secadmin.context().close()]);
});

test('a clerk chooses his own password, then signs for parcels without a mouse', { timeout: TIMEOUT }, async () => {
  const page = await open('/', 'clerk', FIRST);
  await page.getByText('您的密码由管理员设定').waitFor();
  await page.goto('/reception/parcels'); // there is no way around it
  await page.getByText('您的密码由管理员设定').waitFor();
  await page.getByLabel('现密码').fill(FIRST);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一遍').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await heading(page, '工作台').waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('qs');
  await page.keyboard.press('Enter');
  await heading(page, '签收').waitFor();
  await page.getByText('还没有签收过包裹').waitFor();
  for (const [trackingNo, sender] of [
    ['ez 1002 0030 1 cn', '西山区人力资源公共服务中心'],
    ['EZ100200302CN', '市交通局组织人事处'],
    ['EZ100200303CN', '南桥街道党工委组织科'],
  ] as const) {
    await expect.poll(() => focused(page)).toBe('parcel_trackingNo');
    await page.keyboard.type(trackingNo);
    await page.keyboard.press('Enter');
    await page.keyboard.type(sender);
    await page.keyboard.press('Enter');
    const stored = trackingNo.replaceAll(' ', '').toUpperCase();
    await expect.poll(() => page.locator('tbody tr').first().locator('td').first().textContent()).toBe(stored);
  }
  await page.context().close();
});

test('a number signed for twice is refused beside its field, and nothing typed is lost', { timeout: TIMEOUT }, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ100200302CN');
  await page.keyboard.press('Enter');
  await page.keyboard.type('市水务局');
  await page.reload(); // typing survives
  await page.getByRole('cell', { name: 'EZ100200302CN' }).waitFor();
  expect(await page.getByLabel('来档单位').inputValue()).toBe('市水务局');
  await page.getByLabel('来档单位').press('Enter');
  await expect.poll(() => besides(page, '邮件号').textContent()).toMatch(/EZ100200302CN 已于 \d{4}-\d\d-\d\d 签收/);
  expect(await focused(page)).toBe('parcel_trackingNo');
  expect(await page.getByLabel('来档单位').inputValue()).toBe('市水务局');
  await keepScreenshot(page, 'parcels-duplicate');
  await page.keyboard.type('EZ100200304CN'); // the refused number was selected, so it is typed over
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: 'EZ100200304CN' }).waitFor();
  await page.context().close();
});

test('a broken seal demands words and a photo; dossiers brought by hand are refused at once', { timeout: TIMEOUT }, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('来档方式').selectOption('个人自带');
  await expect.poll(() => besides(page, '来档方式').textContent()).toContain('严禁个人自带档案，不得接收');
  await page.getByLabel('来档方式').selectOption('机要交通');
  await page.getByLabel('邮件号', { exact: true }).fill('JJ20260001');
  await page.getByLabel('来档单位').fill('某某大学档案馆');
  await page.getByLabel('完好').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => besides(page, '封口情况说明').textContent()).toContain('须拍照并注明');
  expect(await page.getByText('须拍照并注明').count()).toBe(2);
  await axeCheck(page, 'issues');
  await keepScreenshot(page, 'parcels-broken-seal');
  await page.getByLabel('封口情况说明').fill('左上角封条撕开约三厘米');
  await page
    .getByLabel('照片', { exact: true })
    .setInputFiles({ name: '封口.txt', mimeType: 'image/png', buffer: Buffer.from('no image') });
  await page.getByText('收到的文件不是图像').waitFor();
  await page.getByLabel('照片', { exact: true }).setInputFiles({ name: '封口.png', mimeType: 'image/png', buffer: PHOTO });
  await page.getByAltText('封口照片').waitFor();
  await page.keyboard.press('Control+Enter');
  const row = page.getByRole('row', { name: /JJ20260001/ });
  await row.waitFor();
  expect(await row.textContent()).toContain('破损');
  const photo = await page.request.get((await row.getByRole('link', { name: '照片' }).getAttribute('href')) ?? '');
  expect(photo.headers()['content-type']).toBe('image/png');
  await page.context().close();
});

test('filters stand in the address, and the list says so when nothing fits', { timeout: TIMEOUT }, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('搜索').fill('ez10020030');
  await expect.poll(() => page.url()).toContain('search=ez10020030');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(4);
  await page.getByRole('button', { name: '已退回' }).click();
  await page.getByText('没有符合条件的包裹').waitFor();
  await page.reload();
  await page.getByText('没有符合条件的包裹').waitFor();
  await page.getByRole('button', { name: '显示全部' }).click();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(5);
  await page.context().close();
});

test('a lost connection says so, keeps what was typed and comes back by itself', { timeout: TIMEOUT }, async () => {
  const page = await open('/reception/parcels', 'clerk');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ100200305CN');
  await page.getByLabel('来档单位').fill('市园林局');
  await page.context().setOffline(true);
  await page.keyboard.press('Enter');
  await page.getByText('正在自动重试……').waitFor();
  await page.getByText('恢复后先在列表中核对').waitFor();
  await page.context().setOffline(false);
  await page.getByText('正在自动重试……').waitFor({ state: 'detached' });
  await page.getByLabel('来档单位').press('Enter');
  await page.getByRole('cell', { name: 'EZ100200305CN' }).waitFor();
  await page.context().close();
});

test('a session that has ended leads to the sign-in and back to the page', { timeout: TIMEOUT }, async () => {
  const page = await open('/reception/parcels?state=signed', 'clerk');
  await page.getByLabel('邮件号', { exact: true }).fill('EZ100200306CN');
  await page.getByLabel('来档单位').fill('市档案馆');
  await page.context().clearCookies();
  await page.keyboard.press('Enter');
  await heading(page, '登录').waitFor();
  await signIn(page, 'clerk');
  await heading(page, '签收').waitFor();
  expect(page.url()).toContain('state=signed');
  expect(await page.getByLabel('来档单位').inputValue()).toBe('市档案馆');
  await page.context().close();
});

test('five wrong passwords lock the account, in words, until it is unlocked', { timeout: TIMEOUT }, async () => {
  const page = await open('/');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await signIn(page, 'leader', `wrong-${attempt}`);
    await page.getByText('登录名或密码不正确').waitFor();
    await page.getByLabel('密码', { exact: true }).fill('');
    await page.getByText('登录名或密码不正确').waitFor({ state: 'detached' });
  }
  await signIn(page, 'leader');
  await page.getByText('账号已锁定；15 分钟后再试，或请安全保密员解锁').waitFor();
  await keepScreenshot(page, 'sign-in-locked');
  const secadmin = await open('/system/users', 'secadmin');
  await secadmin.getByRole('button', { name: '解除锁定：周主管' }).click();
  await secadmin.getByRole('button', { name: '解除锁定', exact: true }).click();
  await secadmin.getByText('周主管 可以重新登录').waitFor();
  await page.getByRole('button', { name: '登录' }).click();
  await heading(page, '工作台').waitFor();
  await Promise.all([page.context().close(), secadmin.context().close()]);
});
