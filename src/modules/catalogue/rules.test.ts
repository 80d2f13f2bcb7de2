import { expect, test } from 'vitest';
import { arrangeItems, joinDate, marks, type NewItem, readQuickCategory, splitDate, sumItems } from './rules/item.ts';
import { expectCategories, lexicon, suggestTitles } from './rules/lexicon.ts';
import { checkCatalogue } from './rules.ts';

const person = { name: '张三', formerNames: ['张小三'], birthOn: '1975-08-05', education: '21' };
const facts = { scheme: '2018', person, today: '2026-03-02' } as const;
const row = (input: Partial<NewItem> = {}): NewItem => ({
  ...{ categoryCode: '1', title: '干部履历表', formedOn: '1999-08-05', pageCount: 6 },
  ...input,
});
const study = row({ categoryCode: '4-1', title: '高等学校毕业生登记表', formedOn: '1998-07' });
const whole = [row(), study];
const check = (items: readonly NewItem[], more: object = {}) => checkCatalogue(items, { ...facts, ...more });
const rulesOf = (items: readonly NewItem[], more: object = {}) => check(items, more).map(({ rule, path }) => `${rule} ${path}`);

test('a sound catalogue has no issue; an empty one is refused', () => {
  expect(check(whole)).toEqual([]);
  expect(check([])).toEqual([{ path: 'items', message: '目录没有任何材料' }]);
});

test('all that is wrong is said at once, each in its place', () => {
  const bad = row({ categoryCode: '4', title: ' ', formedOn: '1999-13', pageCount: 0 });
  expect(rulesOf([...whole, bad])).toEqual([
    'R30 items.2.categoryCode',
    'R32 items.2.title',
    'R33 items.2.pageCount',
    'R34 items.2.formedOn',
  ]);
});

test('R30: a category of the table, and 4 and 9 down to the sub-class', () => {
  for (const categoryCode of ['', '11', '4-5', '十一'])
    expect(rulesOf([...whole, row({ categoryCode, title: '甲' })])).toEqual(['R30 items.2.categoryCode']);
  expect(check([...whole, row({ categoryCode: '9', title: '甲' })])[0]?.message).toBe('类号“9”须填写到二级类');
  expect(rulesOf([row({ categoryCode: '一' }), { ...study, categoryCode: '4－1' }])).toEqual([]);
});

test('R31: given numbers run from 1 without gap or double, in any order of rows', () => {
  const numbered = (...sequences: number[]) => sequences.map((sequence) => row({ sequence, title: `履历材料${sequence}`, formedOn: null }));
  expect(rulesOf([...numbered(2, 1, 3), study])).toEqual([]);
  expect(check([...numbered(1, 3), study])[0]?.message).toBe('第一类序号不连续或重复：缺 2');
  expect(check([...numbered(1, 1, 4), study])[0]?.message).toBe('第一类序号不连续或重复：缺 2、3');
});

test('R33: at least one page and no more than the limit', () => {
  for (const pageCount of [null, 0, 1.5, 501]) expect(rulesOf([row({ pageCount }), study])).toEqual(['R33 items.0.pageCount']);
});

test('R34, R35, R40: the date exists, is not to come, and is not before birth', () => {
  const dated = (formedOn: string | null) => rulesOf([row({ formedOn }), study]);
  for (const fine of [null, '', '1999', '1999-08', '1999年8月5日', '2026-03', '2026-03-02', '1975'])
    expect(dated(fine), String(fine)).toEqual([]);
  for (const wrong of ['1999-02-30', '八月', '2026-03-03', '2026-04', '-08']) expect(dated(wrong), wrong).toEqual(['R34 items.0.formedOn']);
  expect(dated('1999-00-05')).toEqual(['R35 items.0.formedOn']);
  expect(dated('1974')).toEqual(['R40 items.0.formedOn']);
});

test('R36: by date where that is certain, undated rows anywhere', () => {
  const dates = (...days: (string | null)[]) =>
    rulesOf([row(), study, ...days.map((formedOn, i) => row({ categoryCode: '3', title: `考核材料${i}`, formedOn }))]);
  expect(dates('2001', null, '2001-05', '2001-05-06', '2002')).toEqual([]);
  expect(dates('2001-05', '2001', '2001-04')).toEqual(['R36 items.4.formedOn']); // 2001 alone hides nothing
});

test('R37: by system in 5, 6 and 8', () => {
  const titles = (categoryCode: string, ...all: string[]) =>
    check([row(), study, ...all.map((title) => row({ categoryCode, title, formedOn: null }))]).filter(({ rule }) => rule === 'R37');
  expect(titles('6', '入团志愿书', '入团申请书', '入党志愿书', '入党申请书', '预备党员转正申请书', '中国共产党党员登记表')).toEqual([]);
  expect(titles('6', '入党申请书', '入党志愿书')[0]?.message).toBe('第六类材料未按系统顺序排列：“入党志愿书”应在“入党申请书”之前');
  expect(titles('6', '入党志愿书', '入团志愿书')).toHaveLength(1);
  expect(titles('5', '关于更改出生日期的批复', '本人申请', '政审结论', '调查报告', '证明材料')).toEqual([]); // a second set begins
  expect(titles('5', '证明材料', '调查报告')).toHaveLength(1);
  expect(titles('8', '处分决定', '关于处分决定的本人意见', '调查报告', '解除处分的决定')).toEqual([]);
});

