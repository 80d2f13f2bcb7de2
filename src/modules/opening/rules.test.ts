import { expect, test } from 'vitest';
import { checkColumns, findTitleRow, guessColumns, isOpeningTitles } from './rules/columns.ts';
import { watchDoubles } from './rules/doubles.ts';
import { gapsOf, judgeEntry, type Register, referenceCodeOf } from './rules/judge.ts';
import { claimsOf, takePlaces } from './rules/places.ts';
import { readRow } from './rules/read-row.ts';
import { readDay, readWord } from './rules/words.ts';

const TERMS = { today: '2026-03-02', codeRule: 'pattern' } as const;
const nobody: Register = {
  ...{ standing: new Map(), namesakes: new Map(), legacyHolders: new Map(), usedCodes: new Set(), depositors: [] },
  ...{ shelves: new Map(), kinds: ['floating', 'cadre'] },
};
const COLUMNS = ['name', 'idNumber', 'legacyCode', 'principalCount', 'counterpartCount', 'address', 'birthOn'] as const;
const entryOf = (cells: Partial<Record<(typeof COLUMNS)[number], string>>, rowNo = 2) =>
  readRow(
    rowNo,
    COLUMNS.map((field) => cells[field] ?? ''),
    COLUMNS,
    'floating',
  );
const rulesOf = (issues: readonly { rule?: string | undefined; severity?: string | undefined }[]) =>
  issues.map(({ rule, severity }) => `${rule}${severity === 'warning' ? '?' : ''}`);

test('columns are guessed by their titles, brackets and spaces forgiven, and no field twice', () => {
  expect(guessColumns(['序号', '姓 名', '身份证号码（18位）', '档案编号', '编号', '存放位置', '完好程度', '是否扫描'])).toEqual([
    ...[null, 'name', 'idNumber', 'legacyCode', null, 'address', 'condition', 'digital'],
  ]);
  expect(findTitleRow([['某中心在架档案清单'], ['制表：某人'], ['姓名', '档号', '库位'], ['王伟', '1', '']])).toBe(2);
  expect(
    findTitleRow([
      ['甲', '乙'],
      ['1', '2'],
    ]),
  ).toBeUndefined();
  expect(isOpeningTitles(['姓名', '公民身份号码', '原存档单位名称', '转入原因'])).toBe(false);
  expect(isOpeningTitles(['姓名', '公民身份号码', '库位'])).toBe(true);
  expect(checkColumns(['idNumber', 'idNumber', null], 2).map(({ message }) => message)).toEqual([
    ...['清单有 2 列，收到 3 列的对应', '请为“姓名”选定一列', '“证件号码”对应了两列，请只留一列'],
  ]);
});

test.each([
  ['condition', '完好', 'intact'],
  ['condition', '轻度破损', 'slight'],
  ['condition', '不完好', undefined],
  ['digital', '√', 'yes'],
  ['digital', '未扫描', 'no'],
  ['digital', '扫了一半', undefined],
  ['kind', '干部人事档案', 'cadre'],
  ['custody', '集体委托', 'unit'],
] as const)('%s “%s” is read as %s', (field, text, expected) => {
  expect(readWord[field]?.(text)).toBe(expected);
});

test.each([
  ['19800102', '1980-01-02'],
  ['1980年1月2日', '1980-01-02'],
  ['1980/1/2', '1980-01-02'],
  ['1980-02-30', undefined],
  ['1980-05', undefined],
  ['约1980年', undefined],
])('the day %s is %s', (text, day) => {
  expect(readDay(text)).toBe(day);
});

test('what a row does not say is a gap and never made up', () => {
  const entry = entryOf({ name: '王伟', birthOn: '1980-05' });
  expect(entry.person).toEqual({ name: '王伟', formerNames: [], idType: 'none', idNumber: '' });
  expect(entry.remark).toBe('清单所写出生日期：1980-05');
  expect(judgeEntry(entry, nobody, TERMS).filter(({ severity }) => severity !== 'warning')).toEqual([]);
  expect(gapsOf(entry, TERMS.today)).toEqual(['idNumber', 'birthOn', 'sex', 'previousInstitution']);
});

test('everything wrong with a row is said at once', () => {
  const entry = entryOf({ name: '王3', idNumber: '110101198001011111', principalCount: '二', address: '3架2层' });
  expect(judgeEntry(entry, nobody, TERMS).map(({ path }) => path)).toEqual(['principalCount', 'address', 'name', 'idNumber']);
});

test('rows of one list that are the same person, number or place name the first of them', () => {
  const doubles = watchDoubles();
  const place = 'KF01-Q01-J01-A-01-1-001';
  expect(doubles(entryOf({ name: '王伟', idNumber: '11010119800101001X', legacyCode: 'A 1', address: place }, 2))).toEqual([]);
  const found = doubles(entryOf({ name: '王伟', idNumber: '11010119800101001X', legacyCode: 'a1', address: place }, 3));
  expect(rulesOf(found)).toEqual(['R6', 'R11', 'R27']);
  expect(found.every(({ message }) => message.includes('第 2 行'))).toBe(true);
  doubles(entryOf({ name: '李娜' }, 4));
  expect(rulesOf(doubles(entryOf({ name: '李娜' }, 5)))).toEqual(['R7?']);
});

test('an old number goes on as reference code only where it can be a bar code', () => {
  const legacy = { ...TERMS, codeRule: 'legacy' } as const;
  expect(referenceCodeOf(entryOf({ name: '王伟', legacyCode: 'a-001' }), legacy)).toBe('A-001');
  expect(referenceCodeOf(entryOf({ name: '王伟', legacyCode: 'a-001' }), TERMS)).toBeUndefined();
  const chinese = entryOf({ name: '王伟', legacyCode: '流字1号' });
  expect(referenceCodeOf(chinese, legacy)).toBeUndefined();
  expect(rulesOf(judgeEntry(chinese, nobody, legacy))).toEqual(['R11?']);
  const used = {
    ...nobody,
    usedCodes: new Set(['A-001']),
    legacyHolders: new Map([['A-001', { code: '440117-2026-000001', name: '李娜' }]]),
  };
  expect(rulesOf(judgeEntry(entryOf({ name: '王伟', legacyCode: 'A-001' }), used, legacy))).toEqual(['R11', 'R11']);
});

test('a level alone takes free positions, never one that another row names', () => {
  const shelf = { id: 's1', address: 'KF01-Q01-J01-A-01-1', capacity: 4 };
  const shelves = new Map([[shelf.address, shelf]]);
  const taken = new Map([['s1', new Set([1])]]);
  const [open, named] = [
    entryOf({ name: '甲', principalCount: '2', address: shelf.address }),
    entryOf({ name: '乙', address: `${shelf.address}-002` }),
  ];
  const claims = claimsOf([open, named]);
  const take = (entry: typeof open) => takePlaces(entry, shelves, taken, claims);
  expect(take(open).places.map(({ position }) => position)).toEqual([3, 4]);
  expect(take(named).places.map(({ position }) => position)).toEqual([2]);
  expect(rulesOf(take(entryOf({ name: '丙', address: shelf.address })).issues)).toEqual(['R26']);
  expect(rulesOf(take(entryOf({ name: '丁', address: `${shelf.address}-002` })).issues)).toEqual(['R27']);
  expect(rulesOf(take(entryOf({ name: '戊', address: 'KF09-Q01-J01-A-01-1-001' })).issues)).toEqual(['R26']);
  expect(rulesOf(entryOf({ name: '己', principalCount: '2', address: `${shelf.address}-002` }).issues)).toEqual(['R26']);
});
