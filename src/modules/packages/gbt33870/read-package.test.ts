import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPackage } from '../check-package.ts';
import { putVersion } from '../ocfl/put-version.ts';
import { readObject } from '../ocfl/read-object.ts';
import { initRoot } from '../ocfl/storage-root.ts';
import { validateOcfl } from '../ocfl/validate.ts';
import { writeZipByHand } from '../zip/hand-written-zip.ts';
import { readPackage } from './read-package.ts';

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const BASE = '张三440117199001010012';
const today = '2026-11-24';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-gbt-'));
});
afterAll(() => rm(folder, { recursive: true }));

const HEADER =
  '<人员基本信息><姓名>张三</姓名><性别>男</性别><民族>汉族</民族><出生日期>19900101</出生日期><公民身份号码>440117199001010012</公民身份号码></人员基本信息>';

function entry(fields: Record<string, string | undefined> = {}, raw = ['1-1-001.jpg'], optimised = raw): string {
  const all = { 类号: '一', 序号: '1', 材料名称: '干部履历表', 材料形成时间: '19990805', 页数: String(raw.length), 备注: '', ...fields };
  const texts = Object.entries(all).flatMap(([name, text]) => (text === undefined ? [] : [`<${name}>${text}</${name}>`]));
  const images = [
    ...raw.map((name) => `<原始图像数据>${name}</原始图像数据>`),
    ...optimised.map((name) => `<优化图像数据>${name}</优化图像数据>`),
  ];
  return `<档案目录条目>${[...texts, ...images].join('')}</档案目录条目>`;
}

const wrap = (entries: string, header = HEADER) =>
  `<?xml version="1.0" encoding="UTF-8"?><数字档案>${header}<目录信息>${entries}</目录信息></数字档案>`;

type Files = Record<string, string | Buffer>;
let count = 0;

