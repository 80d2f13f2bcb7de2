import { sql } from 'kysely';
import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { openTestHouse } from '../../../test/house.ts';
import { readList } from '../packages/index.ts';
import { makePeople } from '../samples/index.ts';
import { opening } from './index.ts';
import type { Field } from './rules/columns.ts';

const { call, actorWith, owner, verify, house, institutionId, clock } = await openTestHouse('2026-03-02T01:00:00Z');
const keeper = await actorWith(['opening.manage', 'stackroom.manage', 'stackroom.read', 'dossier.read', 'volume.shelve']);
const clerk = await actorWith(['dossier.register', 'dossier.correct', 'dossier.read', 'person.reveal', 'figures.read', 'parcel.read']);
const AS_OF = '2026-01-01';
const HEAD = ['姓名', '身份证号', '档案编号', '卷数', '库位', '保管状况', '是否数字化', '原存档单位'];
const people = makePeople(21, 40);
const numberOf = (index: number) => people[index]?.idNumber ?? '';
const nameOf = (index: number) => people[index]?.name ?? '';

type Counts = Record<'ready' | 'warned' | 'refused' | 'lacking' | 'opened' | 'undone' | 'kept', number>;
type Run = { state: string; columns: (Field | null)[]; isRemembered: boolean; counts: Counts; missing: { shelves: { rack: string }[] } };
type Row = { rowNo: number; verdict: string; state: string; dossierId: string; lacks: string[]; undoIssue: string | null };
type Rows = { rows: (Row & { issues: { message: string; rule?: string }[]; places: string[] })[]; next: number | null };

