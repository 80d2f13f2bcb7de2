import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { scansToPdf } from '../src/modules/samples/index.ts';
import { workOn } from '../src/platform/jobs.ts';
import { openTestHouse } from './house.ts';
import { allowCoarseScans, register, sampleSet } from './scans.ts';

type Issue = { path: string; message: string; rule?: string };
type Received = { state: string; pageCount: number; sameAs: string | null; dossierId: string | null; issues: Issue[] };
type LoosePage = { id: string; fileName: string; pageNumber: number; pageCount: number; dpi: number; taking: string; issues: Issue[] };
type Tray = { pages: LoosePage[]; waitingCount: number; next: string | null };
type Pages = { scan: { state: string; pageCount: number }; items: { id: string; title: string; pages: { fileName: string }[] }[] };

const { set, truth, people } = await sampleSet(6, 'mixed');
const testHouse = await openTestHouse();
const { house, call, actorWith, folder, owner, verify } = testHouse;
await allowCoarseScans(testHouse);
await workOn(house);
const clerk = await actorWith(['dossier.register', 'item.describe']);
const scanner = await actorWith(['page.import', 'page.read']);
const other = await actorWith(['page.import', 'page.read']);

const looseFile = (name: string) => fs.readFileSync(path.join(set, 'loose', name));
const names = fs.readdirSync(path.join(set, 'loose')).sort();
const receive = (fileName: string, bytes: Uint8Array = looseFile(fileName), profile = 'existing') =>
  call<Received>(scanner, 'digitisation.receiveLoose', { fileName, profile }, bytes);
const tray = (input: object = {}) => call<Tray>(scanner, 'digitisation.findLoose', input);
const assign = (dossierId: string, items: object[], reason?: string, actor = scanner) =>
  call<{ pageCount: number }>(actor, 'digitisation.assignLoose', { dossierId, items, ...(reason ? { reason } : {}) });
