import { beforeEach, expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { checkDigit } from '../../core/codes/id-number.ts';
import { readList } from '../packages/index.ts';

const { call, actorWith, verify, clock, owner } = await openTestHouse();
const clerk = await actorWith([
  'parcel.sign',
  'parcel.read',
  'dossier.register',
  'dossier.correct',
  'dossier.read',
  'person.reveal',
  'volume.handOver',
  'day.close',
  'stackroom.read',
]);
const shelver = await actorWith(['volume.shelve', 'stackroom.manage', 'stackroom.read']);

let serial = 0;
const next = () => {
  serial += 1;
  return serial;
};
/** A new person each time, born on another day. */
const person = (name = '张三') => {
  const n = next();
  const first17 = `440117${1950 + (n % 50)}0${1 + (n % 9)}1${n % 10}001`;
  return { name, idNumber: first17 + checkDigit(first17) };
};
const sign = async (input: object = {}) => {
  const trackingNo = `EX${String(next()).padStart(9, '0')}CN`;
  const parcel = { carrier: 'ems', trackingNo, sender: '某大学', ...input };
  return (await call<{ parcelId: string }>(clerk, 'reception.signParcel', parcel)).parcelId;
};
type Registered = { dossierId: string; referenceCode: string; barcodes: string[]; isParcelCompleted: boolean };
const register = (input: object) =>
  call<Registered>(clerk, 'reception.registerDossier', {
    person: person(),
    previousInstitution: '某大学',
    inReason: 'graduation',
    ...input,
  });

beforeEach(() => {
  clock.now = new Date(clock.now.getTime() + 60_000);
});

test('the same number twice is refused and says when it was signed for', async () => {
  await sign({ trackingNo: 'EX777777777CN' });
  await expect(sign({ trackingNo: 'ex 777777777 cn' })).rejects.toMatchObject({
    code: 'conflict',
    issues: [{ path: 'trackingNo', rule: 'R16', message: expect.stringContaining('2026-03-02') }],
  });
  await expect(sign({ trackingNo: 'EX777777777CN', carrier: 'confidential-post' })).resolves.toBeTypeOf('string'); // another carrier's number
});

test('a hand-delivered parcel gets a number of ours', async () => {
  const { trackingNo } = await call<{ trackingNo: string }>(clerk, 'reception.signParcel', { carrier: 'messenger', sender: '某单位' });
  expect(trackingNo).toBe('专人送达20260302-1');
});

test('reference codes follow the pattern, run without gaps and are never given again', async () => {
  const first = await register({ parcelId: await sign() });
  expect(first).toMatchObject({ referenceCode: '440117-2026-000001', barcodes: ['440117-2026-000001-1'], isParcelCompleted: true });
  await expect(register({ person: { name: '', idNumber: '1' } })).rejects.toMatchObject({ code: 'rule_broken' });
  await call(clerk, 'reception.voidRegistration', { dossierId: first.dossierId, reason: '重复收件' });
  expect((await register({})).referenceCode).toBe('440117-2026-000002');
});

test('one person has one active dossier of a kind; a void one makes room', async () => {
  const who = person('李四');
  const first = await register({ person: who });
  await expect(register({ person: who })).rejects.toMatchObject({
    issues: [{ rule: 'R6', message: expect.stringContaining(first.referenceCode) }],
  });
  await register({ person: who, kind: 'cadre', principalCount: 1, counterpartCount: 1 });
  await call(clerk, 'reception.voidRegistration', { dossierId: first.dossierId, reason: '登记有误' });
  await expect(register({ person: who })).resolves.toMatchObject({ isParcelCompleted: false });
});

test('the same dossier from two clerks at once is registered once', async () => {
  const who = person('王五');
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => register({ person: who })));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: expect.stringMatching(/rule_broken|conflict/) });
});