/** Lays files under a folder with the package's name, in a place of its own. */
async function lay(files: Files, base = BASE): Promise<string> {
  count += 1;
  const root = join(folder, String(count), base);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

function both(names: string[], root = '图像数据/', second = '优化图像数据'): Files {
  return Object.fromEntries(
    names.flatMap((name) => [`${root}原始图像数据/${name}`, `${root}${second}/${name}`].map((path) => [path, JPEG])),
  );
}

const good = (): Files => ({ [`${BASE}.xml`]: wrap(entry()), ...both(['1-1-001.jpg']) });

async function rulesOf(files: Files, base?: string): Promise<string[]> {
  const { issues } = await readPackage(await lay(files, base), { today });
  return issues.map((issue) => `${issue.severity === 'warning' ? '~' : ''}${issue.rule}`);
}

test('a package of the standard is read whole and has no issues', async () => {
  const read = await readPackage(await lay(good()), { today });
  expect(read.issues).toEqual([]);
  expect(read.header).toEqual({
    personName: '张三',
    sex: '男',
    ethnicity: '汉族',
    birthDate: '1990-01-01',
    idNumber: '440117199001010012',
  });
  expect(read.entries).toMatchObject([{ categoryCode: '1', sequence: 1, title: '干部履历表', formedOn: '1999-08-05', pageCount: 1 }]);
  expect(read.entries[0]?.rawImages).toEqual(['图像数据/原始图像数据/1-1-001.jpg']);
  expect(read.files).toHaveLength(3);
  expect(read.digest).toMatch(/^[0-9a-f]{64}$/);
});

test('folder and archive of the same content have the same digest', async () => {
  const entries = Object.entries(good()).map(([path, content]) => ({ name: `${BASE}/${path}`, content: Buffer.from(content) }));
  const path = join(folder, `${BASE}.zip`);
  await writeFile(path, writeZipByHand(entries));
  const zip = await readPackage(path, { today });
  expect(zip.issues).toEqual([]);
  expect(zip.digest).toBe((await readPackage(await lay(good()), { today })).digest);
});

const variants: [string, Files][] = [
  ['Arabic 类号', { [`${BASE}.xml`]: wrap(entry({ 类号: '1' })), ...both(['1-1-001.jpg']) }],
  ['a sub-class', { [`${BASE}.xml`]: wrap(entry({ 类号: '四－1' }, ['4-1-1-001.jpg'])), ...both(['4-1-1-001.jpg']) }],
  [
    '身份证号 and 名族',
    { ...good(), [`${BASE}.xml`]: wrap(entry(), HEADER.replaceAll('公民身份号码', '身份证号').replaceAll('民族', '名族')) },
  ],
  ['人员ID', { ...good(), [`${BASE}.xml`]: wrap(entry(), HEADER.replace('<姓名>', '<人员ID>7</人员ID><姓名>')) }],
  ['…_Text names', { ...good(), [`${BASE}.xml`]: wrap(entry().replaceAll('图像数据>', '图像数据_Text>')) }],
  ['高清图像数据', { [`${BASE}.xml`]: wrap(entry().replaceAll('优化', '高清')), ...both(['1-1-001.jpg'], '图像数据/', '高清图像数据') }],
  ['no 图像数据 level', { [`${BASE}.xml`]: wrap(entry()), ...both(['1-1-001.jpg'], '') }],
  ['four page digits', { [`${BASE}.xml`]: wrap(entry({}, ['1-1-0001.jpg', '1-1-0002.jpg'])), ...both(['1-1-0001.jpg', '1-1-0002.jpg']) }],
  ['pages from 000', { [`${BASE}.xml`]: wrap(entry({}, ['1-1-000.jpg', '1-1-001.jpg'])), ...both(['1-1-000.jpg', '1-1-001.jpg']) }],
  ['viewer export names', { [`${BASE}.xml`]: wrap(entry({}, ['1-1_1_00000003.JPG'])), ...both(['1-1_1_00000003.JPG']) }],
  ['another case of the extension', { [`${BASE}.xml`]: wrap(entry()), ...both(['1-1-001.JPG']) }],
  ['a byte order mark and no declaration', { ...good(), [`${BASE}.xml`]: `\ufeff${wrap(entry()).replace(/<\?xml[^>]*>/, '')}` }],
  ['a year and month only', { ...good(), [`${BASE}.xml`]: wrap(entry({ 材料形成时间: '199908' })) }],
  ['entities of XML itself', { ...good(), [`${BASE}.xml`]: wrap(entry({ 材料名称: '甲&amp;乙&#x4e00;' })) }],
];
test.each(variants)('%s is taken without an issue', async (_, files) => {
  expect(await rulesOf(files)).toEqual([]);
});

test('XML in GB18030 is read whatever it declares', async () => {
  // 数字档案 etc. in GB18030, written by hand: Node encodes no GBK.
  const hex: Record<string, string> = {
    数: 'cafd',
    字: 'd7d6',
    档: 'b5b5',
    案: 'b0b8',
    人: 'c8cb',
    员: 'd4b1',
    基: 'bbf9',
    本: 'b1be',
    信: 'd0c5',
    息: 'cfa2',
    姓: 'd0d5',
    名: 'c3fb',
    张: 'd5c5',
    三: 'c8fd',
    公: 'b9ab',
    民: 'c3f1',
    身: 'c9ed',
    份: 'b7dd',
    号: 'bac5',
    码: 'c2eb',
  };
  const text = '<数字档案><人员基本信息><姓名>张三</姓名><公民身份号码>440117199001010012</公民身份号码></人员基本信息></数字档案>';
  const bytes = Buffer.concat([...text].map((char) => (hex[char] ? Buffer.from(hex[char], 'hex') : Buffer.from(char))));
  const read = await readPackage(
    await lay({ [`${BASE}.xml`]: Buffer.concat([Buffer.from('<?xml version="1.0" encoding="utf-8"?>'), bytes]) }),
    { today },
  );
  expect(read.header.personName).toBe('张三');
});

const xml = (text: string): Files => ({ ...good(), [`${BASE}.xml`]: text });
const broken: [string, Files, string[]][] = [
  [
    'a class that needs a sub-class',
    { [`${BASE}.xml`]: wrap(entry({ 类号: '四' }, ['4-1-1-001.jpg'])), ...both(['4-1-1-001.jpg']) },
    ['R30'],
  ],
  ['a class that does not exist', xml(wrap(entry({ 类号: '十一' }))), ['R30']],
  ['a gap in the numbers', { [`${BASE}.xml`]: wrap(entry({ 序号: '2' }, ['1-2-001.jpg'])), ...both(['1-2-001.jpg']) }, ['R31']],
  ['an empty title', xml(wrap(entry({ 材料名称: '' }))), ['R32']],
  ['no pages', xml(wrap(entry({ 页数: '0' }))), ['R33']],
  ['a day that does not exist', xml(wrap(entry({ 材料形成时间: '19990231' }))), ['R34']],
  ['a day to come', xml(wrap(entry({ 材料形成时间: '20991231' }))), ['R34']],
  ['a day without a month', xml(wrap(entry({ 材料形成时间: '19990005' }))), ['~R35']],
  ['a silent default', xml(wrap(entry({ 材料形成时间: '19900101' }))), ['~R34']],
  ['an empty date', xml(wrap(entry({ 材料形成时间: '' }))), ['~R56']],
  ['no date at all', xml(wrap(entry({ 材料形成时间: undefined }))), ['R56']],
  ['fewer images than pages', xml(wrap(entry({ 页数: '2' }))), ['R45']],
  ['fewer optimised images', { [`${BASE}.xml`]: wrap(entry({}, ['1-1-001.jpg'], [])), '图像数据/原始图像数据/1-1-001.jpg': JPEG }, ['R46']],
  ['an image of another item', { [`${BASE}.xml`]: wrap(entry({}, ['2-1-001.jpg'])), ...both(['2-1-001.jpg']) }, ['R47', 'R47']],
  [
    'a page missing in the middle',
    { [`${BASE}.xml`]: wrap(entry({}, ['1-1-001.jpg', '1-1-003.jpg'])), ...both(['1-1-001.jpg', '1-1-003.jpg']) },
    ['R47', 'R47'],
  ],
  ['a listed image that is not there', xml(wrap(entry({}, ['1-1-001.jpg', '1-1-002.jpg']))), ['R58', 'R58', 'R45']],
  ['an image that is not listed', { ...good(), ...both(['9-9-009.jpg']) }, ['R58', 'R58']],
  ['a program called .jpg', { ...good(), '图像数据/原始图像数据/1-1-001.jpg': Buffer.from('MZ\x90\0') }, ['R61']],
  ['an empty image', { ...good(), '图像数据/原始图像数据/1-1-001.jpg': '' }, ['R48']],
  ['a program', { ...good(), 'setup.exe': Buffer.from('MZ\x90\0') }, ['R58', 'R61']],
  ['an archive inside', { ...good(), 'more.zip': writeZipByHand([{ name: 'a' }]) }, ['R58', 'R61']],
  ['what Windows leaves behind', { ...good(), 'Thumbs.db': Buffer.from('d0cf11e0a1b11ae1', 'hex') }, ['~R58']],
  ['a document type', xml(`<!DOCTYPE 数字档案 [<!ENTITY a "b">]>${wrap(entry()).replace(/<\?xml[^>]*>/, '')}`), ['R56']],
  ['an undefined entity', xml(wrap(entry({ 材料名称: '&a;' }))), ['R56']],
  ['another root', xml('<html/>'), ['R56']],
  ['XML cut off', xml(wrap(entry()).slice(0, 300)), ['R56']],
  ['no ID number', xml(wrap(entry(), HEADER.replace(/<公民.*码>/, ''))), ['R56']],
  ['a private character', xml(wrap(entry({ 材料名称: '\ue123表' }))), ['~text.privateUse']],
];
test.each(broken)('%s is told by its rule', async (_, files, rules) => {
  expect(await rulesOf(files)).toEqual(rules);
});

test('names of folder and XML that do not fit the person are told', async () => {
  expect(await rulesOf(good(), '李四440117199001010012')).toEqual(['R57']);
  expect(await rulesOf({ 'a.xml': wrap(entry()), ...both(['1-1-001.jpg']) })).toEqual(['R57']);
});

test('one reading judges a package and leaves it ready for storage', async () => {
  const path = await lay(good());
  const stageInto = join(folder, 'staged');
  const read = await readPackage(path, { today, stageInto });
  expect(read.issues).toEqual([]);
  const root = await initRoot(join(folder, 'storage'));
  const state = new Map(
    read.files.map(({ path: inside, sha256, staged }) => [inside, { file: staged?.stagedPath ?? '', sha256 }] as const),
  );
  await putVersion(root, 'urn:lantai:dossier:1', { state, message: 'm', user: { name: 'a', address: 'urn:a' }, created: new Date() });
  expect(await validateOcfl(root.path)).toEqual({ valid: true, errors: [], warnings: [] });
  expect((await readObject(root, 'urn:lantai:dossier:1')).files.size).toBe(3);
});

test('a folder around the package folder may be called anything', async () => {
  const files = Object.fromEntries(Object.entries(good()).map(([path, content]) => [`${BASE}/${path}`, content]));
  expect(await rulesOf(files, '移交')).toEqual([]);
});

test('the sub-class that only file names still hold is offered, not taken', async () => {
  const files = { [`${BASE}.xml`]: wrap(entry({ 类号: '四' }, ['4-1-1-001.jpg'])), ...both(['4-1-1-001.jpg']) };
  const { issues, entries } = await readPackage(await lay(files), { today });
  expect(issues[0]?.message).toContain('4-1');
  expect(entries[0]?.categoryCode).toBeUndefined();
});

test('every issue has a path and a Chinese message', async () => {
  for (const [, files] of broken) {
    for (const issue of (await readPackage(await lay(files), { today })).issues) {
      expect(issue.path).not.toBe('');
      expect(issue.message).toMatch(/\p{Script=Han}{4}/u);
    }
  }
});

test('a hostile archive is judged, not read', async () => {
  const path = join(folder, '坏包.zip');
  await writeFile(path, writeZipByHand([{ name: '../x.xml' }]));
  expect(await checkPackage(path, { today })).toMatchObject({ valid: false, errors: [{ code: 'zip.outside', path: '../x.xml' }] });
});
