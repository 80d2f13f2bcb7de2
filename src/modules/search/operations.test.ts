import { beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { checkDigit } from '../../core/codes/id-number.ts';
import type { DossierKind } from '../../core/scope.ts';
import { rebuild } from './index.ts';

const { call, actorWith, verify, clock, owner, founding, institutionId } = await openTestHouse();
const clerk = await actorWith(['dossier.register', 'dossier.correct', 'dossier.read', 'parcel.read']);
const arranger = await actorWith(['item.describe', 'dossier.read']);
const reader = await actorWith(['dossier.read']);

type Registered = { dossierId: string; referenceCode: string; barcodes: string[] };
let serial = 0;
const idNumberFor = (year: number) => {
  serial += 1;
  const first17 = `440117${year}0102${String(100 + serial)}`;
  return first17 + checkDigit(first17);
};
const register = (
  name: string,
  { kind = 'floating', year = 1990, ...person }: Record<string, unknown> & { kind?: DossierKind; year?: number } = {},
  actor = clerk,
) =>
  call<Registered>(actor, 'reception.registerDossier', {
    person: { name, idNumber: idNumberFor(year), ...person },
    ...{ previousInstitution: '某大学', inReason: 'graduation', kind },
  });
async function catalogue(dossierId: string, ...titles: string[]) {
  const items = titles.map((title) => ({ categoryCode: '1', title, formedOn: '2008-12', pageCount: 2 }));
  const { draft } = await call<{ draft: { version: number } | null }>(arranger, 'catalogue.getCatalogue', { dossierId });
  const { version } = await call<{ version: number }>(arranger, 'catalogue.saveDraft', { dossierId, version: draft?.version ?? 0, items });
  await call(arranger, 'catalogue.completeCatalogue', { dossierId, version, reason: '已逐件核对' });
}
type Answer = {
  kind: string;
  groups: { name: string; hits: (Record<string, unknown> & { dossierId: string; personName: string; why: string })[]; isMore: boolean }[];
  hitCount: number;
};
const find = (text: string, input: object = {}, actor = reader) => call<Answer>(actor, 'search.find', { text, ...input });
/** `组名: 姓名（原因）…` of every group. */
const shown = async (text: string, actor = reader) =>
  (await find(text, {}, actor)).groups.map(
    ({ name, hits }) => `${name}: ${hits.map((hit) => `${hit.personName}（${hit.why}）`).join(' ')}`,
  );

const people = {} as Record<'wei' | 'weiJun' | 'xiaoWei' | 'former' | 'uighur' | 'rare', Registered>;
beforeAll(async () => {
  people.wei = await register('王伟', { school: '华南农业大学', employer: '某水厂' });
  people.weiJun = await register('王伟军', { year: 1985 });
  people.xiaoWei = await register('李王伟', { year: 1971 });
  people.former = await register('赵敏', { formerNames: ['赵小敏', '王伟'], year: 1966 });
  people.uighur = await register('阿依古丽·买买提', { year: 1979 });
  people.rare = await register('𠮷田㛃', { year: 1978, kind: 'cadre' });
  await catalogue(people.weiJun.dossierId, '2008年度考核登记表', '王伟军同志 Word 培训记录');
});
beforeEach(() => {
  clock.now = new Date(clock.now.getTime() + 60_000);
});

test('a name gives those of that name first, then who bore it, then longer names', async () => {
  expect((await find('王伟')).kind).toBe('name');
  expect(await shown('王伟')).toEqual([
    '人员（精确）: 王伟（姓名相同）',
    '曾用名: 赵敏（曾用名：王伟）',
    '姓名包含: 王伟军（姓名包含） 李王伟（姓名包含）',
  ]);
  expect(await shown('王 伟')).toEqual(await shown('王伟'));
  expect(await shown('伟')).toEqual(['姓名包含: 王伟（姓名包含） 王伟军（姓名包含） 李王伟（姓名包含）']);
  expect(await shown('王')).toEqual(['姓名包含: 王伟（姓名包含） 王伟军（姓名包含） 李王伟（姓名包含）']);
  expect(await shown('没有此人')).toEqual([]);
});

test('dots, characters of later planes and old private ones are no obstacle', async () => {
  for (const text of ['阿依古丽·买买提', '阿依古丽买买提', '阿依古丽•买买提'])
    expect(await shown(text), text).toEqual(['人员（精确）: 阿依古丽·买买提（姓名相同）']);
  expect(await shown('𠮷田㛃')).toEqual(['人员（精确）: 𠮷田㛃（姓名相同）']);
  expect(await shown('㛃')).toEqual(['姓名包含: 𠮷田㛃（姓名包含）']);
});

test('homonyms are told apart by what the register knows, with the ID number masked', async () => {
  const second = await register('王伟', { year: 1992, school: '某职业学院' });
  const [exact] = (await find('王伟')).groups;
  expect(exact).toMatchObject({
    name: '人员（精确）',
    isMore: false,
    hits: [
      {
        dossierId: second.dossierId,
        birthYear: 1992,
        school: '某职业学院',
        employer: null,
        custodyState: 'awaitingShelf',
        kind: 'floating',
      },
      { dossierId: people.wei.dossierId, birthYear: 1990, school: '华南农业大学', employer: '某水厂' },
    ],
  });
  expect(exact?.hits.map(({ idNumber }) => idNumber)).toEqual([expect.stringMatching(/^440117\*{8}/), expect.stringMatching(/\*{8}/)]);
  expect((await find('王伟', { limit: 1 })).groups[0]).toMatchObject({ isMore: true, hits: { length: 1 } });
  await call(clerk, 'reception.voidRegistration', { dossierId: second.dossierId, reason: '重复登记' });
});

test('an ID number, its last four and a birth date find the person', async () => {
  const { idNumber } = await call<{ idNumber: string }>(await actorWith(['person.reveal']), 'holdings.revealIdNumber', {
    ...{ dossierId: people.former.dossierId, purpose: '核对' },
  });
  expect(await find(idNumber)).toMatchObject({ kind: 'idNumber', groups: [{ hits: [{ personName: '赵敏', why: '证件号相同' }] }] });
  expect(await find(idNumber.toLowerCase())).toMatchObject({ groups: [{ hits: [{ personName: '赵敏' }] }] });
  expect(await find(idNumber.slice(-4))).toMatchObject({
    kind: 'idTail',
    groups: [{ hits: [{ personName: '赵敏', why: '身份证号后四位' }] }],
  });
  for (const text of ['19660102', '1966-01-02', '1966年1月2日'])
    expect(await find(text), text).toMatchObject({ kind: 'birthDate', groups: [{ hits: [{ personName: '赵敏', why: '出生日期' }] }] });
});

test('initials, a whole reading and its beginning find the person', async () => {
  expect((await find('ww')).kind).toBe('pinyin');
  expect(await shown('ww')).toEqual(['拼音: 王伟（拼音首字母） 王伟军（拼音首字母）']);
  expect(await shown('wangwei')).toEqual(['拼音: 王伟（拼音） 王伟军（拼音）']);
  expect(await shown('Wang Weij')).toEqual(['拼音: 王伟军（拼音）']);
  expect(await shown('w')).toEqual(['拼音: 王伟（拼音首字母） 王伟军（拼音首字母）']);
});

test('a number is found whole, by its beginning, by its end, by any part, and by a bar code', async () => {
  const { referenceCode, barcodes } = people.uighur;
  const why = async (text: string) =>
    (await find(text)).groups
      .filter(({ name }) => name === '编号')
      .flatMap(({ hits }) => hits)
      .find(({ dossierId }) => dossierId === people.uighur.dossierId)?.why;
  expect(await why(referenceCode)).toBe('编号相同');
  expect(await why(referenceCode.toLowerCase())).toBe('编号相同');
  expect(await why(referenceCode.slice(0, 8))).toBe('编号开头');
  expect(await why(referenceCode.slice(3))).toBe('编号包含');
  expect(await why(String(Number(/\d+$/.exec(referenceCode)?.[0])))).toBe('编号末尾');
  expect(await why(barcodes[0] ?? '')).toBe('卷条码');
});

test('an item title finds its dossier, and says which title', async () => {
  expect((await find('考核登记表')).kind).toBe('title');
  expect(await shown('考核登记表')).toEqual(['材料名称: 王伟军（材料：2008年度考核登记表）']);
  expect(await shown('2008')).toEqual(['材料名称: 王伟军（材料：2008年度考核登记表）']);
  expect(await shown('WORD 培训')).toEqual(['材料名称: 王伟军（材料：王伟军同志 Word 培训记录）']);
  expect(await shown('表')).toEqual(['材料名称: 王伟军（材料：2008年度考核登记表）']);
  expect(await shown('王伟军')).toEqual(['人员（精确）: 王伟军（姓名相同）']); // once, where it first stands
});

test('marks, patterns and SQL are words like others', async () => {
  for (const text of ['%', '_', '\u202e', '-', '王\u0000伟x'])
    await expect(find(text), text).rejects.toMatchObject({ code: 'invalid_input' });
  for (const text of ["王' or '1'='1", '王%', '.*王', '<script>王</script>', '\\王\\']) expect((await find(text)).hitCount, text).toBe(0);
  await expect(find('王'.repeat(101))).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await find('王\u200b伟')).groups[0]?.hits[0]).toMatchObject({ personName: '王伟' });
});

