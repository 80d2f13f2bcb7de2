import { expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { levelAt, openStackRoom } from '../../../test/shelves.ts';

const house = await openTestHouse();
const { call, actorWith, clock, owner, verify, institutionId } = house;
const desk = await openStackRoom(house);
const { keeper, shelve } = desk;
const inspector = await actorWith(['condition.inspect', 'stackroom.read']);
const at = (day: string) => {
  clock.now = new Date(`${day}T03:00:00Z`);
};
const inspect = (barcode: string, level: string, input: object = {}) =>
  call<{ inspectionId: string; previous: string | null }>(inspector, 'condition.inspectVolume', {
    barcode,
    level,
    note: '现场查看',
    ...input,
  });
const ratio = (asOf: string) =>
  call<{ intact: number; inspected: number; total: number; ratio: string | null }>(inspector, 'condition.getIntactRatio', { asOf });

const [first, second, third] = [await shelve(1), await shelve(1), await shelve(2)];

test('the latest inspection counts, on every day as it stood that day; what was not inspected is not sound', async () => {
  at('2026-03-05');
  await inspect(first.barcode, 'intact');
  await inspect(second.barcode, 'slight', { signs: { mould: 2 } });
  at('2026-03-10');
  await inspect(second.barcode, 'severe', { signs: { mould: 25 } });
  expect(await ratio('2026-03-01')).toMatchObject({ intact: 0, inspected: 0, total: 0, ratio: null });
  expect(await ratio('2026-03-04')).toMatchObject({ intact: 0, inspected: 0, total: 3, ratio: '0.0000' });
  expect(await ratio('2026-03-05')).toMatchObject({ intact: 2, inspected: 2, total: 3, ratio: '0.6666' });
  expect(await ratio('2026-03-10')).toMatchObject({ intact: 1, inspected: 2, total: 3, ratio: '0.3333' });
});

test('an inspection written down late counts only until the next one', async () => {
  at('2026-03-12');
  expect(await inspect(second.barcode, 'moderate', { inspectedOn: '2026-03-07' })).toMatchObject({ previous: 'slight' });
  expect([await ratio('2026-03-06'), await ratio('2026-03-07'), await ratio('2026-03-10')].map(({ intact }) => intact)).toEqual([2, 1, 1]);
  expect(await inspect(third.barcode, 'intact', { inspectedOn: '2026-03-03' })).toMatchObject({ previous: null });
  expect(await ratio('2026-03-12')).toMatchObject({ intact: 2, inspected: 3, total: 3 });
  expect(await verify()).toEqual([]);
});

test('the definition is a setting', async () => {
  await owner.insertInto('setting').values({ institution_id: institutionId, key: 'condition.maxLevel', value: '"intact"' }).execute();
  expect(await ratio('2026-03-05')).toMatchObject({ maxLevel: 'intact', intact: 2 }); // the third, inspected on the third; the first, on the fifth
  await owner.deleteFrom('setting').where('key', '=', 'condition.maxLevel').execute();
});

test('a photo is kept with its inspection, one that is not there is refused', async () => {
  const png = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1');
  const { photoId } = await call<{ photoId: string }>(inspector, 'condition.uploadPhoto', {}, png);
  await expect(inspect(first.barcode, 'slight', { signs: { mould: 1 }, photoIds: [crypto.randomUUID()] })).rejects.toMatchObject({
    issues: [{ path: 'photoIds' }],
  });
  await inspect(first.barcode, 'slight', { signs: { mould: 1 }, photoIds: [photoId] });
  expect(await call(inspector, 'condition.findInspections', { dossierId: first.dossierId })).toMatchObject({
    inspections: [{ level: 'slight', photoIds: [photoId], signs: { mould: 1 } }, { level: 'intact' }],
  });
  expect(await call(inspector, 'condition.getPhoto', { photoId })).toMatchObject({ mime: 'image/png' });
});

test('a damaged volume goes to repair by a ticket; the list of the worst shows it', async () => {
  const { inspections } = await call<{ inspections: { id: string }[] }>(inspector, 'condition.findInspections', { level: 'severe' });
  const repair = { inspectionId: inspections[0]?.id, takerUnit: '市档案修复中心', taker: '王师傅', reason: '去霉、托裱' };
  const { ticketId } = await call<{ ticketId: string }>(inspector, 'condition.askRepair', repair);
  expect(await call(keeper, 'stackroom.findTickets', { purpose: 'repair' })).toMatchObject({
    tickets: [{ id: ticketId, state: 'approved' }],
  });
  await expect(call(inspector, 'condition.askRepair', repair)).rejects.toMatchObject({ code: 'rule_broken' });
  expect(await call(inspector, 'condition.findInspections', { level: 'severe' })).toMatchObject({ inspections: [{ hasTicket: true }] });
  expect(await verify()).toEqual([]);
});

test('what nobody inspected is listed, and so is what was inspected too long ago', async () => {
  const fourth = await shelve(3);
  expect(await call(inspector, 'condition.findUninspected')).toMatchObject({ volumes: [{ barcode: fourth.barcode }], next: null });
  at('2030-01-01');
  const { inspections } = await call<{ inspections: object[] }>(inspector, 'condition.findInspections', { overdue: 'true' });
  expect(inspections).toHaveLength(3);
});

test('a dossier that leaves takes its condition out of the figures; when it is back it is 未检 until it is inspected again', async () => {
  at('2030-02-01');
  const asker = await actorWith(['transfer.read', 'transfer.manage']);
  const approver = await actorWith(['transfer.read', 'transfer.approve']);
  const { clerk } = desk;
  const counts = async (asOf: string) => (({ intact, inspected, total }) => [intact, inspected, total])(await ratio(asOf));
  const [intact = 0, inspected = 0, total = 0] = await counts('2030-02-01');
  const asked = { dossierId: first.dossierId, reasonCode: 'retirement', evidence: '退休审批表 2030-7', handedTo: '区社会保险基金管理中心' };
  const { deaccessionId } = await call<{ deaccessionId: string }>(asker, 'transfer.askDeaccession', asked);
  at('2030-02-03');
  await call(approver, 'transfer.approveDeaccession', { deaccessionId });
  expect(await counts('2030-02-02')).toEqual([intact, inspected, total]);
  expect(await counts('2030-02-03')).toEqual([intact - 1, inspected - 1, total - 1]);
  at('2030-02-05');
  await call(approver, 'transfer.restoreDossier', { deaccessionId, reason: '人员认错' });
  expect(await counts('2030-02-05')).toEqual([intact - 1, inspected - 1, total]);
  await call(clerk, 'stackroom.handOver', { volumeIds: [first.volumeId] });
  await call(keeper, 'stackroom.shelve', { places: [{ barcode: first.barcode, address: levelAt(1) }] });
  const { volumes } = await call<{ volumes: { barcode: string }[] }>(inspector, 'condition.findUninspected');
  expect(volumes.map(({ barcode }) => barcode)).toContain(first.barcode);
  await expect(inspect(first.barcode, 'intact', { inspectedOn: '2030-02-02' })).rejects.toMatchObject({
    issues: [{ path: 'inspectedOn', message: '此卷 2030-02-03 曾离开本中心，检查日期不能早于该日' }],
  });
  expect(await inspect(first.barcode, 'intact')).toMatchObject({ previous: null });
  expect(await counts('2030-02-05')).toEqual([intact, inspected, total]);
  expect(await verify()).toEqual([]);
});