test('a warning asks for a reason, and the reason is kept with the rule', async () => {
  const who = { ...person('赵六'), sex: '9' };
  await expect(register({ person: who })).rejects.toMatchObject({ code: 'needs_reason', issues: [{ rule: 'R5', severity: 'warning' }] });
  const { dossierId } = await register({ person: who, reason: '证件为准，档案待更正' });
  const { events } = await call<{ events: { type: string; data: object }[] }>(clerk, 'holdings.findDossierEvents', { dossierId });
  expect(events.find(({ type }) => type === 'person.registered')?.data).toEqual({ warnings: ['R5'], reason: '证件为准，档案待更正' });
});

test('all that is wrong with a registration is said at once, across person, list and custody', async () => {
  const input = {
    person: { name: '', idNumber: '440117199001010013', ethnicity: '99' },
    listedName: '张三',
    custody: 'unit',
    parcelId: await sign(),
  };
  await expect(register(input)).rejects.toMatchObject({
    issues: [{ rule: 'R22' }, { rule: 'R1' }, { rule: 'R2' }, { rule: 'R10' }, { rule: 'R13' }],
  });
});

test('a parcel with a list is complete with its last dossier; fewer than listed needs a reason', async () => {
  const parcelId = await sign({ listedCount: 2 });
  expect((await register({ parcelId })).isParcelCompleted).toBe(false);
  await expect(call(clerk, 'reception.completeParcel', { parcelId, foundCount: 2 })).rejects.toMatchObject({ issues: [{ rule: 'R20' }] });
  await expect(call(clerk, 'reception.completeParcel', { parcelId, foundCount: 1 })).rejects.toMatchObject({
    code: 'needs_reason',
    issues: [{ rule: 'R23' }],
  });
  await call(clerk, 'reception.completeParcel', { parcelId, foundCount: 1, reason: '清单多列一人，已电话核实' });
  await expect(register({ parcelId })).rejects.toMatchObject({ code: 'conflict' });
});

test('a parcel is returned or suspended with a reason, and resumed', async () => {
  const parcelId = await sign();
  await call(clerk, 'reception.suspendParcel', { parcelId, reason: '缺调档函' });
  await expect(register({ parcelId })).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('已挂起') }] });
  await call(clerk, 'reception.resumeParcel', { parcelId, reason: '已补' });
  await register({ parcelId, completesParcel: false });
  await expect(call(clerk, 'reception.returnParcel', { parcelId, reason: '非本单位' })).rejects.toMatchObject({ code: 'rule_broken' });
});

test('a broken seal needs a photo that exists', async () => {
  const photoId = crypto.randomUUID();
  await expect(sign({ sealState: 'broken', sealNote: '破损', photoId })).rejects.toMatchObject({ issues: [{ path: 'photoId' }] });
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const stored = await call<{ photoId: string }>(clerk, 'reception.uploadPhoto', {}, png);
  await sign({ sealState: 'broken', sealNote: '破损', photoId: stored.photoId });
  await expect(call(clerk, 'reception.uploadPhoto', {}, Buffer.from('MZ this is a program'))).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(call(clerk, 'reception.uploadPhoto', {}, Buffer.alloc(11 * 2 ** 20, 1))).rejects.toMatchObject({ code: 'too_large' });
});

test('a correction keeps its reason, says whether a key field changed, and refuses a stale page', async () => {
  const { dossierId } = await register({ person: person('孙七') });
  const correct = (input: object) => call(clerk, 'holdings.correctPerson', { dossierId, version: 1, reason: '按证件更正', ...input });
  await expect(correct({ changes: { idNumber: '440117199001010013' } })).rejects.toMatchObject({ issues: [{ rule: 'R2' }] });
  expect(await correct({ changes: { name: '孙齐' } })).toEqual({ changedFields: ['name'] });
  await expect(correct({ changes: { name: '孙七' } })).rejects.toMatchObject({ code: 'conflict' });
  await expect(correct({ version: 2, changes: { name: '孙齐' } })).rejects.toMatchObject({ issues: [{ path: 'changes' }] });
});

