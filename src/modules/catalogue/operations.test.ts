import { beforeEach, expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { checkDigit } from '../../core/codes/id-number.ts';
import { inTransaction } from '../../platform/run.ts';
import { type Entry, enterCatalogue } from './index.ts';
import type { NewItem } from './rules/item.ts';

const { house, call, actorWith, verify, clock, owner } = await openTestHouse();
const clerk = await actorWith(['dossier.register', 'dossier.correct', 'dossier.read', 'volume.handOver', 'stackroom.read', 'figures.read']);
const shelver = await actorWith(['volume.shelve', 'stackroom.manage', 'stackroom.read']);
const arranger = await actorWith(['item.describe', 'dossier.read']);
const another = await actorWith(['item.describe', 'dossier.read']);
const { roomId } = await call<{ roomId: string }>(shelver, 'stackroom.createRoom', { code: 'KF01', name: '一号库' });
const layout = { roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 1, capacity: 50 };
await call(shelver, 'stackroom.addShelves', layout);

let serial = 0;
async function register(name = '张三', person: object = {}) {
  serial += 1;
  const first17 = `440117${1960 + serial}01010${10 + serial}`;
  const input = {
    person: { name, idNumber: first17 + checkDigit(first17), ...person },
    ...{ previousInstitution: '某大学', inReason: 'graduation', kind: 'cadre' },
  };
  return (await call<{ dossierId: string }>(clerk, 'reception.registerDossier', input)).dossierId;
}
async function shelve(dossierId: string) {
  const { volumes } = await call<{ volumes: { id: string; barcode: string }[] }>(clerk, 'holdings.getDossier', { dossierId });
  await call(clerk, 'stackroom.handOver', { volumeIds: volumes.map(({ id }) => id) });
  const places = volumes.map(({ barcode }) => ({ barcode, address: 'KF01-Q01-J01-A-01-1' }));
  await call(shelver, 'stackroom.shelve', { places });
}
const items = (): NewItem[] => [
  { categoryCode: '1', title: '干部履历表', formedOn: '1999-08-05', pageCount: 6 },
  { categoryCode: '4-1', title: '高等学校毕业生登记表', formedOn: '1998-07', pageCount: 4, marks: ['illegible'] },
  { categoryCode: '9-2', title: '干部任免审批表', formedOn: '2001', pageCount: 2, remark: '缺照片' },
];
const save = (dossierId: string, version = 0, rows = items(), actor = arranger) =>
  call<{ version: number }>(actor, 'catalogue.saveDraft', { dossierId, version, items: rows });
const complete = (dossierId: string, version: number, reason?: string, actor = arranger) =>
  call(actor, 'catalogue.completeCatalogue', { dossierId, version, reason });
type Row = { id: string; categoryCode: string; sequence: number; title: string };
type Catalogue = {
  state: string;
  draft: { version: number; items: NewItem[] } | null;
  completed: { items: Row[]; itemCount: number } | null;
};
const get = (dossierId: string) => call<Catalogue>(arranger, 'catalogue.getCatalogue', { dossierId });
const enter = (entry: Partial<Entry> & { dossierId: string }) =>
  inTransaction(house, arranger.scope, async (tx) => ({
    result: await enterCatalogue({ tx, actor: arranger, now: clock.now }, { scheme: '2018', items: items(), origin: 'package', ...entry }),
    statements: ['rollback'],
  }));
const arranged = async () => {
  const { sum } = await owner
    .selectFrom('ledger_delta')
    .select((e) => e.fn.coalesce(e.fn.sum<string>('amount'), e.lit(0)).as('sum'))
    .where('measure', '=', 'work.arrange')
    .executeTakeFirstOrThrow();
  return Number(sum);
};

beforeEach(() => {
  clock.now = new Date(clock.now.getTime() + 60_000);
});

test('a shelved dossier waits for an arranger, oldest first, and leaves the list when its catalogue is complete', async () => {
  const [first, second] = [await register(), await register('李四')];
  const open = async (input: object = {}) =>
    (await call<{ dossiers: { dossierId: string; state: string }[] }>(arranger, 'catalogue.findOpen', input)).dossiers.map(
      ({ dossierId, state }) => `${dossierId} ${state}`,
    );
  expect(await open()).toEqual([]);
  await shelve(second);
  await shelve(first);
  expect(await open()).toEqual([`${first} waiting`, `${second} waiting`]);
  expect(await open({ after: first })).toEqual([`${second} waiting`]);
  const { version } = await save(first);
  expect(await open({ begun: 'yes' })).toEqual([`${first} drafting`]);
  await complete(first, version);
  expect(await open()).toEqual([`${second} waiting`]);
});

test('a draft keeps whatever was typed, and is checked as a whole', async () => {
  const dossierId = await register('王五');
  const { version } = await save(dossierId, 0, [{ categoryCode: 'x', title: '', formedOn: '八月', pageCount: null }]);
  const { draft, state } = await get(dossierId);
  expect(state).toBe('drafting');
  expect(draft).toMatchObject({ version, items: [{ categoryCode: 'x', formedOn: '八月', pageCount: null, copyCount: 1, marks: [] }] });
  const checked = await call<{ issues: { rule: string }[] }>(arranger, 'catalogue.checkDraft', { dossierId });
  expect(checked.issues.map(({ rule }) => rule)).toEqual(['R30', 'R32', 'R33', 'R34', 'R43']);
  await expect(complete(dossierId, version, '硬要')).rejects.toMatchObject({ code: 'rule_broken', issues: { length: 5 } });
});

test('of two arrangers of one draft the later is told who was before, and nothing is written over', async () => {
  const dossierId = await register('赵六');
  const { version } = await save(dossierId);
  await save(dossierId, version, items().slice(1), another);
  await expect(save(dossierId, version)).rejects.toMatchObject({
    code: 'conflict',
    issues: [{ path: 'version', message: expect.stringContaining(`${another.displayName}已于 2026-03-02`) }],
  });
  expect((await get(dossierId)).draft?.items).toHaveLength(2);
  await expect(complete(dossierId, version)).rejects.toMatchObject({ code: 'conflict' });
});

test('two arrangers at once: one draft is saved, one catalogue completed', async () => {
  const dossierId = await register('孙七');
  const saves = await Promise.allSettled([arranger, another, arranger, another].map((actor) => save(dossierId, 0, items(), actor)));
  expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const completions = await Promise.allSettled([arranger, another, arranger].map((actor) => complete(dossierId, 1, undefined, actor)));
  expect(completions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of [...saves, ...completions])
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
  expect((await get(dossierId)).completed?.items).toHaveLength(3);
});

test('warnings need a reason, which the ledger keeps', async () => {
  const dossierId = await register('周八');
  const { version } = await save(dossierId, 0, items().slice(1));
  await expect(complete(dossierId, version)).rejects.toMatchObject({ code: 'needs_reason', issues: [{ rule: 'R43' }] });
  expect(await complete(dossierId, version, '履历表待补')).toEqual({ itemCount: 2, pageCount: 6 });
  const { events } = await call<{ events: { type: string; data: object }[] }>(clerk, 'holdings.findDossierEvents', { dossierId });
  expect(events.find(({ type }) => type === 'catalogue.completed')?.data).toEqual({
    ...{ scheme: '2018', origin: 'typed', itemCount: 2, pageCount: 6, warnings: ['R43'], reason: '履历表待补' },
  });
});

test('reopening takes the figure back and drafts what stood; items keep their ids, those left out stay vouched for', async () => {
  const dossierId = await register('吴九');
  const before = await arranged();
  await complete(dossierId, (await save(dossierId)).version);
  expect(await arranged()).toBe(before + 1);
  const first = await get(dossierId);
  expect(first).toMatchObject({ state: 'completed', draft: null, completed: { itemCount: 3 } });
  await expect(save(dossierId, 2)).rejects.toMatchObject({ code: 'conflict' });
  await expect(complete(dossierId, 2)).rejects.toMatchObject({ code: 'conflict' });

  const { version } = await call<{ version: number }>(arranger, 'catalogue.reopenCatalogue', { dossierId, reason: '新到材料' });
  expect(await arranged()).toBe(before);
  await expect(call(arranger, 'catalogue.reopenCatalogue', { dossierId, reason: '再来' })).rejects.toMatchObject({ code: 'conflict' });
  const reopened = await get(dossierId);
  expect(reopened).toMatchObject({ state: 'reopened', draft: { version, items: first.completed?.items }, completed: { itemCount: 3 } });

  const [resume, study, appointment] = reopened.draft?.items ?? [];
  const rows = [
    { ...resume, sequence: 2 },
    { categoryCode: '1', sequence: 1, title: '个人简历', formedOn: '1990', pageCount: 1 },
    { ...appointment, pageCount: 3 },
    { categoryCode: '4-1', title: '学生成绩表', formedOn: '1998-07', pageCount: 2 },
  ] as NewItem[];
  await complete(dossierId, (await save(dossierId, version, rows)).version);
  const last = (await get(dossierId)).completed?.items ?? [];
  expect(last.map(({ title, sequence }) => `${title} ${sequence}`)).toEqual([
    '个人简历 1',
    '干部履历表 2',
    '学生成绩表 1',
    '干部任免审批表 1',
  ]);
  expect(last[1]?.id).toBe(resume?.id);
  expect(last[3]?.id).toBe(appointment?.id);
  const removed = await owner.selectFrom('item').select('id').where('dossier_id', '=', dossierId).where('is_removed', '=', true).execute();
  expect(removed).toEqual([{ id: study?.id }]);
  expect(await arranged()).toBe(before + 1);
  expect(await verify()).toEqual([]);
});

test('items of another dossier can not be taken by their ids', async () => {
  const [mine, theirs] = [await register('郑十'), await register('钱一')];
  await complete(theirs, (await save(theirs)).version);
  const stolen = (await get(theirs)).completed?.items ?? [];
  await complete(mine, (await save(mine, 0, stolen as unknown as NewItem[])).version);
  const own = (await get(mine)).completed?.items.map(({ id }) => id) ?? [];
  expect(own.some((id) => stolen.some((item) => item.id === id))).toBe(false);
  expect((await get(theirs)).completed?.items).toEqual(stolen);
});

test('the front door: the same catalogue again changes nothing, another is refused, so is one over a typed draft', async () => {
  const dossierId = await register('冯二');
  await complete(dossierId, (await save(dossierId)).version);
  const standing = (await get(dossierId)).completed?.items.map(({ id }) => id);
  const again = await enter({ dossierId, items: items().reverse() });
  expect(again.events).toEqual([]);
  expect(again.items.map(({ id }) => id)).toEqual(standing);
  await expect(enter({ dossierId, items: items().slice(0, 2) })).rejects.toMatchObject({ code: 'conflict' });
  await expect(enter({ dossierId, scheme: '2009' })).rejects.toMatchObject({ code: 'conflict' });

  const drafted = await register('陈三');
  await save(drafted, 0, items().slice(0, 2));
  await expect(enter({ dossierId: drafted })).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('草稿 2 条') }] });
  await expect(enter({ dossierId: drafted, items: [{ categoryCode: '', title: '', formedOn: '', pageCount: 0 }] })).rejects.toMatchObject({
    code: 'rule_broken',
    issues: { length: 4 },
  });
  await save(drafted, 1, []);
  const { events, items: entered } = await enter({ dossierId: drafted, origin: 'vendor' });
  expect(events).toMatchObject([{ type: 'catalogue.completed', data: { origin: 'vendor', itemCount: 3, pageCount: 12 } }]);
  expect(entered.map(({ categoryCode, pageCount }) => `${categoryCode} ${pageCount}`)).toEqual(['1 6', '4-1 4', '9-2 2']);
});

