import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { checkDigit } from '../../core/codes/id-number.ts';
import type { findDeaccessions, findLetters, findTransfers } from './contract.ts';

const { call, actorWith, clock, verify, folder, owner } = await openTestHouse('2026-03-02T01:00:00Z');
const clerk = await actorWith([
  ...(['parcel.sign', 'dossier.register', 'dossier.read', 'volume.handOver', 'volume.ask', 'stackroom.read'] as const),
  ...(['transfer.read', 'transfer.manage'] as const),
]);
const keeper = await actorWith(['volume.shelve', 'stackroom.read', 'stackroom.manage', 'volume.ask', 'transfer.read']);
const approver = await actorWith(['transfer.read', 'transfer.approve']);

const { roomId } = await call<{ roomId: string }>(keeper, 'stackroom.createRoom', { code: 'KF01', name: '一号库' });
await call(keeper, 'stackroom.addShelves', {
  ...{ roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 1, capacity: 200 },
});

let born = 0;
function idNumber() {
  const first17 = `11010119900101${String(++born).padStart(3, '0')}`;
  return first17 + checkDigit(first17);
}

/** Hands over and shelves what waits at the desk. */
async function shelve(barcodes: readonly string[]) {
  const { volumes } = await call<{ volumes: { id: string; barcode: string }[] }>(clerk, 'stackroom.findWaiting', { state: 'registered' });
  const ids = volumes.filter(({ barcode }) => barcodes.includes(barcode)).map(({ id }) => id);
  await call(clerk, 'stackroom.handOver', { volumeIds: ids });
  await call(keeper, 'stackroom.shelve', { places: barcodes.map((barcode) => ({ barcode, address: 'KF01-Q01-J01-A-01-1' })) });
}

type Registered = { dossierId: string; barcodes: string[]; referenceCode: string; letterNumber: string | null };
/** A dossier of one person, on its shelf. */
async function shelved(person: object = {}, rest: object = {}): Promise<Registered> {
  const made = await call<Registered>(clerk, 'reception.registerDossier', {
    person: { name: '测试甲', idNumber: idNumber(), ...person },
    ...{ previousInstitution: '某大学', inReason: 'graduation', ...rest },
    reason: '核对无误',
  });
  await shelve(made.barcodes);
  return made;
}

const { receiverId } = await call<{ receiverId: string }>(clerk, 'transfer.registerReceiver', {
  ...{ name: '海州市人才服务中心', address: '海州市光明路1号', postcode: '222000', confidentialNo: '海州机要0107' },
});
await call(clerk, 'transfer.verifyReceiver', { receiverId, evidence: '省人社厅公布的档案管理服务机构名录', version: 1 });

const request = {
  receiverId,
  outReason: 'employment',
  channel: 'confidential-post',
  letterNumber: '海才调2026-18',
  letterOn: '2026-02-27',
};
const ask = (dossierId: string, input: object = {}) =>
  call<{ transferId: string; dueOn: string }>(clerk, 'transfer.askTransfer', {
    ...request,
    dossierId,
    applicant: '王申请',
    reason: '目录随后补齐，无未归档材料',
    ...input,
  });
type Listed = (typeof findTransfers)['output']['_output']['transfers'];
const list = async (input: object) => (await call<{ transfers: Listed }>(clerk, 'transfer.findTransfers', input)).transfers;
const stateOf = async (dossierId: string) =>
  (await call<{ custodyState: string }>(clerk, 'holdings.getDossier', { dossierId })).custodyState;

/** A transfer whose volumes are with the clerk, ready to be sealed. */
async function pulled(input: object = {}) {
  const dossier = await shelved();
  const { transferId } = await ask(dossier.dossierId, input);
  await call(approver, 'transfer.approveTransfers', { transferIds: [transferId] });
  await call(keeper, 'stackroom.checkOut', { items: dossier.barcodes.map((barcode) => ({ barcode })) });
  return { ...dossier, transferId };
}

/** The text of a PDF where pdftotext is there; else only that it is one. */
function textOf(bytes: Uint8Array, name: string): string | undefined {
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  const file = path.join(folder, name);
  fs.writeFileSync(file, bytes);
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  } catch {
    return undefined;
  }
}

