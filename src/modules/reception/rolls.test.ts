import { beforeEach, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { openTestHouse } from '../../../test/house.ts';
import { makePeople } from '../samples/index.ts';
import type { RollColumns } from './rules.ts';

type Issues = { path: string; message: string; rule?: string; severity?: string }[];
type Read = { titles: string[]; columns: RollColumns; isRemembered: boolean; rowCount: number; faultyCount: number; issues: Issues };
type Imported = { rollId: string; rowCount: number; faultyCount: number };
type Found = { rows: { number: number; rollId: string; name: string; idNumber: string; state: string; parcelId: string | null }[] };
type Roll = { counts: Record<string, number>; state: string; parcels: { trackingNo: string; state: string }[] };

const { call, actorWith, verify, clock } = await openTestHouse();
const clerk = await actorWith(['parcel.sign', 'parcel.read', 'dossier.register', 'dossier.correct', 'dossier.read', 'day.close']);
const people = makePeople(23, 12);
const sender = '南山大学';

beforeEach(() => {
  clock.now = new Date(clock.now.getTime() + 60_000);
});

const personAt = (index: number) => {
  const person = people[index];
  if (!person) throw new Error('no person');
  return person;
};
const csv = (rows: readonly (readonly string[])[]) => Buffer.from(rows.map((row) => row.join(',')).join('\r\n'));
const listOf = (indexes: readonly number[]) =>
  csv([
    ['序号', '毕业生姓名', '学历层次', '身份证号', '民族', 'EMS单号'],
    ...indexes.map((index, i) => {
      const { name, idNumber, ethnicity } = personAt(index);
      return [String(i + 1), name, '本科', idNumber, ethnicity, `EX80000000${index}CN`];
    }),
  ]);
const read = (body: Uint8Array, input: object = {}) =>
  call<Read>(clerk, 'reception.readRoll', { fileName: 'list.csv', sender, ...input }, body);
const importRoll = (body: Uint8Array, input: object = {}) =>
  call<Imported>(clerk, 'reception.importRoll', { fileName: 'list.csv', sender, ...input }, body);
const sign = async (trackingNo: string, input: object = {}) =>
  (await call<{ parcelId: string }>(clerk, 'reception.signParcel', { carrier: 'ems', trackingNo, sender, ...input })).parcelId;
const scan = async (text: string, rollId?: string) => (await call<Found>(clerk, 'reception.scanEnvelope', { text, rollId })).rows;
const registerRow = (row: Found['rows'][number], input: object = {}) =>
  call<{ dossierId: string; isParcelCompleted: boolean }>(clerk, 'reception.registerDossier', {
    person: { name: row.name, idNumber: row.idNumber },
    ...{ parcelId: row.parcelId ?? undefined, rollRow: { rollId: row.rollId, number: row.number } },
    ...{ previousInstitution: sender, inReason: 'graduation', ...input },
  });
const getRoll = (rollId: string) => call<Roll>(clerk, 'reception.getRoll', { rollId });

test('columns in any order are guessed by their titles; what is chosen instead is remembered for the sender and this title row', async () => {
  const body = listOf([0, 1]);
  expect(await read(body)).toMatchObject({
    columns: { name: 1, education: 2, idNumber: 3, ethnicity: 4, trackingNo: 5 },
    ...{ isRemembered: false, rowCount: 2, faultyCount: 0 },
  });
  const odd = csv([
    ['甲', '乙', '丙'],
    [personAt(2).idNumber, '合格', personAt(2).name],
  ]);
  await expect(importRoll(odd)).rejects.toMatchObject({ issues: [{ path: 'columns.name' }] });
  const columns = { name: 2, idNumber: 0 };
  expect(await read(odd, { columns })).toMatchObject({ rowCount: 1, faultyCount: 0, isRemembered: false });
  await expect(importRoll(odd, { columns: { name: 2, idNumber: 2 } })).rejects.toMatchObject({ code: 'rule_broken' });
  await importRoll(odd, { columns });
  expect(await read(odd)).toMatchObject({ columns, isRemembered: true, rowCount: 1 });
  expect(await read(odd, { sender: '北山大学' })).toMatchObject({ isRemembered: false, rowCount: 0 });
});

test('all that is wrong with a list is said at once, and its rows are awaited none the less', async () => {
  const known = personAt(3);
  const person = { name: known.name, idNumber: known.idNumber };
  await call(clerk, 'reception.registerDossier', { person, previousInstitution: sender, inReason: 'graduation' });
  const other = personAt(4);
  const body = csv([
    ['姓名', '身份证号', '民族'],
    [known.name, known.idNumber, ''],
    [other.name, other.idNumber, '火星'],
    [other.name, other.idNumber, '汉'],
    ['张三', '440117199001010013', '汉'],
    ['', personAt(5).idNumber, '汉'],
    ['李四', '', '汉'],
    ['合计 6 人', '', ''],
  ]);
  const { rowCount, faultyCount, issues } = await read(body);
  expect({ rowCount, faultyCount }).toEqual({ rowCount: 6, faultyCount: 5 });
  expect(issues.map(({ path, rule, severity }) => [path.split('!').at(-1), rule, severity ?? 'error'])).toEqual([
    ['第2行', 'R6', 'error'],
    ['第3行', 'R10', 'error'],
    ['第4行', 'R6', 'error'],
    ['第5行', 'R2', 'error'],
    ['第6行', 'R1', 'error'],
    ['第7行', 'R2', 'warning'],
  ]);
  const { rollId } = await importRoll(body);
  expect((await getRoll(rollId)).counts).toMatchObject({ awaited: 6 });
  const listed = await call(clerk, 'reception.findRollRows', { rollId });
  expect(JSON.stringify(listed)).toContain('440117********0013');
  expect(JSON.stringify(listed)).not.toMatch(/\d{15}/); // what is wrong with a number does not show it either
});

test('wrong files are refused in words; a workbook and GB18030 are read alike', async () => {
  await expect(read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('另存为 .xlsx') }],
  });
  await expect(read(Buffer.alloc(0))).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('文件是空的') }] });
  const gb18030 = Buffer.from([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd1, 0xa7, 0xc0, 0xfa, 0x0a, 0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0xb1, 0xbe, 0xbf, 0xc6,
  ]);
  expect(await read(gb18030)).toMatchObject({ titles: ['姓名', '学历'], rowCount: 1 });
  const rows = [
    ['姓名', '身份证号'],
    [personAt(6).name, personAt(6).idNumber],
  ];
  const data = rows.map((row) => row.map((value) => ({ value, type: String })));
  expect(await read(await writeXlsxFile(data).toBuffer(), { fileName: 'list.xlsx' })).toMatchObject({ rowCount: 1, faultyCount: 0 });
});