test('R38: a title says where it belongs, by scheme', () => {
  const placed = (title: string, categoryCode: string, scheme = '2018') =>
    check([row(), study, row({ title, categoryCode, formedOn: null })], { scheme }).filter(({ rule }) => rule === 'R38');
  expect(placed('入党志愿书', '1')[0]?.message).toBe('“入党志愿书”疑似应归入第六类');
  expect(placed('2008年度考核登记表', '3')).toEqual([]);
  expect(placed('干部任免审批表', '3')[0]?.message).toContain('第 9-2 类');
  expect(placed('年度考核合格晋升工资档次审批表', '9-1')).toEqual([]);
  expect(placed('经济责任审计结果报告', '3', '2009')).toEqual([]);
  expect(placed('经济责任审计结果报告', '3')[0]?.message).toContain('第五类');
  expect(placed('领导干部报告个人有关事项表', '2', '2009')).toEqual([]);
  expect(placed('领导干部报告个人有关事项表', '2')[0]?.message).toContain('2018 版分类中没有类别');
  expect(placed('入党转正申请', '6')).toEqual([]);
  expect(placed('见习期满转正定级审批表', '9-2')).toEqual([]);
});

test('R39: the same title, date and pages twice', () => {
  expect(rulesOf([...whole, row()])).toEqual(['R39 items.2.title']);
  expect(rulesOf([...whole, row({ pageCount: 7 })])).toEqual([]);
});

test('R41: a copy says when it was made and who sealed it, but certificates may be copies', () => {
  const copy = (input: Partial<NewItem>) => rulesOf([row({ marks: ['copy'], ...input }), study]);
  expect(copy({})).toEqual(['R41 items.0.remark']);
  expect(copy({ marks: [], remark: '复印件' })).toEqual(['R41 items.0.remark']);
  expect(copy({ remark: '复印件，2004年5月由组织部门盖章' })).toEqual([]);
  expect(rulesOf([row(), { ...study, marks: ['copy'] }])).toEqual([]);
});

test('R42: a title that speaks of somebody else', () => {
  const titled = (title: string) => rulesOf([...whole, row({ categoryCode: '5', title, formedOn: null })]);
  expect(titled('关于李四同志的政审结论')).toEqual(['R42 items.2.title']);
  expect(titled('关于张三同志的政审结论')).toEqual([]);
  expect(titled('关于张小三同志的政审结论')).toEqual([]);
});

test('R43: no résumé, or no paper of study for who has studied', () => {
  expect(rulesOf([study])).toEqual(['R43 items']);
  expect(rulesOf([row()])).toEqual(['R43 items']);
  expect(rulesOf([row()], { person: { ...person, education: '61' } })).toEqual([]);
});

test('thresholds are parameters', () => {
  expect(
    checkCatalogue(whole, facts, { maxPageCount: 5, copiesExpectedIn: [], studiesExpectedUpTo: '39' }).map(({ rule }) => rule),
  ).toEqual(['R33', 'R33']);
});

test('rows are arranged in catalogue order, numbered, and dates take one form', () => {
  const arranged = arrangeItems([
    row({ categoryCode: '十', title: '体检表' }),
    study,
    row({ title: ' 履历表 ', formedOn: '1999年8月' }),
    row({ marks: ['illegible', 'copy'], remark: ' ' }),
  ]);
  expect(arranged.map(({ categoryCode, sequence, title, formedOn }) => [categoryCode, sequence, title, formedOn])).toEqual([
    ['1', 1, '履历表', '1999-08'],
    ['1', 2, '干部履历表', '1999-08-05'],
    ['4-1', 1, '高等学校毕业生登记表', '1998-07'],
    ['10', 1, '体检表', '1999-08-05'],
  ]);
  expect(arranged[1]).toMatchObject({ marks: ['copy', 'illegible'], remark: null, copyCount: 1 });
  expect(sumItems([...whole, row({ title: '', pageCount: null })])).toEqual({ itemCount: 2, pageCount: 12 });
});

test('the three boxes of a date and its text', () => {
  for (const text of ['', '1999', '1999-08', '1999-08-05']) expect(joinDate(splitDate(text))).toBe(text);
  expect(splitDate('1999-00-05')).toEqual({ year: '1999', month: '', day: '05' });
  expect(joinDate({ year: '1999', month: '', day: '5' })).toBe('1999-00-5');
});

test('quick keys name categories', () => {
  expect(['1', '41', '92', '10', '4-3', '九-1', 'x'].map(readQuickCategory)).toEqual(['1', '4-1', '9-2', '10', '4-3', '9-1', 'x']);
});

test('the lexicon offers at least forty titles, and its own titles stand where it says', () => {
  expect(lexicon.length).toBeGreaterThanOrEqual(40);
  for (const scheme of ['2009', '2018'] as const)
    for (const { title, code } of lexicon) {
      const place = typeof code === 'string' ? code : code[scheme];
      if (place !== null) expect(expectCategories(title, scheme)?.codes, title).toContain(place);
    }
  expect(suggestTitles('入党', '2018', '')[0]).toEqual({ title: '入党志愿书', categoryCode: '6' });
  expect(suggestTitles('', '2018', '10').every(({ categoryCode }) => categoryCode === '10')).toBe(true);
  expect(suggestTitles('个人有关', '2018', '')).toEqual([]);
  expect(new Set(Object.values(marks).map(({ letter }) => letter)).size).toBe(6);
});