test('a dossier is asked for, approved by another, sealed, sent, acknowledged, and its place is free', async () => {
  const { dossierId, barcodes } = await shelved();
  const { transferId, dueOn } = await ask(dossierId);
  expect(dueOn).toBe('2026-03-23');
  const both = { ...clerk, permissions: new Set([...clerk.permissions, ...approver.permissions]) };
  await expect(call(both, 'transfer.approveTransfers', { transferIds: [transferId] })).rejects.toMatchObject({
    issues: [{ rule: 'transfer' }],
  });
  await expect(call(clerk, 'transfer.dispatchTransfers', { items: [{ transferId }], trackingNo: 'JY20260001' })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('为“待审核”，不能寄出') }],
  });
  await call(approver, 'transfer.approveTransfers', { transferIds: [transferId] });
  await expect(call(clerk, 'transfer.dispatchTransfers', { items: [{ transferId }], trackingNo: 'JY20260001' })).rejects.toMatchObject({
    issues: [{ rule: 'R66', message: expect.stringContaining('尚未因转出而出库') }],
  });
  await call(keeper, 'stackroom.checkOut', { items: [{ barcode: barcodes[0] }] });
  expect(await stateOf(dossierId)).toBe('leaving');
  expect(await list({ state: 'approved' })).toMatchObject([{ id: transferId, isReady: true, noticeNumber: 'Z440117-2026-00001' }]);
  const sealedByApprover = { ...approver, permissions: new Set([...approver.permissions, ...clerk.permissions]) };
  const items = [{ transferId, pageCount: 80, itemCount: 30 }];
  await expect(call(sealedByApprover, 'transfer.dispatchTransfers', { items, trackingNo: 'JY20260001' })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('由您审核') }],
  });
  await expect(call(clerk, 'transfer.dispatchTransfers', { items })).rejects.toMatchObject({ issues: [{ path: 'trackingNo' }] });
  expect(await call(clerk, 'transfer.dispatchTransfers', { items, trackingNo: 'jy 2026-0001' })).toMatchObject({ dispatchedCount: 1 });
  expect(await stateOf(dossierId)).toBe('transferred');
  const volume = await owner
    .selectFrom('volume')
    .select(['state', 'shelf_id'])
    .where('dossier_id', '=', dossierId)
    .executeTakeFirstOrThrow();
  expect(volume).toEqual({ state: 'gone', shelf_id: null });
  await expect(
    call(clerk, 'transfer.acknowledgeTransfer', { transferId, acknowledgedOn: '2026-03-01', acknowledgedBy: '赵收' }),
  ).rejects.toMatchObject({ issues: [{ path: 'acknowledgedOn' }] });
  await call(clerk, 'transfer.acknowledgeTransfer', { transferId, acknowledgedOn: '2026-03-02', acknowledgedBy: '赵收' });
  expect(await list({ state: 'closed' })).toMatchObject([
    { id: transferId, trackingNo: 'JY20260001', pageCount: 80, acknowledgedBy: '赵收' },
  ]);
  expect(await verify()).toEqual([]);
});

test('what is sent back waits at the desk, is shelved again, and may leave anew', async () => {
  const { transferId, dossierId, barcodes } = await pulled();
  await call(clerk, 'transfer.dispatchTransfers', { items: [{ transferId }], trackingNo: 'JY20260002' });
  expect(await call(clerk, 'transfer.sendBackTransfer', { transferId, reason: '目录不符' })).toEqual({ volumeCount: 1 });
  expect(await stateOf(dossierId)).toBe('awaitingShelf');
  await shelve(barcodes);
  expect(await stateOf(dossierId)).toBe('inStore');
  await ask(dossierId);
  expect(await verify()).toEqual([]);
});

