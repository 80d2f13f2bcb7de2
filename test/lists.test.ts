import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { modules } from '../src/doors/modules.ts';
import { openTestHouse } from './house.ts';

const { call, actorWith, owner } = await openTestHouse();
type Saved = { bytes: Uint8Array; fileName: string; rowCount: number; note?: string };
const clerk = await actorWith(['parcel.sign', 'parcel.read', 'list.export', 'setting.manage']);
const NASTY = ['=1+1', '+86', '-5', '@SUM(A1)', '某“大学”<&>'];
for (const [n, sender] of [...NASTY, ...Array.from({ length: 205 }, () => '某大学')].entries())
  await call(clerk, 'reception.signParcel', { carrier: 'ems', trackingNo: `EX${String(n).padStart(6, '0')}`, sender });

const save = (input: object, actor = clerk) =>
  call<Saved>(actor, 'lists.exportList', { list: 'reception.findParcels', purpose: '月度核对', ...input });
const sheetOf = async ({ bytes }: Saved, sheet = 1) => (await readSheet(Buffer.from(bytes), sheet)) as unknown[][];
const lastLine = () =>
  owner
    .selectFrom('audit_log')
    .select(['outcome', 'detail'])
    .where('operation', '=', 'lists.exportList')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();

test('all pages of a list go into one workbook, as on the screen, and one audit line says what, how many and what for', async () => {
  const before = await owner
    .selectFrom('audit_log')
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  const saved = await save({ input: { state: 'signed' } });
  const rows = await sheetOf(saved);
  expect(rows[0]).toEqual(['邮件号', '来档方式', '来档单位', '封口', '份数', '状态', '签收时间', '签收人']);
  expect(rows[1]).toEqual(['EX000209', '邮政特快专递', '某大学', '完好', null, '待登记', '2026-03-02 09:00', clerk.displayName]);
  expect(rows.length).toBe(1 + 210);
  expect(saved).toMatchObject({ fileName: '收件列表-2026-03-02.xlsx', rowCount: 210 });
  expect(await sheetOf(saved, 2)).toEqual(
    expect.arrayContaining([
      ['行数', 210],
      ['用途', '月度核对'],
      ['导出人', clerk.displayName],
    ]),
  );
  const after = await owner
    .selectFrom('audit_log')
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  expect(Number(after.n) - Number(before.n)).toBe(1);
  expect(await lastLine()).toMatchObject({
    outcome: 'done',
    detail: { list: 'reception.findParcels', purpose: '月度核对', rowCount: 210, filters: ['state=signed'] },
  });
});

test('chosen columns in their order; text that looks like a formula stays text', async () => {
  const saved = await save({ columns: ['sender', 'trackingNo'] });
  const rows = await sheetOf(saved);
  expect(rows[0]).toEqual(['来档单位', '邮件号']);
  expect(rows.slice(-5).map(([sender]) => sender)).toEqual([...NASTY].reverse());
  await expect(save({ columns: ['secret'] })).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'columns' }] });
});

test('filters hold, paging is not the caller’s, and a wrong filter is refused as the list refuses it', async () => {
  expect(
    await sheetOf(await save({ input: { search: 'EX00000', limit: 3, before: '01900000-0000-7000-8000-000000000000' } })),
  ).toHaveLength(1 + 10);
  await expect(save({ input: { state: 'nonsense' } })).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'state' }] });
  await expect(save({ list: 'reception.getParcel' })).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'list' }] });
  await expect(save({ purpose: '' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('over the limit the file and the answer say so', async () => {
  await call(clerk, 'accounts.changeSetting', { key: 'list.exportLimit', value: '100' });
  const saved = await save({});
  const rows = await sheetOf(saved);
  expect(rows).toHaveLength(1 + 100 + 1);
  expect(rows.at(-1)?.[0]).toContain('只导出了前 100 行');
  expect(saved.note).toContain('只导出了前 100 行');
  expect(await sheetOf(saved, 2)).toEqual(expect.arrayContaining([['注意', expect.stringContaining('只导出了前 100 行')]]));
  await call(clerk, 'accounts.changeSetting', { key: 'list.exportLimit', value: '210' });
  expect((await save({})).note).toBeUndefined();
});

test('without the permission to save lists, or to see this one, nothing leaves; the refusal stands in the audit log', async () => {
  await expect(save({}, await actorWith(['parcel.read']))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(save({}, await actorWith(['list.export']))).rejects.toMatchObject({ code: 'forbidden' });
  expect(await lastLine()).toMatchObject({ outcome: 'forbidden', detail: { list: 'reception.findParcels' } });
});

test('every list that may be saved has its rows, its cursor and its columns in its contract', () => {
  const operations = modules.flatMap((m) => m.operations.map(({ operation }) => operation)).filter(({ exports }) => exports);
  expect(operations.length).toBeGreaterThanOrEqual(9);
  for (const { name, kind, exports, input, output } of operations) {
    expect(kind, name).toBe('query');
    expect(input.shape, name).toHaveProperty(exports?.cursor ?? '');
    const rows = (output as { shape?: Record<string, { element?: { shape: object } }> }).shape?.[exports?.rows ?? '']?.element?.shape ?? {};
    for (const { field, wordsFrom } of Object.values(exports?.columns ?? {})) {
      expect(Object.keys(rows), name).toContain(field);
      if (wordsFrom)
        expect(operations.length > 0 && modules.some((m) => m.operations.some(({ operation }) => operation.name === wordsFrom.query))).toBe(
          true,
        );
    }
  }
});