const left = () => [...fs.readdirSync(path.join(folder, 'storage/staging')), ...fs.readdirSync(path.join(folder, 'storage/imaging'))];
const eventCount = async () =>
  Number(
    (
      await owner
        .selectFrom('ledger_event')
        .select((e) => e.fn.countAll<string>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );
const loose = truth.dossiers.filter(({ form }) => form === 'loose');

/** The first file of a kind; of PDF there is one among the samples. */
const oneOf = (ending: string) => names.find((name) => name.endsWith(ending)) ?? '';

test('files that are no page are named in Chinese with file and place, all faults together, and leave nothing', async () => {
  const jpeg = looseFile(oneOf('.jpg'));
  const bad: [string, Uint8Array, RegExp, string][] = [
    ['截断.jpg', jpeg.subarray(0, jpeg.length / 2), /不完整/, 'R48'],
    ['空.jpg', Buffer.alloc(0), /0 字节/, 'R48'],
    ['程序.jpg', Buffer.from('MZ this is a program'), /可执行程序/, 'R61'],
    ['十二位.jpg', withBits(jpeg, 12), /12 位/, 'R48'],
    ['四色.jpg', await sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer(), /24 位彩色/, 'R50'],
    ['炸弹.tif', bomb(), /1.2 亿像素/, 'R48'],
    ['低.jpg', await sharp(jpeg).withMetadata({ density: 72 }).jpeg().toBuffer(), /72 dpi，低于 100 dpi/, 'R49'],
    ['坏.pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(999, 1), Buffer.from('%%EOF')]), /已损坏/, 'R48'],
    ['图.png', await sharp(jpeg).png().toBuffer(), /散页只收/, 'R48'],
  ];
  for (const [name, bytes, words, rule] of bad) {
    const { state, issues } = await receive(name, bytes);
    expect(state, name).toBe('refused');
    const found = issues.find((issue) => issue.rule === rule);
    expect(found?.message, name).toMatch(words);
    expect(found?.message, name).toContain(name);
  }
  const low = await sharp(jpeg).resize(400).toColourspace('b-w').jpeg().toBuffer();
  const mixed = await receive('三页.pdf', await scansToPdf([jpeg, low, jpeg.subarray(0, 9000)], 100), 'new');
  expect(mixed.state).toBe('refused');
  const said = mixed.issues.map(({ path: place, rule }) => `${place} ${rule}`);
  expect(said).toEqual(
    expect.arrayContaining(['三页.pdf 第 1 页 R49', '三页.pdf 第 2 页 R49', '三页.pdf 第 2 页 R50', '三页.pdf 第 3 页 R48']),
  );
  expect(await tray()).toEqual({ pages: [], waitingCount: 0, next: null });
  expect(left()).toEqual([]);
  expect(fs.existsSync(path.join(folder, 'storage/blobs'))).toBe(false);
});

/** The same JPEG, which says of itself that it has other bits a channel. */
function withBits(jpeg: Buffer, bits: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frame = [0xc0, 0xc2].map((marker) => jpeg.indexOf(Buffer.from([0xff, marker]))).find((at) => at > 0) ?? 0;
  changed.writeUInt8(bits, frame + 4);
  return changed;
}

/** A TIFF of 30,000 × 30,000 pixels in a hundred bytes. */
function bomb(): Buffer {
  const entries = [
    [256, 4, 1, 30_000],
    [257, 4, 1, 30_000],
    [258, 3, 1, 8],
    [262, 3, 1, 1],
    [273, 4, 1, 8],
    [277, 3, 1, 1],
    [279, 4, 1, 8],
  ] as const;
  const bytes = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  for (const [i, [tag, type, count, value]] of entries.entries()) {
    bytes.writeUInt16LE(tag, 10 + i * 12);
    bytes.writeUInt16LE(type, 12 + i * 12);
    bytes.writeUInt32LE(count, 14 + i * 12);
    bytes.writeUInt32LE(value, 18 + i * 12);
  }
  return bytes;
}

test('a good file waits in the tray page by page; the same again, under any name, changes nothing and says so', async () => {
  for (const name of names) expect(await receive(name), name).toMatchObject({ state: 'taken' });
  expect(left()).toEqual([]);
  const { pages, waitingCount } = await tray({ limit: 200 });
  const meant = loose.flatMap(({ items }) =>
    items.flatMap((item) => item.pages.map(({ file, pageInFile }) => `${file}#${pageInFile ?? 1}`)),
  );
  expect(pages.map(({ fileName, pageNumber }) => `${fileName}#${pageNumber}`).sort()).toEqual(meant.sort());
  expect(waitingCount).toBe(meant.length);
  const before = await eventCount();
  const again = oneOf('.jpg');
  expect(await receive('别名.jpg', looseFile(again))).toMatchObject({ state: 'unchanged', pageCount: 1, sameAs: again, issues: [] });
  expect((await tray()).waitingCount).toBe(waitingCount);
  expect(await eventCount()).toBe(before);
  const takings = new Set(pages.map(({ fileName, taking }) => `${path.extname(fileName)} ${taking}`));
  expect(takings).toEqual(new Set(['.jpg asIs', '.pdf embedded', '.tif encoded']));
  const one = await tray({ limit: 1 });
  expect(await tray({ limit: 1, after: one.next })).toMatchObject({ pages: [{ id: pages[1]?.id }] });
  expect(await verify(true)).toEqual([]);
});

test('of two who send the same file at once, one takes it and the other is told that it is there', async () => {
  const fresh = await sharp(looseFile(oneOf('.jpg')))
    .rotate(180)
    .withMetadata({ density: 100 })
    .jpeg({ quality: 95 })
    .toBuffer();
  const answers = await Promise.all([receive('甲.jpg', fresh), receive('乙.jpg', fresh)]);
  expect(answers.map(({ state }) => state).sort()).toEqual(['taken', 'unchanged']);
  const { pages } = await tray({ limit: 200 });
  const twin = pages.filter(({ fileName }) => fileName === '甲.jpg' || fileName === '乙.jpg');
  expect(twin).toHaveLength(1);
  const discard = (reason: string) => call(scanner, 'digitisation.discardLoose', { pageIds: twin.map(({ id }) => id), reason });
  await expect(discard(' ')).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await discard('误扫')).toEqual({ pageCount: 1 });
  await expect(discard('误扫')).rejects.toMatchObject({ code: 'conflict', issues: [{ message: expect.stringContaining('放弃') }] });
  expect(await receive('又来.jpg', fresh)).toMatchObject({ state: 'taken' });
});

test('a page of the tray is looked at with a watermark, its thumbnail without, and by nobody else', async () => {
  const [page] = (await tray()).pages;
  const image = await call<{ mime: string; bytes: Uint8Array }>(scanner, 'access.getLooseImage', { pageId: page?.id });
  const thumb = await call<{ bytes: Uint8Array }>(scanner, 'access.getLooseThumb', { pageId: page?.id });
  expect(image.mime).toBe('image/jpeg');
  expect((await sharp(image.bytes).metadata()).width).toBeGreaterThan(600);
  expect((await sharp(thumb.bytes).metadata()).width).toBeLessThanOrEqual(240);
  await expect(call(clerk, 'access.getLooseImage', { pageId: page?.id })).rejects.toMatchObject({ code: 'forbidden' });
});

const [first, second] = loose;
let firstId = '';
const personOf = (dossier: typeof first) => {
  const found = people.find(({ idNumber }) => idNumber === dossier?.person.idNumber);
  if (!found) throw new Error('nobody');
  return found;
};
/** The rows that a clerk would type for a loose dossier of the samples, each with its pages. */
async function rowsOf(dossier: typeof first) {
  const { pages } = await tray({ limit: 200 });
  const idOf = (file: string, pageInFile = 1) => pages.find((page) => page.fileName === file && page.pageNumber === pageInFile)?.id;
  return (dossier?.items ?? []).map((item) => ({
    ...{ categoryCode: item.categoryCode, title: item.title, formedOn: item.formedOn },
    pageIds: item.pages.map(({ file, pageInFile }) => idOf(file, pageInFile)),
  }));
}

test('nobody who is not registered gets pages, and all that is wrong with an assignment is said at once', async () => {
  const rows = await rowsOf(first);
  const nobody = '01900000-0000-7000-8000-000000000000';
  await expect(assign(nobody, rows, '核对无误')).rejects.toMatchObject({ code: 'not_found', issues: [{ rule: 'R59' }] });
  ({ dossierId: firstId } = await register(testHouse, clerk, personOf(first)));
  const [row, ...rest] = rows;
  const wrong = [{ ...row, categoryCode: '99' }, { ...rest[0], title: '' }, { ...rest[1], pageIds: row?.pageIds }, ...rest.slice(2)];
  await expect(assign(firstId, wrong, '核对无误')).rejects.toMatchObject({
    code: 'rule_broken',
    issues: expect.arrayContaining([
      expect.objectContaining({ path: 'items.0.categoryCode', rule: 'R30' }),
      expect.objectContaining({ path: 'items.1.title' }),
      expect.objectContaining({ path: 'items.2.pageIds', message: expect.stringContaining('重复放入') }),
    ]),
  });
  expect((await tray()).waitingCount).toBeGreaterThan(0);
  expect(await owner.selectFrom('page').select('id').execute()).toEqual([]);
});

test('pages with rows typed on the screen become catalogue and scans; of two clerks one is told; the file again is unchanged', async () => {
  const dossierId = firstId;
  const rows = await rowsOf(first);
  await expect(assign(dossierId, rows)).rejects.toMatchObject({ code: 'needs_reason' });
  const outcomes = await Promise.allSettled([assign(dossierId, rows, '核对无误'), assign(dossierId, rows, '核对无误', other)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(refused?.reason).toMatchObject({
    code: 'conflict',
    issues: expect.arrayContaining([{ path: 'items', message: expect.stringContaining('分配') }]),
  });
  const read = () => call<Pages>(scanner, 'digitisation.getPages', { dossierId });
  const { items } = await read();
  expect(items.map(({ title }) => title)).toEqual(first?.items.map(({ title }) => title));
  const placeOf = ({ file, pageInFile }: { file: string; pageInFile?: number }) => (pageInFile ? `${file} 第 ${pageInFile} 页` : file);
  expect(items.map(({ pages }) => pages.map(({ fileName }) => fileName))).toEqual(first?.items.map(({ pages }) => pages.map(placeOf)));
  await expect.poll(async () => (await read()).scan.state, { timeout: 60_000, interval: 200 }).toBe('inspecting');
  const file = first?.items[0]?.pages[0]?.file ?? '';
  expect(await receive(file)).toMatchObject({ state: 'unchanged', sameAs: file, dossierId });
  await expect(assign(dossierId, await rowsOf(second), '核对无误')).rejects.toMatchObject({
    code: 'rule_broken',
    issues: [{ rule: 'R60' }],
  });
  const event = await owner.selectFrom('ledger_event').select('data').where('type', '=', 'pages.imported').executeTakeFirstOrThrow();
  expect(event.data).toMatchObject({ packageKind: 'loose', profile: 'existing', reason: '核对无误' });
  expect(await verify(true)).toEqual([]);
});

test('where a catalogue is finished, each of its rows gets as many pages as it says', async () => {
  const { dossierId } = await register(testHouse, clerk, personOf(second));
  const rows = await rowsOf(second);
  const typed = rows.map(({ pageIds, ...row }) => ({ ...row, pageCount: pageIds.length }));
  const { version } = await call<{ version: number }>(clerk, 'catalogue.saveDraft', { dossierId, items: typed, version: 0 });
  await expect(assign(dossierId, rows.slice(1), '核对无误')).rejects.toMatchObject({
    code: 'conflict',
    issues: [{ message: expect.stringContaining('草稿') }],
  });
  await call(clerk, 'catalogue.completeCatalogue', { dossierId, version, reason: '核对无误' });
  const { completed } = await call<{ completed: { items: { id: string }[] } }>(
    await actorWith(['dossier.read']),
    'catalogue.getCatalogue',
    { dossierId },
  );
  const placed = completed.items.map(({ id }, place) => ({ id, pageIds: rows[place]?.pageIds ?? [] }));
  await expect(assign(dossierId, rows, '核对无误')).rejects.toMatchObject({ code: 'conflict' });
  const [one, two, ...more] = placed;
  const moved = [{ ...one, pageIds: [...(one?.pageIds ?? []), ...(two?.pageIds ?? [])] }, ...more];
  await expect(assign(dossierId, moved, '核对无误')).rejects.toMatchObject({
    code: 'rule_broken',
    issues: expect.arrayContaining([expect.objectContaining({ rule: 'R45' })]),
  });
  const pageCount = rows.flatMap(({ pageIds }) => pageIds).length;
  expect(await assign(dossierId, placed, '核对无误')).toMatchObject({ pageCount });
  expect(await verify(true)).toEqual([]);
});

test('bytes of the tray that are lost or changed are found', async () => {
  const [page] = (await tray()).pages;
  const row = await owner
    .selectFrom('loose_page')
    .select(['raw_sha256'])
    .where('id', '=', page?.id ?? '')
    .executeTakeFirstOrThrow();
  const file = house.blobs.fileOf(row.raw_sha256);
  const bytes = fs.readFileSync(file);
  fs.rmSync(file);
  expect(await verify()).toMatchObject([{ table: 'loose_page', what: expect.stringContaining('缺失') }, { table: 'loose_page' }]);
  fs.writeFileSync(file, bytes);
  expect(await verify(true)).toEqual([]);
});
