import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkPackage } from '../check-package.ts';
import { writeZipByHand } from '../zip/hand-written-zip.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-bag-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function bag(changes: Record<string, string | undefined> = {}): Record<string, string> {
  const manifest = `${sha256('hello')}  data/a.txt\n${sha256('日')}  data/子/b%25.txt\n`;
  const files: Record<string, string | undefined> = {
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'bag-info.txt': 'Payload-Oxum: 8.2\n',
    'manifest-sha256.txt': manifest,
    'tagmanifest-sha256.txt': `${sha256(manifest)}  manifest-sha256.txt\n`,
    'data/a.txt': 'hello',
    'data/子/b%.txt': '日',
    ...changes,
  };
  return Object.fromEntries(Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function lay(files: Record<string, string>): Promise<string> {
  count += 1;
  const root = join(folder, `${count}`);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

const judge = async (files: Record<string, string>) => checkPackage(await lay(files), { today: '2026-11-24' });

test('a whole bag is valid, as folder and as archive with a folder in it', async () => {
  expect(await judge(bag())).toEqual({ kind: 'bagit', valid: true, errors: [], warnings: [] });
  const path = join(folder, 'bag.zip');
  await writeFile(
    path,
    writeZipByHand(Object.entries(bag()).map(([name, content]) => ({ name: `x/${name}`, content: Buffer.from(content) }))),
  );
  expect(await checkPackage(path, { today: '2026-11-24' })).toMatchObject({ kind: 'bagit', valid: true });
});

test.each<[string, Record<string, string | undefined>, string]>([
  ['a changed file', { 'data/a.txt': 'hallo' }, 'bagit.digest'],
  ['a missing file', { 'data/a.txt': undefined }, 'bagit.missing'],
  ['an unlisted file', { 'data/c.txt': '' }, 'bagit.unlisted'],
  ['a changed tag file', { 'manifest-sha256.txt': `${sha256('hello')}  data/a.txt` }, 'bagit.digest'],
  ['no manifest', { 'manifest-sha256.txt': undefined, 'tagmanifest-sha256.txt': undefined }, 'bagit.manifest'],
  ['a bad declaration', { 'bagit.txt': 'BagIt' }, 'bagit.declaration'],
  ['a wrong count', { 'bag-info.txt': 'Payload-Oxum: 9.9\n' }, 'R62'],
  ['a path that climbs out', { 'manifest-sha256.txt': `${sha256('hello')}  data/../../x` }, 'bagit.path'],
  ['an unknown algorithm', { 'manifest-crc.txt': '00 data/a.txt' }, 'bagit.algorithm'],
])('%s is told', async (_, changes, code) => {
  const { valid, errors } = await judge(bag(changes));
  expect(valid).toBe(false);
  expect(errors.map((error) => error.code)).toContain(code);
});

test('a package inside a bag is judged too', async () => {
  const xml = '<数字档案/>';
  const files = {
    'bagit.txt': bag()['bagit.txt'] ?? '',
    'manifest-sha256.txt': `${sha256(xml)}  data/张三1/张三1.xml`,
    'data/张三1/张三1.xml': xml,
  };
  expect((await judge(files)).errors.map(({ code }) => code)).toContain('R56');
});