test('who may not see a kind or an institution finds nothing of it, and is not told that there is more', async () => {
  const floating = { ...reader, scope: { ...reader.scope, kinds: ['floating'] as const } };
  for (const text of ['𠮷田㛃', '㛃', people.rare.referenceCode, people.rare.barcodes[0] ?? '', '19780102'])
    expect(await find(text, {}, floating), text).toMatchObject({ groups: [], hitCount: 0 });
  await catalogue(people.rare.dossierId, '干部任免审批表');
  expect((await find('任免审批')).hitCount).toBe(1);
  expect((await find('任免审批', {}, floating)).hitCount).toBe(0);

  const sysadmin = await actorWith(['institution.manage']);
  const other = await call<{ institutionId: number }>(sysadmin, 'accounts.createInstitution', founding('440118', 'other-'));
  const stranger = {
    ...reader,
    institutionId: other.institutionId,
    scope: { ...reader.scope, institutions: [other.institutionId] as [number] },
  };
  for (const text of ['王伟', '王', 'ww', '考核登记表', people.wei.referenceCode, people.wei.barcodes[0] ?? '', '19900102'])
    expect(await find(text, {}, stranger), text).toMatchObject({ groups: [], hitCount: 0 });
  const theirClerk = { ...stranger, permissions: clerk.permissions };
  await register('王伟', { school: '他处' }, theirClerk);
  expect((await find('王伟')).groups[0]).toMatchObject({ hits: { length: 1 }, isMore: false });
  const above = { ...reader, scope: { ...reader.scope, institutions: [institutionId, other.institutionId] as [number, number] } };
  expect((await find('王伟', {}, above)).groups[0]).toMatchObject({ hits: { length: 2 } });
});

