import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAll } from '../digests.ts';
import { extractSource } from '../source/extract.ts';
import { openSource } from '../source/open-source.ts';
import { type HandEntry, writeZipByHand } from './hand-written-zip.ts';
import { defaultZipLimits, type ZipLimits } from './limits.ts';
import { openZip } from './open-zip.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function put(bytes: Buffer): Promise<string> {
  count += 1;
  const path = join(folder, `${count}.zip`);
  await writeFile(path, bytes);
  return path;
}

async function issuesOf(entries: HandEntry[], limits: Partial<ZipLimits> = {}): Promise<(string | undefined)[]> {
  const zip = await openZip(await put(writeZipByHand(entries)), { ...defaultZipLimits, ...limits });
  zip.close();
  return zip.issues.map((issue) => issue.rule);
}

const gbk = (hex: string) => Buffer.from(hex, 'hex');

test('names in UTF-8 and GBK are told apart entry by entry, and backslashes become slashes', async () => {
  const path = await put(
    writeZipByHand([
      { name: '张三/一.txt' },
      { name: gbk('d5c5c8fd5ccdbccff1ca fdbedd5c312e6a7067'.replaceAll(' ', '')) },
      { name: gbk('c2a1') },
      { name: Buffer.from('李四.txt') },
    ]),
  );
  const zip = await openZip(path);
  expect(zip.issues).toEqual([]);
  expect(zip.entries.map((entry) => entry.path)).toEqual(['张三/一.txt', '张三/图像数据/1.jpg', '隆', '李四.txt']);
  zip.close();
});

test.each<[string, HandEntry, string]>([
  ['a path that climbs out', { name: 'a/../../b' }, 'zip.outside'],
  ['a path that climbs out with backslashes', { name: 'a\\..\\..\\b' }, 'zip.outside'],
  ['an absolute path', { name: '/etc/passwd' }, 'zip.outside'],
  ['a network path', { name: '\\\\host\\share' }, 'zip.outside'],
  ['a drive letter', { name: 'C:\\a.txt' }, 'zip.outside'],
  ['a control character', { name: 'a\nb' }, 'zip.name'],
  ['an empty name', { name: '' }, 'zip.name'],
  ['bytes of no known encoding', { name: gbk('ffff') }, 'zip.name'],
  ['a symbolic link', { name: 'a', unixMode: 0o120777 }, 'zip.link'],
  ['a device', { name: 'a', unixMode: 0o020666 }, 'zip.link'],
  ['an encrypted entry', { name: 'a', flags: 0x801 }, 'zip.encrypted'],
  ['an unknown compression', { name: 'a', method: 14 }, 'zip.method'],
  ['too deep a folder', { name: `${'d/'.repeat(11)}a` }, 'zip.depth'],
  ['a bomb by its declared ratio', { name: 'a', content: Buffer.alloc(8 * 1024 ** 2), isDeflated: true }, 'zip.bomb'],
  ['a stored entry whose sizes differ', { name: 'a', declaredBytes: 2 }, 'zip.damaged'],
])('%s is refused', async (_, entry, rule) => {
  expect(await issuesOf([{ name: 'good' }, entry])).toContain(rule);
});

test('all problems of one archive are told together', async () => {
  const issues = await issuesOf([
    { name: '../a' },
    { name: 'b', unixMode: 0o120777 },
    { name: 'c' },
    { name: 'C' },
    { name: 'd' },
    { name: 'd/e' },
  ]);
  expect(issues).toEqual(['zip.outside', 'zip.link', 'zip.duplicate', 'zip.duplicate']);
});

test('limits on size, total and overlap hold', async () => {
  const large: HandEntry = { name: 'a', content: Buffer.alloc(2000) };
  expect(await issuesOf([large], { entryBytes: 1000 })).toEqual(['zip.size']);
  expect(await issuesOf([large, { ...large, name: 'b' }], { totalBytes: 3000 })).toEqual(['zip.size']);
  const overlapping = Array.from({ length: 50 }, (_, index): HandEntry => ({ ...large, name: `o${index}`, reusesFirst: index > 0 }));
  expect(await issuesOf(overlapping)).toEqual(['zip.bomb']);
});

test('100,000 entries are refused at once, also when the count is a lie', async () => {
  const entries = Array.from({ length: 100_000 }, (_, index): HandEntry => ({ name: `${index}`, reusesFirst: index > 0 }));
  const started = performance.now();
  expect(await issuesOf(entries)).toEqual(['zip.count']);
  expect(performance.now() - started).toBeLessThan(3000);
});

test('a file that is no archive, or half of one, is one issue', async () => {
  const whole = writeZipByHand([{ name: 'a', content: Buffer.alloc(1000, 'a') }]);
  for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), whole.subarray(0, 600)]) {
    const zip = await openZip(await put(bytes));
    expect(zip.issues.map((issue) => issue.rule)).toEqual(['zip.unreadable']);
  }
});

test.each<[string, HandEntry]>([
  ['more content than declared', { name: 'a', content: Buffer.alloc(100_000), isDeflated: true, declaredBytes: 10 }],
  ['less content than declared', { name: 'a', content: Buffer.alloc(100), isDeflated: true, declaredBytes: 1000 }],
  ['a wrong checksum', { name: 'a', crc: 1 }],
])('%s fails while reading, and extraction leaves nothing behind', async (_, entry) => {
  const path = await put(writeZipByHand([{ name: 'good' }, entry]));
  const zip = await openZip(path);
  expect(zip.issues).toEqual([]);
  await expect(zip.entries[1]?.open().then((stream) => readAll(stream, 1e9))).rejects.toMatchObject({ issues: [{ rule: 'zip.damaged' }] });
  zip.close();
  const source = await openSource(path);
  const target = join(folder, `out-${count}`);
  await expect(extractSource(source, target, ['sha256'])).rejects.toThrow();
  source.close();
  await expect(openSource(target)).rejects.toThrow();
});

test('extraction writes every file with its digests, and refuses an archive with issues', async () => {
  const source = await openSource(await put(writeZipByHand([{ name: 'x/a.txt', content: Buffer.from('abc') }])));
  const [file] = await extractSource(source, join(folder, 'staged'), ['sha256', 'sm3']);
  expect(file?.digests.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(file?.digests.sm3).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  source.close();
  const hostile = await openSource(await put(writeZipByHand([{ name: '../a' }])));
  await expect(extractSource(hostile, join(folder, 'never'), [])).rejects.toMatchObject({ code: 'rule_broken' });
  hostile.close();
});

test('20,000 good entries are listed quickly', async () => {
  const path = await put(writeZipByHand(Array.from({ length: 20_000 }, (_, index): HandEntry => ({ name: `目录/${index}.jpg` }))));
  const started = performance.now();
  const zip = await openZip(path);
  expect(zip.entries).toHaveLength(20_000);
  zip.close();
  console.log(`20,000 entries listed in ${Math.round(performance.now() - started)} ms`);
});