test('a person who comes again gets a new number and is seen with the old dossier; the old one cannot be sent back meanwhile', async () => {
  const person = { name: '测试返', idNumber: idNumber() };
  const old = await shelved(person);
  const { transferId } = await ask(old.dossierId);
  await call(approver, 'transfer.approveTransfers', { transferIds: [transferId] });
  await call(keeper, 'stackroom.checkOut', { items: [{ barcode: old.barcodes[0] }] });
  await call(clerk, 'transfer.dispatchTransfers', { items: [{ transferId }], trackingNo: 'JY20260003' });
  const again = await shelved(person, { inReason: 'returned' });
  expect(again.referenceCode).not.toBe(old.referenceCode);
  expect(await call(clerk, 'holdings.getDossier', { dossierId: again.dossierId })).toMatchObject({
    others: [{ id: old.dossierId, referenceCode: old.referenceCode, custodyState: 'transferred' }],
  });
  await expect(call(clerk, 'transfer.sendBackTransfer', { transferId, reason: '退回' })).rejects.toMatchObject({
    issues: [{ rule: 'R6', message: expect.stringContaining(again.referenceCode) }],
  });
});

test('what keeps a dossier here is said at once: lent, carried by hand, by post for who left state service, an unverified receiver', async () => {
  const { dossierId, barcodes } = await shelved({ identity: '2' });
  const unknown = await call<{ receiverId: string }>(clerk, 'transfer.registerReceiver', { name: '某某公司', address: '某地某路' });
  const loan = { purpose: 'digitisation', takerUnit: '数字化室', taker: '李四', reason: '扫描' };
  const { ticketIds } = await call<{ ticketIds: string[] }>(clerk, 'stackroom.askVolumes', { ...loan, barcodes });
  await expect(ask(dossierId, { channel: 'ems', receiverId: unknown.receiverId, letterOn: '2026-03-09' })).rejects.toMatchObject({
    issues: [
      { rule: 'R63' },
      { rule: 'R63', severity: 'warning' },
      { rule: 'R64' },
      { rule: 'transfer.receiver', severity: 'warning' },
      { rule: 'R65' },
    ],
  });
  await call(clerk, 'stackroom.cancelTickets', { ticketIds, reason: '先转出' });
  await expect(ask(dossierId, { channel: 'by-hand' })).rejects.toMatchObject({
    issues: expect.arrayContaining([expect.objectContaining({ rule: 'R18' })]),
  });
  await expect(ask(dossierId, { receiverId: unknown.receiverId, reason: '' })).rejects.toMatchObject({ code: 'needs_reason' });
  await ask(dossierId, { receiverId: unknown.receiverId });
});

test('two clerks ask for the same dossier at the same moment: one is taken, the other is told', async () => {
  const { dossierId } = await shelved();
  const tries = await Promise.allSettled([ask(dossierId), ask(dossierId)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { issues: [{ message: expect.stringContaining('已有未办结的转出') }] },
  });
  expect(await list({ dossierId })).toHaveLength(1);
});

test('a transfer cancelled before it is sent closes the tickets, and what is out goes back to its shelf', async () => {
  const made = await shelved({}, { principalCount: 2 });
  const { transferId } = await ask(made.dossierId);
  await call(approver, 'transfer.approveTransfers', { transferIds: [transferId] });
  const [first] = made.barcodes.map((barcode) => ({ barcode }));
  await call(keeper, 'stackroom.checkOut', { items: [first] });
  await call(clerk, 'transfer.cancelTransfers', { transferIds: [transferId], reason: '本人不再调档' });
  await call(clerk, 'stackroom.returnVolumes', { items: [first] });
  await call(keeper, 'stackroom.checkIn', { places: [first] });
  expect(await stateOf(made.dossierId)).toBe('inStore');
  await expect(call(approver, 'transfer.refuseTransfers', { transferIds: [transferId], reason: '不同意' })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('为“已撤销”') }],
  });
  expect(await verify()).toEqual([]);
});