const csv = (rows: readonly (readonly string[])[], head: readonly string[] = HEAD) =>
  Buffer.from([head, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'));
const upload = (bytes: Uint8Array, fileName = '在架清单.csv') =>
  call<{ runId: string; rowCount: number; columns: (Field | null)[]; isRemembered: boolean }>(
    keeper,
    'opening.upload',
    { fileName },
    bytes,
  );
const get = (runId: string) => call<Run>(keeper, 'opening.getRun', { runId });
const rowsOf = async (runId: string, filter?: string) =>
  (await call<Rows>(keeper, 'opening.findRows', { runId, ...(filter ? { filter } : {}), limit: 500 })).rows;
/** The background step, as the job system would run it. */
const work = (queue: 'judge' | 'commit' | 'undo', runId: string) =>
  opening.jobs?.[`opening.${queue}`]?.run(house, { institutionId, userId: keeper.userId, runId });
async function judge(runId: string, choice: object = {}) {
  const { columns } = await get(runId);
  await call(keeper, 'opening.judgeRun', { runId, columns, asOf: AS_OF, ...choice });
  await work('judge', runId);
  return get(runId);
}
async function commit(runId: string, reason?: string) {
  await call(keeper, 'opening.commitRun', { runId, ...(reason ? { reason } : {}) });
  await work('commit', runId);
  return get(runId);
}
const place = (level: number, position: number) => `KF01-Q01-J01-A-01-${level}-${String(position).padStart(3, '0')}`;
const detail = (dossierId: string) =>
  call<Record<string, unknown> & { volumes: object[]; person: { idType: string; version: number } }>(clerk, 'holdings.getDossier', {
    dossierId,
  });

const { roomId } = await call<{ roomId: string }>(keeper, 'stackroom.createRoom', { code: 'KF01', name: '一号库' });
const shape = { zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 4 };
await call(keeper, 'stackroom.addShelves', { roomId, ...shape, capacity: 10 });

test('a list is tried with all that is wrong with every row, and nothing is written', async () => {
  const wrong = `${numberOf(2).slice(0, 17)}${numberOf(2).endsWith('0') ? '1' : '0'}`;
  const { runId, rowCount, columns, isRemembered } = await upload(
    csv([
      [nameOf(0), numberOf(0), '流字001', '1', place(1, 1), '完好', '是', '某厂'],
      ['王3', wrong, '流字001', '1', place(9, 1), '烂了', '是', '某厂'],
      [nameOf(3), numberOf(0), '流字003', '1', place(1, 1), '', '', ''],
    ]),
  );
  expect({ rowCount, isRemembered }).toEqual({ rowCount: 3, isRemembered: false });
  expect(columns).toEqual(['name', 'idNumber', 'legacyCode', 'principalCount', 'address', 'condition', 'digital', 'previousInstitution']);
  const run = await judge(runId);
  expect(run).toMatchObject({
    state: 'judged',
    counts: { ready: 1, warned: 0, refused: 2 },
    missing: { shelves: [{ rack: 'KF01-Q01-J01' }] },
  });
  const [first, second, third] = await rowsOf(runId);
  expect(first).toMatchObject({ rowNo: 2, verdict: 'ready', issues: [], places: [place(1, 1)] });
  expect(second?.issues.map(({ rule }) => rule)).toEqual(['R10', 'R1', 'R2', 'R11', 'R26']);
  expect(third?.issues.map(({ message }) => message)).toEqual([
    expect.stringContaining('与第 2 行证件号相同'),
    `库位 ${place(1, 1)} 与第 2 行相同，一位只放一卷`,
  ]);
  for (const table of ['person', 'dossier', 'volume'] as const)
    expect(await owner.selectFrom(table).select('institution_id').execute(), table).toEqual([]);
  await call(keeper, 'opening.discardRun', { runId });
  await expect(get(runId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await verify()).toEqual([]);
});

const listed = [
  [nameOf(0), numberOf(0), '流字 1998-0001', '2', `${place(1, 1)}、${place(1, 2)}`, '完好', '是', '某厂'],
  [nameOf(1), numberOf(1), 'B-17', '1', 'KF01-Q01-J01-A-01-1', '轻度破损', '否', ''],
  ['欧阳无号', '', '流字1998-0003', '1', place(2, 1), '', '', '某校'],
  [nameOf(4), numberOf(4), '流字1998-0004', '1', '', '', '', '某校'],
  ['坏号人', '110101198001011111', 'X9', '1', place(2, 2), '完好', '', ''],
];
let runId = '';

test('the good rows are entered as of the take-over day; refused rows come back with their reasons', async () => {
  const uploaded = await upload(csv(listed));
  runId = uploaded.runId;
  expect(uploaded.isRemembered).toBe(true); // mapped once
  await expect(call(keeper, 'opening.judgeRun', { runId, columns: uploaded.columns, asOf: '2026-03-03' })).rejects.toMatchObject({
    issues: [{ path: 'asOf' }],
  });
  expect((await judge(runId)).counts).toMatchObject({ ready: 4, refused: 1, lacking: 2 });
  expect(await commit(runId)).toMatchObject({ state: 'committed', counts: { opened: 4, refused: 1 } });
  const file = await call<{ fileName: string; bytes: Uint8Array }>(keeper, 'opening.refusedRows', { runId });
  const { sheets } = await readList(Buffer.from(file.bytes), file.fileName);
  expect(sheets[0]?.rows[0]?.slice(-2)).toEqual(['原行号', '未通过原因']);
  expect(sheets[0]?.rows[1]).toEqual([...(listed[4] ?? []), '6', expect.stringContaining('校验位')].map((cell) => cell));
  const events = await owner.selectFrom('ledger_event').selectAll().where('type', '=', 'dossier.opened').orderBy('seq').execute();
  expect(events.map(({ business_day, precision }) => `${business_day} ${precision}`)).toEqual(Array(4).fill(`${AS_OF} day`));
  expect(events.map(({ data }) => (data as { lacks: string[] }).lacks)).toEqual([
    [],
    ['previousInstitution'],
    ['idNumber', 'birthOn', 'sex'],
    [],
  ]);
  expect(JSON.stringify(events)).not.toContain(numberOf(0));
  expect(await verify()).toEqual([]);
});

test('what was entered stands where the list has it, keeps its old number, and is found by it', async () => {
  const [first, second, third, fourth] = await rowsOf(runId, 'opened');
  expect(await detail(first?.dossierId ?? '')).toMatchObject({
    ...{ legacyCode: '流字 1998-0001', custodyState: 'inStore', digitalState: 'awaitingMigration', lacks: [], registeredOn: AS_OF },
    volumes: [
      { address: place(1, 1), condition: 'intact', state: 'shelved' },
      { address: place(1, 2), condition: 'intact', state: 'shelved' },
    ],
  });
  expect(await detail(second?.dossierId ?? '')).toMatchObject({
    digitalState: 'none',
    volumes: [{ address: place(1, 3), condition: 'slight' }],
  });
  expect(await detail(third?.dossierId ?? '')).toMatchObject({
    ...{ lacks: ['idNumber', 'birthOn', 'sex'], idNumber: '', person: { idType: 'none', idNumber: '', birthOn: null } },
    volumes: [{ condition: 'unchecked' }],
  });
  expect(await detail(fourth?.dossierId ?? '')).toMatchObject({
    custodyState: 'awaitingShelf',
    volumes: [{ state: 'registered', address: null }],
  });
  const found = async (text: string) =>
    (await call<{ groups: { hits: { dossierId: string; why: string }[] }[] }>(clerk, 'search.find', { text })).groups.flatMap(
      ({ hits }) => hits,
    );
  expect(await found('流字1998-0001')).toMatchObject([{ dossierId: first?.dossierId, why: '旧编号相同' }]);
  expect(await found('1998-0003')).toMatchObject([{ dossierId: third?.dossierId, why: '旧编号包含' }]);
  expect(await found('b-17')).toMatchObject([{ dossierId: second?.dossierId, why: '旧编号相同' }]);
  const list = async (input: object) =>
    (await call<{ dossiers: { id: string }[] }>(clerk, 'holdings.findDossiers', input)).dossiers.map(({ id }) => id);
  expect(await list({ search: '流字1998-0001' })).toEqual([first?.dossierId]);
  expect(await list({ search: 'b-17' })).toEqual([second?.dossierId]);
  expect(await list({ lacks: 'any' })).toEqual([third?.dossierId, second?.dossierId]);
  expect(await list({ lacks: 'idNumber' })).toEqual([third?.dossierId]);
  expect(await list({ digitalState: 'awaitingMigration' })).toEqual([first?.dossierId]);
});

test('the figures have it on the take-over day, and not as work received', async () => {
  const sum = async (measure: string, day: string) => {
    const rows = await owner
      .selectFrom('ledger_delta')
      .select('amount')
      .where('measure', '=', measure)
      .where('business_day', '<=', day)
      .execute();
    return rows.reduce((total, { amount }) => total + Number(amount), 0);
  };
  expect(await sum('opening.dossiers', '2025-12-31')).toBe(0);
  expect(await sum('opening.dossiers', AS_OF)).toBe(4);
  expect(await sum('opening.volumes', AS_OF)).toBe(5);
  expect(await sum('work.receive', '2026-12-31')).toBe(0);
  const day = await call(clerk, 'reception.dayStatus', { day: AS_OF });
  expect(day).toMatchObject({ dossiers: { registered: 0, awaitingShelf: 0 }, unshelved: [] });
});

test('what was missing is filled in by a correction, and a day can be taken away', async () => {
  const [third] = (await rowsOf(runId, 'opened')).filter(({ lacks }) => lacks.includes('idNumber'));
  const dossierId = third?.dossierId ?? '';
  const correct = async (changes: object, cleared: string[] = []) =>
    call(clerk, 'holdings.correctPerson', {
      dossierId,
      changes,
      cleared,
      version: (await detail(dossierId)).person.version,
      reason: '按证件补录',
    });
  await expect(correct({ idNumber: numberOf(0) })).rejects.toMatchObject({ issues: [{ rule: 'R6' }] });
  await correct({ employer: '某公司', birthOn: '1970-01-01' });
  expect(await detail(dossierId)).toMatchObject({ lacks: ['idNumber', 'sex'] });
  await correct({}, ['birthOn']);
  expect(await detail(dossierId)).toMatchObject({ lacks: ['idNumber', 'birthOn', 'sex'] });
  await correct({ idNumber: numberOf(9) });
  expect(await detail(dossierId)).toMatchObject({ lacks: [], person: { idType: 'resident-id', birthOn: people[9]?.birthDate } });
  const [second] = (await rowsOf(runId, 'opened')).filter(({ lacks }) => lacks.includes('previousInstitution'));
  const complete = { dossierId: second?.dossierId, previousInstitution: '某厂', reason: '按档案材料' };
  await call(clerk, 'holdings.completeDossier', complete);
  expect(await detail(second?.dossierId ?? '')).toMatchObject({ lacks: [], previousInstitution: '某厂' });
  await expect(call(clerk, 'holdings.completeDossier', complete)).rejects.toMatchObject({ code: 'conflict' });
  expect(await verify()).toEqual([]);
});

test('the same list again changes nothing; whoever is registered otherwise is refused', async () => {
  const again = await upload(csv([...listed.slice(0, 2), [nameOf(5), numberOf(1), '流字 1998-0001', '1', place(1, 1), '', '', '']]));
  expect((await judge(again.runId)).counts).toMatchObject({ ready: 0, known: 2, refused: 1 });
  const [first, , third] = await rowsOf(again.runId);
  expect(first?.issues).toMatchObject([{ message: expect.stringContaining('已在册：档案 440117-2026-0000') }]);
  expect(third?.issues.map(({ rule }) => rule)).toEqual(['R6', 'R22', 'R11', 'R6', 'R11', 'R27']);
  await expect(call(keeper, 'opening.commitRun', { runId: again.runId })).rejects.toMatchObject({ code: 'rule_broken' });
});

test('rows are taken back by event: places free, figures negated, numbers used; what has lived on says why not', async () => {
  clock.now = new Date('2026-03-05T01:00:00Z');
  const [first, second] = await rowsOf(runId, 'opened');
  const undo = (rowNos: number[]) => call<{ undoneCount: number }>(keeper, 'opening.undoRows', { runId, rowNos, reason: '清单有误' });
  await expect(undo([first?.rowNo ?? 0, second?.rowNo ?? 0])).rejects.toMatchObject({
    issues: [{ message: expect.stringContaining('补全档案信息') }],
  });
  expect(await undo([first?.rowNo ?? 0])).toEqual({ undoneCount: 1 });
  expect(await detail(first?.dossierId ?? '')).toMatchObject({
    custodyState: 'voided',
    volumes: [{ state: 'gone', address: null }, { address: null }],
  });
  await call(keeper, 'opening.undoRun', { runId, reason: '清单有误' });
  await work('undo', runId);
  expect(await get(runId)).toMatchObject({ state: 'committed', counts: { opened: 2, undone: 2, kept: 2 } });
  expect((await rowsOf(runId, 'kept')).map(({ undoIssue }) => undoIssue)).toEqual([
    '已有后续业务（补全档案信息，2026-03-02），不能撤销',
    '已有后续业务（更正人员信息，2026-03-02），不能撤销',
  ]);
  const rows = await owner.selectFrom('ledger_delta').select(['amount']).where('measure', '=', 'opening.dossiers').execute();
  expect(rows.reduce((total, { amount }) => total + Number(amount), 0)).toBe(2);
  const again = await upload(csv(listed.slice(0, 1)));
  expect((await judge(again.runId)).counts).toMatchObject({ ready: 1 }); // its place and its old number are free
  expect(await verify()).toEqual([]);
});

test('an old number that went on as reference code is released when it is taken back', async () => {
  const rows = [[nameOf(12), numberOf(12), 'OLD-0001', '1', place(3, 1), '', '', '某厂']];
  for (const round of [1, 2]) {
    const { runId: own } = await upload(csv(rows));
    expect((await judge(own, { codeRule: 'legacy' })).counts, `round ${round}`).toMatchObject({ ready: 1 });
    await commit(own);
    const [row] = await rowsOf(own, 'opened');
    expect(await detail(row?.dossierId ?? '')).toMatchObject({ referenceCode: 'OLD-0001', volumes: [{ barcode: 'OLD-0001-1' }] });
    await call(keeper, 'opening.undoRun', { runId: own, reason: '再试一次' });
    await work('undo', own);
    expect((await get(own)).state).toBe('undone');
  }
  expect(await verify()).toEqual([]);
});

test('old numbers that look like new ones are passed over by the desk', async () => {
  const rows = [[nameOf(14), numberOf(14), '440117-2026-000900', '1', place(3, 1), '', '', '某厂']];
  const { runId: own } = await upload(csv(rows));
  await judge(own, { codeRule: 'legacy' });
  await commit(own);
  await owner.updateTable('number_series').set({ last: 899 }).where('series', '=', 'dossier/floating/2026').execute();
  const { referenceCode } = await call<{ referenceCode: string }>(clerk, 'reception.registerDossier', {
    ...{ person: { name: nameOf(15), idNumber: numberOf(15) }, previousInstitution: '某大学', inReason: 'graduation' },
  });
  expect(referenceCode).toBe('440117-2026-000901');
});

test('a step is stopped and goes on; what the desk did in between is seen', async () => {
  const rows = Array.from({ length: 6 }, (_, i) => [nameOf(20 + i), numberOf(20 + i), `S-${i}`, '1', place(4, i + 1), '', '', '某厂']);
  const { runId: own } = await upload(csv(rows));
  await judge(own);
  await call(keeper, 'opening.commitRun', { runId: own });
  await call(keeper, 'opening.stopRun', { runId: own });
  await work('commit', own);
  expect(await get(own)).toMatchObject({ state: 'stopped', counts: { opened: 0 } });
  await call(clerk, 'reception.registerDossier', {
    ...{ person: { name: nameOf(20), idNumber: numberOf(20) }, previousInstitution: '某大学', inReason: 'graduation' },
  });
  expect(await commit(own)).toMatchObject({ state: 'committed', counts: { opened: 5, known: 1, refused: 0 } });
  expect((await rowsOf(own, 'known'))[0]?.issues[0]?.rule).toBe('R6');
  expect(await verify()).toEqual([]);
});

test('a step that keeps breaking down rests and says so; nothing is half written, and it goes on once it can', async () => {
  const { runId: own } = await upload(csv([[nameOf(28), numberOf(28), 'F-1', '1', place(4, 9), '', '', '某厂']]));
  await judge(own);
  await call(keeper, 'opening.commitRun', { runId: own });
  await sql`revoke insert on volume from lantai_app`.execute(owner);
  for (const _try of [1, 2]) await expect(work('commit', own)).rejects.toMatchObject({ code: '42501' });
  await work('commit', own);
  expect(await get(own)).toMatchObject({ state: 'stopped', counts: { opened: 0 }, step: { isBroken: true } });
  await sql`grant insert on volume to lantai_app`.execute(owner);
  expect(await verify()).toEqual([]);
  expect(await commit(own)).toMatchObject({ state: 'committed', counts: { opened: 1 }, step: { isBroken: false } });
});

test('levels that the list names and nobody has made are made at once', async () => {
  const { runId: own } = await upload(csv([[nameOf(30), numberOf(30), 'M-1', '1', 'KF01-Q02-J05-B-03-2-007', '', '', '某厂']]));
  expect((await judge(own)).missing.shelves).toEqual([
    { rack: 'KF01-Q02-J05', levelCount: 1, volumeCount: 1, examples: ['KF01-Q02-J05-B-03-2'] },
  ]);
  expect(await call(keeper, 'opening.addMissingShelves', { runId: own, capacity: 40 })).toEqual({ shelfCount: 1 });
  await work('judge', own);
  expect(await get(own)).toMatchObject({ state: 'judged', counts: { ready: 1 }, missing: { shelves: [] } });
  expect(await verify()).toEqual([]);
});

test('a workbook is a list too; GB18030 is read; other files are refused in words', async () => {
  const book = await writeXlsxFile([HEAD, listed[0] ?? []].map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
  expect(await upload(book, '清单.xlsx')).toMatchObject({ rowCount: 1 });
  const gbk = Buffer.from('d0d5c3fb2cbfe2cebb0d0acdf5ceb02c4b4630310d0a', 'hex'); // 姓名,库位 王伟,KF01
  expect(await upload(gbk, '清单.csv')).toMatchObject({ rowCount: 1, columns: ['name', 'address'] });
  const message = async (bytes: Uint8Array, name: string) =>
    upload(bytes, name).then(
      () => 'taken',
      (error: { issues: { message: string }[] }) => error.issues[0]?.message,
    );
  expect(await message(Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧.xls')).toContain('另存为 .xlsx');
  expect(await message(Buffer.from('PK\u0003\u0004damaged'), '坏.xlsx')).toContain('无法作为 .xlsx 打开');
  expect(await message(Buffer.from('甲,乙\n1,2\n'), '别的.csv')).toContain('没有期初清单');
  expect(await message(Buffer.from('姓名,库位\n'), '空.csv')).toContain('没有期初清单');
  expect(await message(Buffer.alloc(0), '空.csv')).toContain('没有收到清单');
});

test('who does not see every kind of dossier that the sender sees does not see the list', async () => {
  const { runId: own } = await upload(csv(listed.slice(0, 1)));
  const floating = { ...keeper, scope: { ...keeper.scope, kinds: ['floating'] as const } };
  await expect(call(floating, 'opening.getRun', { runId: own })).rejects.toMatchObject({ code: 'not_found' });
});