test('the whole day: hand over, shelve by another person, close, reopen', async () => {
  clock.now = new Date('2026-03-03T01:00:00Z');
  const { roomId } = await call<{ roomId: string }>(shelver, 'stackroom.createRoom', { code: 'KF01', name: '一号库' });
  const layout = { roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 2, capacity: 2 };
  expect(await call(shelver, 'stackroom.addShelves', layout)).toEqual({ shelfCount: 2, capacity: 4 });
  await expect(call(shelver, 'stackroom.addShelves', layout)).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('KF01-Q01-J01-A-01-1') }],
  });

  const parcelId = await sign();
  const day = '2026-03-03';
  await expect(call(clerk, 'reception.closeDay', { day })).rejects.toMatchObject({ issues: [{ rule: 'R20' }] });
  const { dossierId, barcodes } = await register({ parcelId, principalCount: 2 });
  await expect(call(clerk, 'reception.closeDay', { day })).rejects.toMatchObject({ code: 'needs_reason', issues: [{ rule: 'R21' }] });

  const places = barcodes.map((barcode) => ({ barcode, address: 'kf01-q01-j01-a-01-1' }));
  await expect(call(shelver, 'stackroom.shelve', { places: [...places, ...places] })).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('扫了两次') }, {}],
  });
  await expect(call(shelver, 'stackroom.shelve', { places })).rejects.toMatchObject({ issues: [{ rule: 'R28' }, { rule: 'R28' }] });
  const { volumes } = await call<{ volumes: { id: string; dossierId: string }[] }>(clerk, 'stackroom.findWaiting', {
    state: 'registered',
    limit: 500,
  });
  const volumeIds = volumes.filter((volume) => volume.dossierId === dossierId).map(({ id }) => id);
  await call(clerk, 'stackroom.handOver', { volumeIds });
  const own = { ...clerk, permissions: shelver.permissions };
  await expect(call(own, 'stackroom.shelve', { places })).rejects.toMatchObject({ issues: [{ rule: 'R28' }, { rule: 'R28' }] });
  await expect(
    call(shelver, 'stackroom.shelve', { places: [{ barcode: barcodes[0], address: 'KF01-Q09-J01-A-01-1' }] }),
  ).rejects.toMatchObject({ code: 'rule_broken' });
  expect(await call(shelver, 'stackroom.shelve', { places })).toEqual({
    shelved: barcodes.map((barcode, i) => ({ barcode, address: `KF01-Q01-J01-A-01-1-00${i + 1}` })),
  });
  expect(await call(clerk, 'holdings.getDossier', { dossierId })).toMatchObject({ custodyState: 'inStore' });
  await expect(call(shelver, 'stackroom.moveVolume', { barcode: barcodes[0], address: 'KF01-Q01-J01-A-01-1-002' })).rejects.toMatchObject({
    issues: [{ rule: 'R27' }],
  });
  await call(shelver, 'stackroom.moveVolume', { barcode: barcodes[0], address: 'KF01-Q01-J01-A-01-2' });

  const free = await call<{ shelves: { address: string }[] }>(clerk, 'stackroom.findShelves', { roomId, onlyFree: 'true', limit: 1 });
  expect(free).toMatchObject({ shelves: [{ address: 'KF01-Q01-J01-A-01-1', usedCount: 1 }], next: 'KF01-Q01-J01-A-01-1' });

  await call(clerk, 'reception.closeDay', { day });
  await expect(sign()).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('已日结') }] });
  expect(await call(clerk, 'reception.dayStatus', { day })).toMatchObject({
    parcels: { signed: 1, completed: 1, open: 0 },
    dossiers: { registered: 1, shelved: 1 },
    closed: {},
  });
  await call(clerk, 'reception.reopenDay', { day, reason: '晚间又到一件' });
  await expect(call(clerk, 'reception.voidRegistration', { dossierId, reason: '试' })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(call(clerk, 'reception.voidRegistration', { dossierId, reason: '误登' })).rejects.toMatchObject({ code: 'rule_broken' });
});

