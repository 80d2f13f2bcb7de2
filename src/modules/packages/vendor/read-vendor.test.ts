import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { checkPackage } from '../check-package.ts';
import { readPackage } from '../gbt33870/read-package.ts';
import { writeZipByHand } from '../zip/hand-written-zip.ts';
import { readCsv } from './read-csv.ts';
import { ROW_LIMIT, readWorkbook } from './read-workbook.ts';

const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const BASE = '张三440117199001010012';
const today = '2026-11-24';
const PERSON = [
  ['姓名', '性别', '民族', '出生日期', '公民身份号码'],
  ['张三', '男', '汉族', '1990-01-01', '440117199001010012'],
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-vendor-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function lay(files: Record<string, Buffer | string>, base = BASE): Promise<string> {
  count += 1;
  const root = join(folder, String(count), base);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

type Value = string | number | Date | null;
type Sheets = Record<string, (Value | { value: Value | string; [option: string]: unknown })[][]>;

async function workbook(sheets: Sheets): Promise<Buffer> {
  const input = Object.entries(sheets).map(([sheet, data]) => ({
    sheet,
    data: data.map((row) => row.map((cell) => (cell instanceof Date ? { value: cell, type: Date, format: 'yyyy-mm-dd' } : cell))),
  }));
  return await writeExcelFile(input as Parameters<typeof writeExcelFile>[0]).toBuffer();
}

const images = (names: string[], set = ''): Record<string, Buffer> => Object.fromEntries(names.map((name) => [`${set}${name}`, JPEG]));
const rules = async (files: Record<string, Buffer | string>, base?: string) =>
  (await readPackage(await lay(files, base), { today })).issues.map(({ rule }) => rule);

test('two sheets, columns in any order, numbers and real dates as cells', async () => {
  const book = await workbook({
    基本信息: PERSON,
    目录: [
      ['备注', '页数', '材料名称', '类号', '序号', '材料形成时间'],
      [null, 2, '干部履历表', '一', 1, new Date('1999-08-05')],
      ['复印件', '1', '毕业生登记表', '4-1', '1', 199907],
    ],
  });
  const read = await readPackage(await lay({ '目录.xlsx': book, ...images(['1-1-002.jpg', '1-1-001.jpg', '4-1-1-001.JPG']) }), { today });
  expect(read.issues).toEqual([]);
  expect(read.kind).toBe('vendor');
  expect(read.header).toMatchObject({ personName: '张三', idNumber: '440117199001010012', birthDate: '1990-01-01' });
  expect(read.entries).toMatchObject([
    { categoryCode: '1', formedOn: '1999-08-05', pageCount: 2, rawImages: ['1-1-001.jpg', '1-1-002.jpg'] },
    { categoryCode: '4-1', formedOn: '1999-07', pageCount: 1, remark: '复印件', rawImages: ['4-1-1-001.JPG'] },
  ]);
});

test('one sheet like the printed catalogue: title, labels, three date columns, headings and blank rows', async () => {
  const book = await workbook({
    Sheet1: [
      [{ value: '干部人事档案目录', columnSpan: 8 }, null, null, null, null, null, null, null],
      ['姓名', '张三', '身份证号', '440117199001010012', null, null, null, null],
      ['类号', '序号', '材料名称', '材料形成时间', null, null, '页数', '备注'],
      [null, null, null, '年', '月', '日', null, null],
      ['一', null, '履历材料', null, null, null, null, null],
      ['一', 1, '干部履历表', 1999, 8, 5, 1, null],
      [null, null, null, null, null, null, null, null],
      ['一', 2, '简历表', 2001, 3, null, 1, null],
    ],
  });
  const read = await readPackage(await lay({ '目录.xlsx': book, ...images(['1-1-001.jpg', '1-2-001.jpg'], '原始图像数据/') }), { today });
  expect(read.issues.filter(({ severity }) => severity !== 'warning')).toEqual([]);
  expect(read.entries.map(({ formedOn }) => formedOn)).toEqual(['1999-08-05', '2001-03']);
  expect(read.entries[1]?.path).toMatch(/目录\.xlsx#Sheet1!第8行/);
});

test('a person who stands only in the folder name is taken from there', async () => {
  const csv = '类号,序号,材料名称,材料形成时间,页数\n一,1,"履历,""表""",1999,1\n';
  const read = await readPackage(await lay({ '目录.csv': `\ufeff${csv}`, ...images(['1-1-001.jpg']) }), { today });
  expect(read.header).toMatchObject({ personName: '张三', idNumber: '440117199001010012' });
  expect(read.entries[0]?.title).toBe('履历,"表"');
  expect(read.issues.every(({ severity }) => severity === 'warning')).toBe(true);
});

test('CSV in GB18030, with tabs, with lone line feeds and an open quote', () => {
  const gbk = Buffer.from('c0e0bac52cd0f2bac50ad2bb2c31', 'hex');
  expect(readCsv(gbk)?.rows).toEqual([
    ['类号', '序号'],
    ['一', '1'],
  ]);
  expect(readCsv(Buffer.from('a\tb\r1\t"2\r\n3"\r'))?.rows).toEqual([
    ['a', 'b'],
    ['1', '2\r\n3'],
  ]);
  expect(readCsv(Buffer.from('a,b\n1,"2\n'))?.rows).toEqual([
    ['a', 'b'],
    ['1', '"2'],
  ]);
  expect(readCsv(Buffer.from('a,,\n,'))?.rows).toEqual([
    ['a', '', ''],
    ['', ''],
  ]);
});

const refused: [string, string, () => Promise<Buffer> | Buffer, string][] = [
  ['an .xls by its bytes', '目录.xls', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '另存为 .xlsx'],
  ['an .et called .xlsx', '目录.xlsx', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '另存为 .xlsx'],
  ['a web page called .xls', '目录.xls', () => Buffer.from('<html><table>'), '另存为 .xlsx'],
  ['an .xlsx cut off', '目录.xlsx', async () => (await workbook({ 目录: PERSON })).subarray(0, 900), '另存为 .xlsx'],
  ['a workbook without a catalogue', '目录.xlsx', () => workbook({ 其他: [['a', 'b']] }), '标题行'],
  [
    'a merged 类号',
    '目录.xlsx',
    () =>
      workbook({
        目录: [
          ['类号', '序号', '材料名称'],
          [{ value: '一', rowSpan: 2 }, 1, '表'],
          [null, 2, '表'],
        ],
      }),
    '合并单元格',
  ],
  [
    'a date that a number spoilt',
    '目录.xlsx',
    () =>
      workbook({
        目录: [
          ['类号', '序号', '材料名称', '材料形成时间', '页数'],
          ['一', 1, '表', 1999.1, 1],
        ],
      }),
    '1999.1（数值）',
  ],
];
test.each(refused)('%s is told in words that say what to do', async (_, name, make, words) => {
  const { issues } = await readPackage(await lay({ [name]: await make(), ...images(['1-1-001.jpg']) }), { today });
  expect(issues.map(({ message }) => message).join('\n')).toContain(words);
});

test('formulas are taken by their value, with a warning that names them', async () => {
  const book = await workbook({
    目录: [
      ['类号', '序号', '材料名称', '页数', '材料形成时间'],
      ['一', 1, '表', { value: '=1+1', type: 'Formula' }, 1999],
    ],
  });
  expect((await readWorkbook(book, 'x.xlsx')).issues).toMatchObject([{ severity: 'warning', message: expect.stringContaining('D2') }]);
});

test('a sheet of 20,000 rows is read, one more is refused', async () => {
  const rows = (length: number) => Array.from({ length }, (_, index) => ['一', index, '干部履历表', '19990805', 2, '', '']);
  const book = await workbook({ 目录: rows(ROW_LIMIT) });
  const started = performance.now();
  expect((await readWorkbook(book, 'x')).sheets[0]?.rows).toHaveLength(ROW_LIMIT);
  console.log(`20,000 rows read in ${Math.round(performance.now() - started)} ms`);
  expect((await readWorkbook(await workbook({ 目录: rows(ROW_LIMIT + 1) }), 'x')).issues[0]?.message).toContain('20001 行');
});

test('a workbook that hides a part from its directory is read by its directory', async () => {
  const book = await workbook({ 目录: PERSON });
  const hidden = writeZipByHand([{ name: 'xl/sharedStrings.xml', content: Buffer.alloc(64 * 1024 ** 2, 'x'), isDeflated: true }]);
  const front = hidden.subarray(0, hidden.indexOf(Buffer.from([0x50, 0x4b, 1, 2])));
  const end = book.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const joined = Buffer.concat([front, book]);
  // The directory's offsets move by what was put in front.
  joined.writeUInt32LE(book.readUInt32LE(end + 16) + front.length, front.length + end + 16);
  for (let at = joined.readUInt32LE(front.length + end + 16); joined.readUInt32LE(at) === 0x02014b50; ) {
    joined.writeUInt32LE(joined.readUInt32LE(at + 42) + front.length, at + 42);
    at += 46 + joined.readUInt16LE(at + 28) + joined.readUInt16LE(at + 30) + joined.readUInt16LE(at + 32);
  }
  expect((await readWorkbook(joined, 'x')).sheets).toEqual((await readWorkbook(book, 'x')).sheets);
});

test('a bomb called .xlsx is told, not unpacked', async () => {
  const bomb = writeZipByHand(
    [1, 2].map((number) => ({ name: `xl/worksheets/sheet${number}.xml`, content: Buffer.alloc(100 * 1024 ** 2), isDeflated: true })),
  );
  expect((await readWorkbook(bomb, 'x')).issues[0]?.message).toContain('192 MB');
});

test('a packed vendor folder is read like an open one', async () => {
  const csv = '类号,序号,材料名称,材料形成时间,页数\n一,1,表,1999,1\n';
  const path = join(folder, `${BASE}.zip`);
  const files = { '目录.csv': Buffer.from(csv), '图像/1-1-001.jpg': JPEG };
  await writeFile(path, writeZipByHand(Object.entries(files).map(([name, content]) => ({ name: `${BASE}/${name}`, content }))));
  const read = await readPackage(path, { today });
  expect(read.issues.filter(({ severity }) => severity !== 'warning')).toEqual([]);
  expect(read.entries[0]?.rawImages).toEqual([`${BASE}/图像/1-1-001.jpg`]);
});

test('images without an entry, two catalogues and a wrong folder name are told', async () => {
  const csv = '类号,序号,材料名称,材料形成时间,页数\n一,1,表,1999,1\n';
  expect(await rules({ '目录.csv': csv, ...images(['1-1-001.jpg', '2-1-001.jpg']) })).toContain('R58');
  expect(await rules({ '目录.csv': csv, '目录.xlsx': await workbook({ 目录: PERSON }), ...images(['1-1-001.jpg']) })).toContain('R56');
  const book = await workbook({
    基本信息: PERSON,
    目录: [
      ['类号', '序号', '材料名称', '材料形成时间', '页数'],
      ['一', 1, '表', 1999, 1],
    ],
  });
  expect(await rules({ '目录.xlsx': book, ...images(['1-1-001.jpg']) }, '李四')).toEqual(['R57']);
  expect((await checkPackage(await lay({ '目录.xlsx': book, ...images(['1-1-001.jpg']) }), { today })).kind).toBe('vendor');
});
