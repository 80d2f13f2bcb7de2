import { expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';

const { call, actorWith, clock, owner, verify } = await openTestHouse('2026-03-02T01:00:00Z');
const clerk = await actorWith(['parcel.sign', 'dossier.register', 'dossier.read', 'volume.handOver', 'volume.ask', 'stackroom.read']);
const keeper = await actorWith(['volume.shelve', 'stackroom.read', 'stackroom.manage', 'volume.ask']);
const approver = await actorWith(['loan.approve', 'volume.ask']);

const { roomId } = await call<{ roomId: string }>(keeper, 'stackroom.createRoom', { code: 'KF01', name: '一号库' });
await call(keeper, 'stackroom.addShelves', {
  ...{ roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 4, capacity: 50 },
});

/** A dossier of one person, on its shelf. */
async function shelved(n: number, level: number, principalCount = 1) {
  const idNumber = `1101011990010${100 + n}`.padEnd(17, '0');
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...idNumber].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  const { dossierId, barcodes } = await call<{ dossierId: string; barcodes: string[] }>(clerk, 'reception.registerDossier', {
    person: { name: `测试${'甲乙丙丁戊己庚辛'[n]}`, idNumber: `${idNumber}${'10X98765432'[sum % 11]}` },
    ...{ previousInstitution: '某大学', inReason: 'graduation', principalCount },
  });
  const { volumes } = await call<{ volumes: { id: string; barcode: string }[] }>(clerk, 'stackroom.findWaiting', { state: 'registered' });
  const ids = volumes.filter(({ barcode }) => barcodes.includes(barcode)).map(({ id }) => id);
  await call(clerk, 'stackroom.handOver', { volumeIds: ids });
  await call(keeper, 'stackroom.shelve', { places: barcodes.map((barcode) => ({ barcode, address: `KF01-Q01-J01-A-01-${level}` })) });
  return { dossierId, barcodes };
}

const loan = { purpose: 'loan', takerUnit: '区教育局', taker: '李四', reason: '干部考察' };
const ask = (input: object) =>
  call<{ ticketIds: string[]; state: string; dueOn: string }>(clerk, 'stackroom.askVolumes', { ...loan, ...input });
const stateOf = async (dossierId: string) =>
  (await call<{ custodyState: string }>(clerk, 'holdings.getDossier', { dossierId })).custodyState;
const tickets = async (input: object) =>
  (await call<{ tickets: { id: string; barcode: string; overdueDays: number }[] }>(clerk, 'stackroom.findTickets', input)).tickets;

test('a loan is asked, approved by another, goes out and comes back through two people each time', async () => {
  const { dossierId, barcodes } = await shelved(0, 1);
  const items = [{ barcode: barcodes[0], pageCount: 80 }];
  const { ticketIds, state, dueOn } = await ask({ barcodes });
  expect({ state, dueOn }).toEqual({ state: 'asked', dueOn: '2026-03-16' });
  await expect(ask({ barcodes })).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('已有未结的出库单') }] });
  await expect(call(keeper, 'stackroom.checkOut', { items })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('为“待审批”，不能出库') }],
  });
  const own = { ...clerk, permissions: new Set([...clerk.permissions, 'loan.approve', 'volume.shelve'] as const) };
  await expect(call(own, 'stackroom.approveLoans', { ticketIds })).rejects.toMatchObject({ issues: [{ rule: 'R28' }] });
  await call(approver, 'stackroom.approveLoans', { ticketIds });
  await expect(call(own, 'stackroom.checkOut', { items })).rejects.toMatchObject({ issues: [{ rule: 'R28' }] });
  await call(keeper, 'stackroom.checkOut', { items });
  expect(await stateOf(dossierId)).toBe('lent');
  await expect(call(keeper, 'stackroom.moveVolume', { barcode: barcodes[0], address: 'KF01-Q01-J01-A-01-2' })).rejects.toMatchObject({
    code: 'rule_broken',
  });

  clock.now = new Date('2026-03-20T01:00:00Z');
  expect(await tickets({ overdue: 'true' })).toMatchObject([{ id: ticketIds[0], overdueDays: 4 }]);
  await expect(call(clerk, 'stackroom.returnVolumes', { items: [{ barcode: barcodes[0], pageCount: 79 }] })).rejects.toMatchObject({
    ...{ code: 'needs_reason', issues: [{ rule: 'ticket.pages', message: expect.stringContaining('出库时 80 页，归还时 79 页') }] },
  });
  await call(clerk, 'stackroom.returnVolumes', { items: [{ barcode: barcodes[0], pageCount: 79 }], reason: '借出时多数一页，已复核目录' });
  const both = { ...clerk, permissions: keeper.permissions };
  await expect(call(both, 'stackroom.checkIn', { places: [{ barcode: barcodes[0] }] })).rejects.toMatchObject({
    issues: [{ rule: 'R28' }],
  });
  expect(await stateOf(dossierId)).toBe('lent');
  const back = await call(keeper, 'stackroom.checkIn', { places: [{ barcode: barcodes[0] }] });
  expect(back).toEqual({ places: [{ barcode: barcodes[0], address: 'KF01-Q01-J01-A-01-1-001' }] });
  expect(await stateOf(dossierId)).toBe('inStore');
  expect(await verify()).toEqual([]);
});