test('one confidential list goes under one number with an answer for each row, and the number is not used again', async () => {
  const made = [await pulled(), await pulled()];
  const late = await shelved();
  const waiting = await ask(late.dossierId);
  const transferIds = made.map(({ transferId }) => transferId);
  const roll = await call<{ bytes: Uint8Array }>(clerk, 'transfer.printRoll', { transferIds: transferIds.join(',') });
  const text = textOf(roll.bytes, 'roll.pdf');
  if (text !== undefined) expect(text).toContain('海州市人才服务中心');
  const items = [...transferIds, waiting.transferId].map((transferId) => ({ transferId, pageCount: 60 }));
  const sent = await call<{ dispatchedCount: number; rows: { transferId: string; isDispatched: boolean; messages: string[] }[] }>(
    ...([clerk, 'transfer.dispatchTransfers', { items, trackingNo: 'JYQD0009' }] as const),
  );
  expect(sent.dispatchedCount).toBe(2);
  expect(sent.rows.filter(({ isDispatched }) => !isDispatched)).toMatchObject([
    { transferId: waiting.transferId, messages: [expect.stringContaining('不能寄出')] },
  ]);
  const next = await pulled();
  await expect(
    call(clerk, 'transfer.dispatchTransfers', { items: [{ transferId: next.transferId }], trackingNo: 'JYQD0009' }),
  ).rejects.toMatchObject({ issues: [{ rule: 'transfer.tracking', message: expect.stringContaining('已用于通知单') }] });
  expect(await verify()).toEqual([]);
});

test('what is late needs a reason, and what was not acknowledged for thirty days is chased', async () => {
  const { transferId } = await pulled();
  clock.now = new Date('2026-03-24T01:00:00Z');
  expect((await list({ show: 'overdue' })).find(({ id }) => id === transferId)).toMatchObject({ overdueDays: 1 });
  const items = [{ transferId }];
  await expect(call(clerk, 'transfer.dispatchTransfers', { items, trackingNo: 'JY20260020' })).rejects.toMatchObject({
    ...{ code: 'needs_reason', issues: [{ rule: 'R67' }] },
  });
  await call(clerk, 'transfer.dispatchTransfers', { items, trackingNo: 'JY20260020', reason: '机要停收一周' });
  clock.now = new Date('2026-04-22T01:00:00Z');
  expect((await list({ show: 'chase' })).map(({ id }) => id)).not.toContain(transferId);
  clock.now = new Date('2026-04-23T01:00:00Z');
  expect((await list({ show: 'chase' })).map(({ id }) => id)).toContain(transferId);
  const paper = await call<{ bytes: Uint8Array }>(clerk, 'transfer.printChases', { transferIds: transferId });
  const text = textOf(paper.bytes, 'chase.pdf');
  if (text !== undefined) expect(text).toContain('至今已30天');
  await call(clerk, 'transfer.chaseTransfers', { transferIds: [transferId] });
  expect((await list({ state: 'dispatched' })).find(({ id }) => id === transferId)).toMatchObject({
    chaseCount: 1,
    chasedOn: '2026-04-23',
  });
  expect(await verify()).toEqual([]);
});

test('the notice is printed in its parts and the register by year, on paper and as a sheet of text', async () => {
  const { transferId, referenceCode } = await pulled({ letterNumber: '=1+1' });
  await call(clerk, 'transfer.dispatchTransfers', { items: [{ transferId, pageCount: 12 }], trackingNo: 'JY20260030' });
  const { bytes } = await call<{ bytes: Uint8Array }>(clerk, 'transfer.printNotices', { transferIds: transferId });
  const text = textOf(bytes, 'notice.pdf');
  if (text !== undefined)
    for (const part of ['转递通知单（存根）', '转递通知单（回执）', '兹将测试甲同志的人事档案', '现将回执退回', '222000', '海州机要0107'])
      expect(text).toContain(part);
  const register = await call<{ bytes: Uint8Array }>(clerk, 'transfer.printRegister', { year: 2026 });
  const registerText = textOf(register.bytes, 'register.pdf');
  if (registerText !== undefined) expect(registerText).toContain('2026年人事档案转出登记簿');
  const sheet = await call<{ bytes: Uint8Array }>(clerk, 'transfer.exportRegister', { year: 2026 });
  const rows = await readSheet(Buffer.from(sheet.bytes));
  expect(rows[0]?.[0]).toBe('通知单字号');
  const line = rows.find((row) => row[3] === referenceCode);
  expect(line?.[6]).toBe('=1+1');
  expect(Buffer.from(sheet.bytes).includes('<f>')).toBe(false);
});