test('an envelope is found by its number, ID number or name, registered once, and completes its own parcel', async () => {
  const { rollId } = await importRoll(listOf([7, 8]));
  const parcelId = await sign('EX800000007CN');
  const [row] = await scan('ex800000007cn');
  if (!row) throw new Error('not found');
  expect(row).toMatchObject({ rollId, number: 1, state: 'awaited', parcelId });
  expect(await scan(personAt(7).idNumber)).toEqual([row]);
  expect(await scan(personAt(7).name, rollId)).toEqual([row]);
  await expect(registerRow(row, { person: { name: '错名', idNumber: row.idNumber } })).rejects.toMatchObject({ issues: [{ rule: 'R22' }] });
  const { dossierId, isParcelCompleted } = await registerRow(row);
  expect(isParcelCompleted).toBe(true);
  await expect(registerRow({ ...row, parcelId: null })).rejects.toMatchObject({ code: 'rule_broken' });
  expect((await scan('EX800000007CN'))[0]).toMatchObject({ state: 'registered', dossierId });
  await call(clerk, 'reception.voidRegistration', { dossierId, reason: '登记有误' });
  expect((await getRoll(rollId)).counts).toMatchObject({ awaited: 2, registered: 0 });
});

test('a consignment against its list: surplus, doubted, missing slip, difference letter, close and reopen', async () => {
  const parcelId = await sign('EX900000001CN');
  const { rollId } = await importRoll(listOf([9, 10, 11]), { parcelIds: [parcelId] });
  await sign('EX900000002CN');
  await call(clerk, 'reception.addRollParcel', { rollId, trackingNo: 'ex900000002cn' });
  await expect(call(clerk, 'reception.addRollParcel', { rollId, trackingNo: 'EX900000002CN' })).rejects.toMatchObject({ code: 'conflict' });
  const [first, second] = [await scan(personAt(9).name, rollId), await scan(personAt(10).name, rollId)].flat();
  if (!first || !second) throw new Error('not found');
  expect(first.parcelId).toBeNull(); // two parcels are open: the clerk says which
  await registerRow({ ...first, parcelId });
  const mark = (state: string) => call(clerk, 'reception.markRow', { rollId, number: second.number, state, reason: '材料属他人' });
  await mark('doubted');
  const { number } = await call<{ number: number }>(clerk, 'reception.addSurplus', { rollId, name: '周多余' });
  expect(number).toBe(4);
  await expect(call(clerk, 'reception.closeRoll', { rollId, reason: '都已核对' })).rejects.toMatchObject({
    issues: [{ rule: 'R20' }, { rule: 'R20' }, { rule: 'R23' }],
  });
  await mark('missing');
  const surplus = { rollId, number, name: '周多余', idNumber: '440117199001010012', state: 'surplus', parcelId };
  await registerRow(surplus);
  expect((await getRoll(rollId)).counts).toEqual({ awaited: 1, registered: 1, missing: 1, surplus: 1, doubted: 0 });
  for (const paper of ['printMissing', 'printDifference']) {
    const { bytes } = await call<{ bytes: Uint8Array }>(clerk, `reception.${paper}`, { rollId });
    expect(Buffer.from(bytes.subarray(0, 5)).toString(), paper).toBe('%PDF-');
  }
  await expect(call(clerk, 'reception.closeRoll', { rollId })).rejects.toMatchObject({ code: 'needs_reason' });
  expect(await call(clerk, 'reception.closeRoll', { rollId, reason: '已电话告知学校' })).toEqual({ listed: 3, received: 2, missing: 2 });
  expect(await getRoll(rollId)).toMatchObject({
    ...{ state: 'closed', counts: { awaited: 0, missing: 2 } },
    parcels: [
      { trackingNo: 'EX900000001CN', state: 'completed' },
      { trackingNo: 'EX900000002CN', state: 'signed' },
    ],
  });
  expect(await scan(personAt(11).name, rollId)).toEqual([]);
  await call(clerk, 'reception.reopenRoll', { rollId, reason: '又到一份' });
  expect(await scan(personAt(11).name, rollId)).toMatchObject([{ state: 'missing' }]);
});

test('after all of it the tables are what the ledger says', async () => {
  expect(await verify()).toEqual([]);
});