test('a correction, a voiding and another catalogue are found at once', async () => {
  const { dossierId, referenceCode } = await register('钱错名', { year: 1955 });
  await catalogue(dossierId, '奖励证明');
  await call(clerk, 'holdings.correctPerson', {
    dossierId,
    version: 1,
    reason: '按证件更正',
    changes: { name: '钱正名', formerNames: ['钱幼名'] },
  });
  expect(await shown('钱错名')).toEqual([]);
  expect(await shown('钱正名')).toEqual(['人员（精确）: 钱正名（姓名相同）']);
  expect(await shown('qzm')).toEqual(['拼音: 钱正名（拼音首字母）']);
  expect(await shown('钱幼名')).toEqual(['曾用名: 钱正名（曾用名：钱幼名）']);

  await call(arranger, 'catalogue.reopenCatalogue', { dossierId, reason: '漏了一件' });
  expect((await find('奖励证明')).hitCount).toBe(1);
  await catalogue(dossierId, '表彰决定');
  expect((await find('奖励证明')).hitCount).toBe(0);
  expect((await find('表彰决定')).hitCount).toBe(1);

  await call(clerk, 'reception.voidRegistration', { dossierId, reason: '登记有误' });
  for (const text of ['钱正名', 'qzm', '表彰决定', '钱']) expect(await shown(text), text).toEqual([]);
  expect((await find(referenceCode)).groups[0]?.hits[0]).toMatchObject({ personName: '钱正名', custodyState: 'voided', why: '编号相同' });
});

test('the audit log holds what kind of question it was and how many were found, never the text', async () => {
  await find('王伟军', { limit: 5 });
  const rows = await owner.selectFrom('audit_log').select('detail').where('operation', '=', 'search.find').orderBy('id', 'desc').execute();
  expect(rows[0]?.detail).toEqual({ limit: 5, kind: 'name', hitCount: 1 });
  expect(JSON.stringify(rows)).not.toContain('王');
});

test('verify is clean, names each damaged row, and a rebuild mends them', async () => {
  expect(await verify()).toEqual([]);
  const [{ item_id: itemId } = { item_id: '' }] = await owner.selectFrom('search_item').select('item_id').execute();
  await owner.updateTable('search_dossier').set({ name: '别人' }).where('dossier_id', '=', people.wei.dossierId).execute();
  await owner.deleteFrom('search_dossier').where('dossier_id', '=', people.uighur.dossierId).execute();
  await owner.updateTable('search_item').set({ title: '别的' }).where('item_id', '=', itemId).execute();
  const stray = '01900000-0000-7000-8000-000000000000';
  const row = {
    institution_id: institutionId,
    item_id: stray,
    dossier_id: people.wei.dossierId,
    kind: 'floating',
    category_code: '1',
    title: '无',
  };
  await owner.insertInto('search_item').values(row).execute();
  const found = await verify();
  expect(found).toHaveLength(4);
  expect(found).toEqual(
    expect.arrayContaining([
      { table: 'search_dossier', id: people.wei.dossierId, what: '查档表与登记、目录不符' },
      { table: 'search_dossier', id: people.uighur.dossierId, what: '查档表中没有这一行，查不到' },
      { table: 'search_item', id: itemId, what: '查档表与登记、目录不符' },
      { table: 'search_item', id: stray, what: '查档表多出这一行，无所依据' },
    ]),
  );
  await rebuild(owner);
  expect(await verify()).toEqual([]);
  expect(await shown('王伟')).toContain('人员（精确）: 王伟（姓名相同）');
});