type Letters = { letters: (typeof findLetters)['output']['_output']['letters'] };

test('a letter is numbered and awaited; the desk matches what arrives, and the receipt goes back', async () => {
  const person = { name: '测试函', idNumber: idNumber() };
  const wanted = { personName: person.name, idNumber: person.idNumber, receiverId, inReason: 'employment' };
  const { letterId, letterNumber } = await call<{ letterId: string; letterNumber: string }>(clerk, 'transfer.issueLetter', wanted);
  expect(letterNumber).toBe('D440117-2026-00001');
  await expect(call(clerk, 'transfer.issueLetter', wanted)).rejects.toMatchObject({ code: 'needs_reason', issues: [{ rule: 'R24' }] });
  const { bytes } = await call<{ bytes: Uint8Array }>(clerk, 'transfer.printLetters', { letterIds: letterId });
  const text = textOf(bytes, 'letter.pdf');
  if (text !== undefined)
    for (const part of ['调档函', letterNumber, '海州市人才服务中心：', '人社部发〔2021〕112号', '沿此线撕下'])
      expect(text).toContain(part);

  const { parcelId } = await call<{ parcelId: string }>(clerk, 'reception.signParcel', {
    carrier: 'confidential-post',
    trackingNo: 'JYIN0001',
    sender: '海州市人才服务中心',
  });
  const register = (input: object) =>
    call<Registered>(clerk, 'reception.registerDossier', {
      ...{ parcelId, person, previousInstitution: '海州市人才服务中心', inReason: 'employment', completesParcel: false, ...input },
    });
  await expect(register({ letterNumber: 'D440117-2026-99999' })).rejects.toMatchObject({ issues: [{ path: 'letterNumber', rule: 'R24' }] });
  await expect(register({ letterNumber, person: { name: '别人', idNumber: idNumber() } })).rejects.toMatchObject({
    issues: [{ rule: 'R22' }],
  });
  await expect(register({ person: { name: '无函', idNumber: idNumber() } })).rejects.toMatchObject({
    code: 'needs_reason',
    issues: [{ rule: 'R24' }],
  });
  const { dossierId, letterNumber: matched } = await register({}); // by the ID number
  expect(matched).toBe(letterNumber);
  const { letters } = await call<Letters>(clerk, 'transfer.findLetters', {});
  expect(letters[0]).toMatchObject({ id: letterId, state: 'arrived', dossierId });
  await expect(call(clerk, 'transfer.voidLetter', { letterId, reason: '不要了' })).rejects.toMatchObject({ code: 'rule_broken' });

  const owed = async (overdue: string) =>
    (await call<{ acknowledgements: { dossierId: string }[] }>(clerk, 'transfer.findAcknowledgements', { overdue })).acknowledgements;
  expect(await owed('true')).toEqual([]);
  clock.now = new Date(clock.now.getTime() + 11 * 86_400_000);
  expect(await owed('true')).toMatchObject([{ dossierId, overdueDays: 1 }]);
  const slip = await call<{ bytes: Uint8Array }>(clerk, 'transfer.printAcknowledgements', { dossierIds: dossierId });
  const slipText = textOf(slip.bytes, 'slip.pdf');
  if (slipText !== undefined) expect(slipText).toContain('你处转来测试函同志的人事档案材料共1册');
  expect(await call(clerk, 'transfer.sendAcknowledgements', { dossierIds: [dossierId] })).toEqual({ count: 1 });
  expect(await owed('false')).toEqual([]);
  expect(await verify()).toEqual([]);
});