test('of a dossier with two volumes the second may follow for the same purpose only, and it is in the store when both stand again', async () => {
  const { dossierId, barcodes } = await shelved(1, 2, 2);
  const [first, second] = barcodes.map((barcode) => ({ barcode }));
  await ask({ barcodes: [first?.barcode], purpose: 'digitisation' });
  await call(keeper, 'stackroom.checkOut', { items: [first] });
  expect(await stateOf(dossierId)).toBe('digitising');
  const repair = await ask({ barcodes: [second?.barcode], purpose: 'repair' });
  await expect(call(keeper, 'stackroom.checkOut', { items: [second] })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('为“数字化在途”，不能送修'), rule: 'axis' }],
  });
  await call(clerk, 'stackroom.cancelTickets', { ticketIds: repair.ticketIds, reason: '先数字化' });
  await ask({ barcodes: [second?.barcode], purpose: 'digitisation' });
  await call(keeper, 'stackroom.checkOut', { items: [second] });
  await call(clerk, 'stackroom.returnVolumes', { items: [first, second] });
  await call(keeper, 'stackroom.checkIn', { places: [first] });
  expect(await stateOf(dossierId)).toBe('digitising');
  await call(keeper, 'stackroom.checkIn', { places: [{ ...second, address: 'KF01-Q01-J01-A-01-4' }] });
  expect(await stateOf(dossierId)).toBe('inStore');
  expect(await verify()).toEqual([]);
});

test('a wrong scan says which code and why, all at once, and nothing moves', async () => {
  const { barcodes } = await shelved(2, 3);
  await ask({ barcodes, purpose: 'consultation' });
  const items = [{ barcode: barcodes[0] }, { barcode: barcodes[0] }, { barcode: 'NO-SUCH' }];
  await expect(call(keeper, 'stackroom.checkOut', { items })).rejects.toMatchObject({
    issues: [{ message: '没有条码为 NO-SUCH 的卷' }, { message: expect.stringContaining('扫了两次') }],
  });
  await expect(call(clerk, 'stackroom.returnVolumes', { items: [items[0]] })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('为“待出库”，不能归还') }],
  });
  await expect(ask({ barcodes: [], purpose: 'repair' })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(ask({ barcodes, purpose: 'leaving' })).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await tickets({ state: 'approved' })).toMatchObject([{ barcode: barcodes[0] }]);
});

test('what is to be pulled is listed and printed in the order of the shelves, page by page', async () => {
  const made = [await shelved(3, 4), await shelved(4, 1), await shelved(5, 2)];
  for (const { barcodes } of made) await ask({ barcodes, purpose: 'digitisation' });
  const places: (string | null)[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page: { tickets: { address: string | null }[]; next: string | null } = await call(keeper, 'stackroom.findTickets', {
      ...{ state: 'approved', limit: 2 },
      ...(after ? { after } : {}),
    });
    places.push(...page.tickets.map(({ address }) => address));
    after = page.next;
  }
  expect(places).toHaveLength(4);
  expect(places).toEqual([...places].sort());
  const { bytes } = await call<{ bytes: Uint8Array }>(keeper, 'stackroom.printWalk', { state: 'approved' });
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
});

test('a loan is refused with a reason, or made longer by who may approve it', async () => {
  const { barcodes } = await shelved(6, 3);
  const refused = await ask({ barcodes });
  await call(approver, 'stackroom.refuseLoans', { ticketIds: refused.ticketIds, reason: '未附介绍信' });
  const { ticketIds, dueOn } = await ask({ barcodes });
  await call(approver, 'stackroom.approveLoans', { ticketIds });
  await expect(call(approver, 'stackroom.extendLoans', { ticketIds, dueOn, reason: '继续使用' })).rejects.toMatchObject({
    issues: [{ rule: 'ticket.due' }],
  });
  await call(approver, 'stackroom.extendLoans', { ticketIds, dueOn: '2026-05-01', reason: '继续使用' });
  expect(await tickets({ purpose: 'loan', state: 'approved' })).toMatchObject([{ dueOn: '2026-05-01' }]);
});

test('a hand-over that the store room refuses is back at the desk, with the reason, and can be made again', async () => {
  const { barcodes } = await call<{ barcodes: string[] }>(clerk, 'reception.registerDossier', {
    person: { name: '测试退', idType: 'passport', idNumber: 'E12345678', birthOn: '1990-01-01', sex: '1' },
    ...{ previousInstitution: '某大学', inReason: 'graduation' },
  });
  type Waiting = { volumes: { id: string; barcode: string }[] };
  const idIn = async (state: string) =>
    (await call<Waiting>(clerk, 'stackroom.findWaiting', { state })).volumes
      .filter(({ barcode }) => barcode === barcodes[0])
      .map(({ id }) => id);
  const volumeIds = await idIn('registered');
  await call(clerk, 'stackroom.handOver', { volumeIds });
  await expect(call(keeper, 'stackroom.refuseHandOver', { volumeIds, reason: '' })).rejects.toMatchObject({ code: 'invalid_input' });
  await call(keeper, 'stackroom.refuseHandOver', { volumeIds, reason: '未贴条码' });
  expect([await idIn('registered'), await idIn('handedOver')]).toEqual([volumeIds, []]);
  await call(clerk, 'stackroom.handOver', { volumeIds });
  expect(await idIn('handedOver')).toEqual(volumeIds);
});

test('verify names a volume that is outside without a ticket, and a ticket of one that stands', async () => {
  expect(await verify()).toEqual([]);
  const out = await owner.selectFrom('volume').select('id').where('state', '=', 'shelved').limit(1).executeTakeFirstOrThrow();
  await owner.updateTable('volume').set({ state: 'out' }).where('id', '=', out.id).execute();
  expect(await verify()).toContainEqual({ table: 'volume', id: out.id, what: '卷在库外而没有未结的出库单' });
});
