import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Header, Pax } from 'tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAll } from '../digests.ts';
import { defaultZipLimits, type ZipLimits } from '../zip/limits.ts';
import { readBytes } from './byte-reader.ts';
import { takeTar } from './take-tar.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-tar-'));
});
afterAll(() => rm(folder, { recursive: true }));

type HandEntry = { name: string | Buffer; content?: Buffer; type?: Header['type']; size?: number; before?: Buffer };

/** One entry, byte by byte, so that tests can lie where real writers do not. */
function entry({ name, content = Buffer.from('x'), type = 'File', size = content.length, before = Buffer.alloc(0) }: HandEntry): Buffer {
  const header = new Header({ path: 'name', size, mode: 0o600, type });
  header.encode();
  const block = header.block ?? Buffer.alloc(512);
  block.fill(0, 0, 100);
  Buffer.from(name).copy(block);
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([before, block, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
const END = Buffer.alloc(1024);
const tarOf = (...entries: HandEntry[]) => Buffer.concat([...entries.map(entry), END]);

async function* inPieces(bytes: Buffer, pieceBytes: number) {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}
const stagePath = () => join(folder, String(++count));
const take = (bytes: Buffer, limits: Partial<ZipLimits> = {}, pieceBytes = 700, stage = stagePath()) =>
  takeTar(readBytes(inPieces(bytes, pieceBytes), 1e9), stage, '甲', { ...defaultZipLimits, ...limits });
const rulesOf = async (...of: Parameters<typeof take>) => (await take(...of)).issues.map(({ rule }) => rule);
const longName = `${'很'.repeat(80)}.jpg`;

test('each file is staged once, under a number, with its digests and its first bytes known; its stream reads it back', async () => {
  const large = Buffer.alloc(3 * 2 ** 20 + 17, 'large');
  const stage = stagePath();
  const bytes = tarOf(
    { name: '甲/', type: 'Directory', content: Buffer.alloc(0) },
    { name: '甲/a.txt', content: Buffer.from('abc') },
    { name: '甲/空', content: Buffer.alloc(0) },
    { name: '甲/大', content: large },
  );
  const source = await take(bytes, {}, 64 * 1024, stage);
  expect(source).toMatchObject({ kind: 'folder', name: '甲', issues: [] });
  expect(source.files.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([
    ['甲/a.txt', 3],
    ['甲/空', 0],
    ['甲/大', large.length],
  ]);
  expect(source.files[0]?.measured).toMatchObject({
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    kind: 'text',
  });
  expect(source.files[1]?.measured?.kind).toBe('empty');
  expect(source.files[2]?.measured?.sha256).toBe(createHash('sha256').update(large).digest('hex'));
  expect((await readAll((await source.files[2]?.open()) as never, 1e9)).equals(large)).toBe(true);
  expect(await readFile(join(stage, '2'))).toEqual(large);
});

test('names in UTF-8 and GBK, in two parts, and too long for the header are read', async () => {
  const bytes = Buffer.concat([
    entry({ name: '张三/一.txt' }),
    entry({ name: Buffer.from('d5c5c8fd2f312e6a7067', 'hex') }),
    entry({ name: 'x', before: new Pax({ path: `张三/${longName}`, size: 1 }).encode() }),
    entry({
      name: 'x',
      before: entry({ name: '././@LongLink', type: 'NextFileHasLongPath', content: Buffer.from(`张三/long-${longName}\0`) }),
    }),
    END,
  ]);
  const { files, issues } = await take(bytes);
  expect(issues).toEqual([]);
  expect(files.map(({ path }) => path)).toEqual(['张三/一.txt', '张三/1.jpg', `张三/${longName}`, `张三/long-${longName}`]);
});

test.each<[string, HandEntry, string]>([
  ['a path that climbs out', { name: 'a/../../b' }, 'zip.outside'],
  ['a path that climbs out with backslashes', { name: 'a\\..\\..\\b' }, 'zip.outside'],
  ['a folder that climbs out', { name: '../', type: 'Directory', content: Buffer.alloc(0) }, 'zip.outside'],
  ['an absolute path', { name: '/etc/passwd' }, 'zip.outside'],
  ['an absolute path in an extended header', { name: 'a', before: new Pax({ path: '/etc/passwd', size: 1 }).encode() }, 'zip.outside'],
  ['a drive letter', { name: 'C:\\a.txt' }, 'zip.outside'],
  ['a control character', { name: 'a\nb' }, 'zip.name'],
  ['bytes of no known encoding', { name: Buffer.from('ffff', 'hex') }, 'zip.name'],
  ['a name longer than a disk takes', { name: 'a', before: new Pax({ path: 'a'.repeat(300), size: 1 }).encode() }, 'zip.name'],
  ['a symbolic link', { name: 'a', type: 'SymbolicLink', content: Buffer.alloc(0) }, 'zip.link'],
  ['a hard link', { name: 'a', type: 'Link', content: Buffer.alloc(0) }, 'zip.link'],
  ['a device', { name: 'a', type: 'CharacterDevice', content: Buffer.alloc(0) }, 'zip.link'],
  ['a pipe', { name: 'a', type: 'FIFO', content: Buffer.alloc(0) }, 'zip.link'],
  ['a sparse file', { name: 'a', type: 'SparseFile' }, 'zip.link'],
  ['too deep a folder', { name: `${'d/'.repeat(11)}a` }, 'zip.depth'],
  ['the same name twice', { name: 'good' }, 'zip.duplicate'],
  ['a name that differs in case only', { name: 'GOOD' }, 'zip.duplicate'],
  ['a file that is a folder too', { name: 'good/a' }, 'zip.duplicate'],
])('%s is refused, and nothing is written but in the stage', async (_, hostile, rule) => {
  const stage = stagePath();
  const { issues, files } = await take(tarOf({ name: 'good' }, hostile), {}, 700, stage);
  expect(issues.map((issue) => issue.rule)).toEqual([rule]);
  for (const { message } of issues) expect(message).toMatch(/\p{Script=Han}{4}/u);
  expect(files).toEqual([]);
  for (const name of await readdir(stage)) expect(name).toMatch(/^\d$/);
});

test('all problems of one stream are told together, and after the first nothing more is written', async () => {
  const stage = stagePath();
  const hostile: HandEntry[] = [
    { name: '../a' },
    { name: 'b', type: 'SymbolicLink', content: Buffer.alloc(0) },
    { name: 'c' },
    { name: 'C' },
  ];
  expect(await rulesOf(tarOf(...hostile), {}, 700, stage)).toEqual(['zip.outside', 'zip.link', 'zip.duplicate']);
  expect(await readdir(stage)).toEqual([]);
});

test('limits on one file and on the total hold, whatever the header declares', async () => {
  const large: HandEntry = { name: 'a', content: Buffer.alloc(2000) };
  expect(await rulesOf(tarOf(large), { entryBytes: 1000 })).toEqual(['zip.size']);
  expect(await rulesOf(tarOf(large, { ...large, name: 'b' }), { totalBytes: 3000 })).toEqual(['zip.size']);
  expect(await rulesOf(tarOf({ name: 'a', size: 8e9 }))).toEqual(['zip.size', 'zip.unreadable']);
  await expect(takeTar(readBytes(inPieces(tarOf(large), 700), 1500), stagePath(), '甲')).rejects.toMatchObject({ code: 'too_large' });
});

test('100,000 entries are refused by their count', async () => {
  const one = entry({ name: 'a', content: Buffer.alloc(0) });
  const many = Buffer.concat([...Array.from({ length: 100_000 }, () => one), END]);
  const started = performance.now();
  expect(await rulesOf(many, { entryCount: 2000 }, 65_536)).toContain('zip.count');
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each<[string, Buffer]>([
  ['cut in a header', tarOf({ name: 'a' }).subarray(0, 300)],
  ['cut in a file', tarOf({ name: 'a', content: Buffer.alloc(5000) }).subarray(0, 3000)],
  ['cut between two files', tarOf({ name: 'a' }).subarray(0, 1024)],
  ['with a wrong checksum', Buffer.concat([entry({ name: 'a' }).fill('z', 0, 1), END])],
  ['with something after its end', Buffer.concat([tarOf({ name: 'a' }), Buffer.from('more')])],
  ['with an endless row of extended headers', Buffer.concat(Array.from({ length: 50 }, () => new Pax({ path: 'a' }).encode()))],
  ['with an extended header of 1 MB', tarOf({ name: 'x', type: 'ExtendedHeader', content: Buffer.alloc(2 ** 20) })],
])('a stream %s is one issue', async (_, bytes) => {
  expect(await rulesOf(bytes)).toEqual(['zip.unreadable']);
});

test('whatever the bytes of a stream, it is judged and never throws, and nothing is written beside the stage', async () => {
  const good = tarOf({ name: '张三/一.txt' }, { name: 'b', before: new Pax({ path: longName, size: 1 }).encode() }, { name: 'c' });
  const inside = await mkdtemp(join(folder, 'fuzz-'));
  const spoil = fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { minLength: 1, maxLength: 12 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(spoil, fc.integer({ min: 1, max: 2000 }), async (changes, pieceBytes) => {
      const bytes = Buffer.from(good);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const { issues } = await take(bytes, {}, pieceBytes, join(inside, String(++run)));
      for (const { message } of issues) expect(message).toMatch(/\p{Script=Han}/u);
    }),
    { numRuns: 200 },
  );
  expect((await readdir(inside)).every((name) => /^\d+$/.test(name))).toBe(true);
});