test('a letter that brought nothing is void or expired, and no dossier is matched with a void one', async () => {
  const person = { name: '测试废', idNumber: idNumber() };
  const wanted = { personName: person.name, idNumber: person.idNumber, receiverId, inReason: 'leaving' };
  const { letterId, letterNumber } = await call<{ letterId: string; letterNumber: string }>(clerk, 'transfer.issueLetter', wanted);
  const began = clock.now;
  clock.now = new Date(began.getTime() + 91 * 86_400_000);
  expect(await call(clerk, 'transfer.findLetters', { state: 'expired' })).toMatchObject({ letters: [{ id: letterId, state: 'expired' }] });
  clock.now = new Date(began.getTime() + 60_000);
  await call(clerk, 'transfer.voidLetter', { letterId, reason: '本人撤回' });
  await expect(
    call(clerk, 'reception.registerDossier', { person, letterNumber, previousInstitution: '某处', inReason: 'leaving' }),
  ).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('已作废') }] });
  expect(await verify()).toEqual([]);
});

type Deaccessions = { deaccessions: (typeof findDeaccessions)['output']['_output']['deaccessions'] };

test('a deaccession is approved by another, frees the place, and is undone with a reason', async () => {
  const { dossierId, barcodes } = await shelved();
  const input = { dossierId, reasonCode: 'retirement', evidence: '退休审批表 2026-77', handedTo: '区社会保险基金管理中心' };
  const { deaccessionId } = await call<{ deaccessionId: string }>(clerk, 'transfer.askDeaccession', input);
  await expect(call(clerk, 'transfer.askDeaccession', input)).rejects.toMatchObject({ issues: [{ rule: 'deaccession' }] });
  const both = { ...clerk, permissions: approver.permissions };
  await expect(call(both, 'transfer.approveDeaccession', { deaccessionId })).rejects.toMatchObject({ issues: [{ rule: 'transfer' }] });
  await call(approver, 'transfer.approveDeaccession', { deaccessionId });
  expect(await stateOf(dossierId)).toBe('deaccessioned');
  const { deaccessions } = await call<Deaccessions>(clerk, 'transfer.findDeaccessions', { dossierId });
  expect(deaccessions).toMatchObject([{ state: 'done', evidence: '退休审批表 2026-77' }]);
  await call(approver, 'transfer.restoreDossier', { deaccessionId, reason: '人员认错' });
  expect(await stateOf(dossierId)).toBe('awaitingShelf');
  await shelve(barcodes);
  const sum = await owner
    .selectFrom('ledger_delta')
    .select((e) => e.fn.sum<number>('amount').as('sum'))
    .where('measure', '=', 'dossier.deaccessioned')
    .executeTakeFirstOrThrow();
  expect(Number(sum.sum)).toBe(0);
  expect(await verify()).toEqual([]);
});

test('receivers are told apart by name and code, and a new address takes the verification away', async () => {
  await expect(call(clerk, 'transfer.registerReceiver', { name: '海州市人才服务中心', address: '别处' })).rejects.toMatchObject({
    issues: [{ path: 'name', message: '“海州市人才服务中心”已在名录中' }],
  });
  await expect(
    call(clerk, 'transfer.registerReceiver', { name: '乙中心', address: '某路', uscc: '91350100M000100Y44' }),
  ).rejects.toMatchObject({
    issues: [{ rule: 'R9' }],
  });
  const edit = { receiverId, name: '海州市人才服务中心', address: '海州市光明路2号', version: 2 };
  expect(await call(clerk, 'transfer.editReceiver', edit)).toMatchObject({ isVerificationLost: true });
  await expect(call(clerk, 'transfer.editReceiver', { ...edit, address: '三号' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await call(clerk, 'transfer.findReceivers', { search: '海州' })).toMatchObject({
    receivers: [{ id: receiverId, verified: null }],
  });
});

test('figures count what went out, in time, and what was acknowledged', async () => {
  const rows = await owner
    .selectFrom('ledger_delta')
    .select(['measure', (e) => e.fn.sum<number>('amount').as('sum')])
    .where('measure', 'like', 'transfer.%')
    .groupBy('measure')
    .execute();
  const sums = Object.fromEntries(rows.map(({ measure, sum }) => [measure, Number(sum)]));
  expect(sums).toMatchObject({ 'transfer.acknowledged': 1, 'transfer.sentBack': 1, 'transfer.in': 1 });
  expect(Number(sums['transfer.out']) - Number(sums['transfer.outOnTime'])).toBe(1);
});
