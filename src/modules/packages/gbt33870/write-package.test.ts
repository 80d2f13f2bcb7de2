import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CategoryCode, categoryOrder } from '../categories.ts';
import { extractSource } from '../source/extract.ts';
import { openSource } from '../source/open-source.ts';
import { type Dossier, type DossierItem, type ItemImages, toItemKey } from './dossier.ts';
import { readPackage } from './read-package.ts';
import { writePackage } from './write-package.ts';

const modifiedAt = new Date('2026-01-02T03:04:06Z');
const today = '2026-11-24';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lantai-write-'));
});
afterAll(() => rm(root, { recursive: true }));

const page = (text: string) => () =>
  Readable.from([Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(text)])], { objectMode: false });

function imagesOf(items: readonly DossierItem[]): Map<string, ItemImages> {
  const pages = (item: DossierItem, set: string) =>
    Array.from({ length: item.pageCount }, (_, index) => page(`${toItemKey(item)} ${set} ${index}`));
  return new Map(items.map((item) => [toItemKey(item), { raw: pages(item, 'raw'), optimised: pages(item, 'optimised') }]));
}

const text = fc.string({ unit: fc.constantFrom(...'履历表任免审批&<>"\'·（）2008年度Ａé𠮷-'), maxLength: 12 }).map((value) => value.trim());
const date = fc
  .tuple(fc.integer({ min: 1900, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.constantFrom(4, 7, 10))
  .map(([year, month, day, length]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`.slice(0, length))
  .filter((value) => !['1990-01-01', '1900-01-01', '1970-01-01'].includes(value));
const itemText = fc.record({ title: text.filter(Boolean), formedOn: date, pageCount: fc.integer({ min: 1, max: 3 }), remark: text });
const dossiers: fc.Arbitrary<Dossier> = fc
  .record({
    personName: fc.string({ unit: fc.constantFrom(...'张王李欧阳买买提·𠮷'), minLength: 1, maxLength: 6 }),
    groups: fc.uniqueArray(fc.tuple(fc.constantFrom<CategoryCode>(...categoryOrder), fc.array(itemText, { minLength: 1, maxLength: 3 })), {
      selector: ([code]) => code,
      maxLength: 4,
    }),
  })
  .map(({ personName, groups }) => ({
    header: { personName, sex: '女', ethnicity: '汉族', birthDate: '1990-01', idNumber: '44011719900101001X' },
    items: groups.flatMap(([categoryCode, items]) => items.map((item, index) => ({ ...item, categoryCode, sequence: index + 1 }))),
  }));

test('what was written reads back the same, without issues, as folder and as archive', async () => {
  await fc.assert(
    fc.asyncProperty(dossiers, fc.constantFrom('folder', 'zip'), async (dossier, as) => {
      const folder = await mkdtemp(join(root, 'p-'));
      const written = await writePackage(dossier, imagesOf(dossier.items), { folder, as, modifiedAt });
      const read = await readPackage(written.path, { today });
      expect(read.issues).toEqual([]);
      expect(read.digest).toBe(written.digest);
      expect(read.header).toEqual(dossier.header);
      const keyed = new Map(read.entries.map((entry) => [`${entry.categoryCode}-${entry.sequence}`, entry]));
      expect(keyed.size).toBe(dossier.items.length);
      for (const item of dossier.items) expect(keyed.get(toItemKey(item))).toMatchObject(item);
      expect((await readdir(folder)).filter((name) => name.startsWith('.partial'))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

const sample: Dossier = {
  header: { personName: '张三', sex: '男', ethnicity: '汉族', birthDate: '1990-01-01', idNumber: '440117199001010012' },
  items: [{ categoryCode: '4-1', sequence: 1, title: '毕业生登记表', formedOn: '2012-06', pageCount: 2, remark: '' }],
};

test('the structure is exactly that of the standard, and the same dossier gives the same bytes', async () => {
  const [one, two] = [await mkdtemp(join(root, 'a-')), await mkdtemp(join(root, 'b-'))];
  const first = await writePackage(sample, imagesOf(sample.items), { folder: one, as: 'zip', modifiedAt });
  const second = await writePackage(sample, imagesOf(sample.items), { folder: two, as: 'zip', modifiedAt });
  expect(await readFile(first.path)).toEqual(await readFile(second.path));
  const source = await openSource(first.path);
  const base = '张三440117199001010012';
  const images = ['原始图像数据', '优化图像数据'].flatMap((set) =>
    ['001', '002'].map((number) => `${base}/图像数据/${set}/4-1-1-${number}.jpg`),
  );
  expect(source.files.map((file) => file.path).sort()).toEqual([`${base}/${base}.xml`, ...images].sort());
  await extractSource(source, join(one, 'unpacked'), []);
  source.close();
  expect(await readFile(join(one, 'unpacked', base, `${base}.xml`), 'utf8')).toContain('<类号>4-1</类号>\n      <序号>1</序号>');
});

test('a changed byte is told by the side manifest', async () => {
  const folder = await mkdtemp(join(root, 'c-'));
  const { path } = await writePackage(sample, imagesOf(sample.items), { folder, as: 'folder', modifiedAt });
  await writeFile(join(path, '图像数据/原始图像数据/4-1-1-001.jpg'), Buffer.from('ffd8ffe1', 'hex'));
  expect((await readPackage(path, { today })).issues.map((issue) => issue.rule)).toEqual(['R62', 'R55']);
});

test('what would not read back is refused with all reasons, and nothing is left behind', async () => {
  const folder = await mkdtemp(join(root, 'd-'));
  const item = { categoryCode: '1', sequence: 2, title: ' ', pageCount: 1, remark: '\u0001' } as const;
  const bad: Dossier = { header: { ...sample.header, personName: '张/三' }, items: [item] };
  const writing = writePackage(bad, new Map(), { folder, as: 'zip', modifiedAt });
  await expect(writing).rejects.toMatchObject({ code: 'rule_broken' });
  const rules = await writing.catch((problem: { issues: { rule: string }[] }) => problem.issues.map((issue) => issue.rule));
  expect(rules).toEqual(expect.arrayContaining(['R57', 'R31', 'R56', 'R45']));
  expect(await readdir(folder)).toEqual([]);
});

test('an image that cannot be opened leaves nothing behind, and a taken name is not overwritten', async () => {
  const folder = await mkdtemp(join(root, 'e-'));
  const failing = () => {
    throw new Error('gone');
  };
  for (const as of ['zip', 'folder'] as const) {
    const images = new Map([['4-1-1', { raw: [page('a'), failing], optimised: [page('a'), page('b')] }]]);
    await expect(writePackage(sample, images, { folder, as, modifiedAt })).rejects.toThrow('gone');
    expect(await readdir(folder)).toEqual([]);
  }
  await writePackage(sample, imagesOf(sample.items), { folder, as: 'zip', modifiedAt });
  await expect(writePackage(sample, imagesOf(sample.items), { folder, as: 'zip', modifiedAt })).rejects.toMatchObject({ code: 'conflict' });
});