test('the catalogue is printed as PDF; a name that the font lacks is refused, naming the character', async () => {
  const dossierId = await register('褚四');
  const print = (id: string) => call<{ bytes: Uint8Array }>(arranger, 'catalogue.printCatalogue', { dossierId: id });
  await expect(print(dossierId)).rejects.toMatchObject({
    code: 'rule_broken',
    issues: [{ message: expect.stringContaining('没有任何材料') }],
  });
  await save(dossierId);
  expect(Buffer.from((await print(dossierId)).bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  const rare = await register('卫𮧵');
  await save(rare);
  await expect(print(rare)).rejects.toMatchObject({ issues: [{ path: 'personName', message: expect.stringContaining('U+2E9F5') }] });
});

test('a void dossier takes no catalogue and leaves the worklist', async () => {
  const dossierId = await register('蒋五');
  await save(dossierId);
  await call(clerk, 'reception.voidRegistration', { dossierId, reason: '登记有误' });
  const { dossiers } = await call<{ dossiers: { dossierId: string }[] }>(arranger, 'catalogue.findOpen', { limit: 200 });
  expect(dossiers.map((row) => row.dossierId)).not.toContain(dossierId);
  await expect(save(dossierId, 1)).rejects.toMatchObject({ code: 'rule_broken' });
});

test('an item edited past the ledger is named, so are sums that no longer fit', async () => {
  expect(await verify()).toEqual([]);
  const { id, dossier_id } = await owner.selectFrom('item').selectAll().where('is_removed', '=', false).executeTakeFirstOrThrow();
  await owner
    .updateTable('item')
    .set((e) => ({ page_count: e('page_count', '+', 1) }))
    .where('id', '=', id)
    .execute();
  const found = await verify();
  expect(found.map(({ table, id: of }) => `${table} ${of}`).sort()).toEqual([`catalogue ${dossier_id}`, `item ${id}`].sort());
  await owner
    .updateTable('item')
    .set((e) => ({ page_count: e('page_count', '-', 1) }))
    .where('id', '=', id)
    .execute();
  expect(await verify()).toEqual([]);
});