test('the same person under a variant or former name, or one that sounds alike, is pointed out for a reason', async () => {
  const born = (seq: string) => {
    const first17 = `44011719770707${seq}`;
    return first17 + checkDigit(first17);
  };
  await register({ person: { name: '欧阳晓伟', idNumber: born('001'), formerNames: ['欧阳建国'] } });
  for (const [name, seq, how] of [
    ['歐陽曉偉', '002', '繁简'],
    ['欧阳建国', '003', '曾用名'],
    ['欧阳小维', '004', '同音'],
  ] as const) {
    const input = { person: { name, idNumber: born(seq), sex: Number(seq) % 2 === 1 ? '1' : '2' } };
    await expect(register(input), name).rejects.toMatchObject({
      ...{ code: 'needs_reason', issues: [{ rule: 'R7', message: expect.stringContaining(how) }] },
    });
  }
  await register({ person: { name: '李四光', idNumber: born('005') } });
});

test('a day is printed and exported, a returned or suspended parcel has its slip, any other none', async () => {
  const parcelId = await sign();
  await register({ parcelId, person: person('清册人') });
  const day = '2026-03-03';
  const { bytes } = await call<{ bytes: Uint8Array }>(clerk, 'reception.exportDay', { day });
  const { sheets } = await readList(Buffer.from(bytes), 'day.xlsx');
  expect(sheets.map(({ name }) => name)).toEqual(['包裹', '档案']);
  expect(sheets[1]?.rows.flat()).toContain('清册人');
  const pdf = await call<{ bytes: Uint8Array; fileName: string }>(clerk, 'reception.printDay', { day });
  expect(Buffer.from(pdf.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  await expect(call(clerk, 'reception.printSlip', { parcelId })).rejects.toMatchObject({ code: 'rule_broken' });
  for (const [verb, title] of [
    ['suspendParcel', '挂起通知'],
    ['returnParcel', '退件单'],
  ]) {
    const other = await sign();
    await call(clerk, `reception.${verb}`, { parcelId: other, reason: '缺转递通知单' });
    expect(await call(clerk, 'reception.printSlip', { parcelId: other })).toMatchObject({ fileName: expect.stringContaining(title ?? '') });
  }
});

test('labels carry the bar codes and nothing about the person', async () => {
  const { dossierId } = await register({ person: person('周八') });
  const { bytes, mime } = await call<{ bytes: Uint8Array; mime: string }>(clerk, 'stackroom.printLabels', { dossierIds: dossierId });
  expect(mime).toBe('application/pdf');
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
});

test('people are found by name, initials, ID number, its last four, reference code and bar code', async () => {
  const who = person('欧阳修文');
  const { dossierId, referenceCode, barcodes } = await register({ person: who });
  for (const search of ['欧阳修文', '欧阳', 'oyxw', who.idNumber, who.idNumber.slice(-4), referenceCode, barcodes[0]]) {
    const { dossiers } = await call<{ dossiers: { id: string; idNumber: string }[] }>(clerk, 'holdings.findDossiers', { search });
    expect(
      dossiers.map(({ id }) => id),
      search,
    ).toContain(dossierId);
    expect(dossiers[0]?.idNumber).toContain('****');
  }
  const revealed = await call<{ idNumber: string }>(clerk, 'holdings.revealIdNumber', { dossierId, purpose: '核对证件' });
  expect(revealed.idNumber).toBe(who.idNumber);
  const line = await owner
    .selectFrom('audit_log')
    .select('detail')
    .where('operation', '=', 'holdings.revealIdNumber')
    .executeTakeFirstOrThrow();
  expect(line.detail).toEqual({ dossierId, purpose: '核对证件' });
});

test('after all of it the tables are what the ledger says', async () => {
  expect(await verify()).toEqual([]);
});

test('a text with a NUL character is refused in words, not as a fault', async () => {
  await expect(call(clerk, 'reception.findParcels', { search: 'EZ\0' })).rejects.toMatchObject({ code: 'invalid_input' });
});
