import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { SaxesParser } from 'saxes';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { Problem } from '../../core/problem.ts';
import { categoryCodes } from './category.ts';
import { makePeople, makeSamples, type Truth } from './index.ts';
import { formKinds, planDossier } from './plan.ts';

let dir: string;
let truth: Truth;
const steps: string[] = [];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'samples-'));
  await makeSamples(path.join(dir, 'mixed'), {
    seed: 5,
    dossiers: 3,
    dpi: 100,
    pagesPerDossier: 8,
    onProgress: (done, total) => steps.push(`${done}/${total}`),
  });
  truth = await readTruth('mixed');
}, 60_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

test('the same seed makes the same truth and the same pixels', async () => {
  for (const name of ['one', 'two'])
    await makeSamples(path.join(dir, name), { seed: 9, dossiers: 1, dpi: 72, as: 'vendor', pagesPerDossier: 4 });
  expect(await readTruth('two')).toEqual(await readTruth('one'));
  const [dossier] = (await readTruth('one')).dossiers;
  const page = path.join(dossier?.path ?? '', dossier?.items[0]?.pages[0]?.file ?? '');
  expect(await sha256('two', page)).toBe(await sha256('one', page));
});

test('all ten categories occur, on more than two dozen kinds of form', () => {
  const people = makePeople(5, 2);
  const used = new Set(people.flatMap((person, index) => planDossier(5, index, person, 24, []).map((item) => item.categoryCode)));
  expect(categoryCodes.filter((code) => !used.has(code))).toEqual([]);
  expect(new Set(formKinds.map((kind) => kind.key)).size).toBeGreaterThanOrEqual(24);
});

test('thin dossiers show all categories between them', () => {
  const items = makePeople(5, 12).flatMap((person, index) => planDossier(5, index, person, 6, []));
  expect(new Set(items.map((item) => item.categoryCode)).size).toBeGreaterThanOrEqual(14);
});

test('progress ends at the number of pages', () => {
  const count = allPages().length;
  expect([steps.length, steps.at(-1)]).toEqual([count, `${count}/${count}`]);
});

test('one page is upside down, one is blank, one was scanned twice', () => {
  expect(allPages().filter((page) => page.isUpsideDown)).toHaveLength(1);
  expect(allPages().filter((page) => page.isBlank)).toHaveLength(1);
  expect(allPages().filter((page) => page.duplicateOf)).toHaveLength(1);
  const [blank] = allPages().filter((page) => page.isBlank);
  expect(blank?.text).toBe('');
});

test('sequences have no gap and skew stays within two degrees', () => {
  for (const { items } of truth.dossiers) {
    for (const code of categoryCodes) {
      const sequences = items.filter((item) => item.categoryCode === code).map((item) => item.sequence);
      expect(sequences).toEqual(sequences.map((_, place) => place + 1));
    }
  }
  expect(allPages().every((page) => Math.abs(page.skewDegrees) <= 2)).toBe(true);
});

test('each dossier is in exactly one form, and every file is accounted for', async () => {
  expect(truth.dossiers.map((dossier) => dossier.form)).toEqual(['package', 'vendor', 'loose']);
  const [, vendor, loose] = truth.dossiers;
  expect(await readdir(path.join(dir, 'mixed', 'packages'))).toEqual([path.basename(truth.dossiers[0]?.path ?? '')]);
  expect(await readdir(path.join(dir, 'mixed', 'vendor'))).toEqual([path.basename(vendor?.path ?? '')]);
  const inVendor = await readdir(path.join(dir, 'mixed', vendor?.path ?? ''));
  expect(inVendor.sort()).toEqual([...filesOf(vendor), '目录.xlsx'].sort());
  const inLoose = await readdir(path.join(dir, 'mixed', 'loose'));
  expect(inLoose.sort()).toEqual([...new Set(filesOf(loose))].sort());
  expect(inLoose.some((file) => file.endsWith('.tif')) && inLoose.some((file) => file.endsWith('.pdf'))).toBe(true);
});

test('a scan is 24-bit colour with its density', async () => {
  const [, vendor] = truth.dossiers;
  const image = await sharp(path.join(dir, 'mixed', vendor?.path ?? '', filesOf(vendor)[0] ?? '')).metadata();
  expect([image.format, image.channels, image.depth, image.density, image.width, image.height]).toEqual([
    'jpeg',
    3,
    'uchar',
    100,
    827,
    1169,
  ]);
});

test('a package opens, and its XML names every image', async () => {
  const [dossier] = truth.dossiers;
  const base = path.basename(dossier?.path ?? '', '.zip');
  const zip = await openPromise(path.join(dir, 'mixed', dossier?.path ?? ''), { autoClose: false });
  const names: string[] = [];
  let xml = '';
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (entry.fileName === `${base}/${base}.xml`) xml = await text(await zip.openReadStreamPromise(entry));
  }
  zip.close();
  const nodes = nodesOf(xml);
  const files = filesOf(dossier);
  expect(
    nodes
      .filter(([tag]) => tag === '姓名' || tag === '公民身份号码')
      .map(([, value]) => value)
      .join(''),
  ).toBe(base);
  expect(nodes.filter(([tag]) => tag === '档案目录条目')).toHaveLength(dossier?.items.length ?? 0);
  for (const [tag, folder] of [
    ['原始图像数据', '原始图像数据'],
    ['优化图像数据', '优化图像数据'],
  ] as const) {
    expect(nodes.filter(([name]) => name === tag).map(([, value]) => value)).toEqual(files);
    expect(names.filter((name) => name.includes(`/图像数据/${folder}/`)).map((name) => path.posix.basename(name))).toEqual(files);
  }
  expect(nodes.filter(([tag]) => tag === '页数').reduce((sum, [, value]) => sum + Number(value), 0)).toBe(files.length);
});

test('a folder with anything else is left alone, an older set is replaced', async () => {
  const other = path.join(dir, 'other');
  await makeSamples(other, { dossiers: 1, dpi: 72, pagesPerDossier: 2 });
  await makeSamples(other, { dossiers: 1, dpi: 72, pagesPerDossier: 1, as: 'loose' });
  expect(await readdir(path.join(other, 'packages'))).toEqual([]);
  await rm(path.join(other, 'truth.json'));
  await expect(makeSamples(other)).rejects.toThrow(Problem);
  await writeFile(path.join(other, 'truth.json'), '{}');
  await expect(makeSamples(other)).rejects.toMatchObject({ code: 'conflict' });
});

const allPages = () => truth.dossiers.flatMap((dossier) => dossier.items.flatMap((item) => item.pages));
const filesOf = (dossier: Truth['dossiers'][number] | undefined) =>
  (dossier?.items ?? []).flatMap((item) => item.pages.map((page) => page.file));

async function readTruth(name: string): Promise<Truth> {
  return JSON.parse(await readFile(path.join(dir, name, 'truth.json'), 'utf8'));
}

async function sha256(name: string, file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path.join(dir, name, file)))
    .digest('hex');
}

/** Elements in order of their end, with their own text. */
function nodesOf(xml: string): [string, string][] {
  const nodes: [string, string][] = [];
  let own = '';
  const parser = new SaxesParser();
  parser.on('opentag', () => (own = ''));
  parser.on('text', (part) => (own += part));
  parser.on('closetag', ({ name }) => nodes.push([name, own.trim()]));
  parser.write(xml).close();
  return nodes;
}
