import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test, vi } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { register, sampleSet } from '../../../test/scans.ts';
import type { Actor } from '../../core/scope.ts';
import { workOn } from '../../platform/jobs.ts';

const set = await sampleSet(1, 'package', 300);
const testHouse = await openTestHouse();
const { house, call, actorWith, owner, clock } = testHouse;
await workOn(house);
const worker = await actorWith(['dossier.register', 'page.import', 'page.inspect', 'dossier.publish', 'page.read']);
const reader = await actorWith(['page.read', 'page.readFreely']);
const [file = ''] = set.packages;
const [person] = set.people;
if (!person) throw new Error('nobody');
const { dossierId } = await register(testHouse, worker, person);
const input = { fileName: path.basename(file), profile: 'existing' };
const { importId } = await call<{ importId: string }>(worker, 'digitisation.receivePackage', input, fs.readFileSync(file));
await call(worker, 'digitisation.acceptImport', { importId, reason: '样例' });
type Pages = { scan: { state: string }; items: { pages: { id: string; version: number }[] }[] };
const pagesOf = () => call<Pages>(worker, 'digitisation.getPages', { dossierId });
await vi.waitFor(async () => expect((await pagesOf()).scan.state).toBe('inspecting'), { timeout: 60_000, interval: 200 });
const pages = (await pagesOf()).items.flatMap((item) => item.pages);
const [page] = pages;
const pageId = page?.id ?? '';

type Opened = { pass: string; tilePx: number; widthPx: number; levels: { widthPx: number; columnCount: number; tileCount: number }[] };
type File = { mime: string; bytes: Uint8Array };
const open = (actor: Actor, image = 'optimised', id = pageId) => call<Opened>(actor, 'access.openPageTiles', { pageId: id, image });
const tile = (actor: Actor, pass: string, place = 0, id = pageId) =>
  call<File>(actor, 'access.getPageTile', { pageId: id, level: 0, place, pass });
const linesOf = async (operation: string) =>
  (
    await owner.selectFrom('audit_log').select(['outcome', 'detail', 'actor_id']).where('operation', '=', operation).orderBy('id').execute()
  ).map(({ outcome, detail }) => ({ outcome, detail }));

test('a page is opened for deep zoom with one audit line; its tiles are full resolution, marked, and leave none of their own', async () => {
  const { pass, tilePx, widthPx, levels } = await open(worker);
  expect(levels).toMatchObject([{ widthPx, columnCount: Math.ceil(widthPx / tilePx) }]);
  expect(widthPx).toBeGreaterThan(2400);
  const [level] = levels;
  for (let place = 0; place < (level?.tileCount ?? 0); place++) {
    const { mime, bytes } = await tile(worker, pass, place);
    expect(mime).toBe('image/jpeg');
    expect((await sharp(bytes).metadata()).width).toBeLessThanOrEqual(tilePx);
  }
  expect(await linesOf('access.openPageTiles')).toEqual([{ outcome: 'done', detail: { pageId, image: 'optimised' } }]);
  expect(await linesOf('access.getPageTile')).toEqual([]);
  await expect(tile(worker, pass, level?.tileCount)).rejects.toMatchObject({ code: 'not_found' });
  const marked = await tile(worker, pass, 6);
  const other = await actorWith(['page.read', 'page.inspect']);
  const theirs = await tile(other, (await open(other)).pass, 6);
  expect(Buffer.from(marked.bytes).equals(Buffer.from(theirs.bytes))).toBe(false);
});

test('a pass opens its own page for its own session for five minutes, and what is refused is written down', async () => {
  const { pass } = await open(worker);
  const other = await actorWith(['page.read', 'page.inspect']);
  const refused = { code: 'forbidden' };
  await expect(tile(other, pass)).rejects.toMatchObject(refused);
  await expect(tile(worker, pass, 0, pages[1]?.id)).rejects.toMatchObject(refused);
  await expect(tile(worker, `${pass.slice(0, -1)}_`)).rejects.toMatchObject(refused);
  await expect(tile({ ...worker, permissions: new Set() }, pass)).rejects.toMatchObject(refused);
  await expect(tile(worker, 'nonsense')).rejects.toMatchObject(refused);
  expect(await tile(worker, pass)).toMatchObject({ mime: 'image/jpeg' });
  clock.now = new Date(clock.now.getTime() + 5 * 60_000);
  await expect(tile(worker, pass)).rejects.toMatchObject({ ...refused, issues: [{ message: '这一页的查看凭据已过期，请重新打开' }] });
  expect((await linesOf('access.getPageTile')).filter(({ outcome }) => outcome === 'forbidden')).toHaveLength(6);
});

test('the raw image is seen beside the optimised one, under the same rules', async () => {
  const image = (actor: Actor, which: string) => call<File>(actor, 'access.getPageImage', { pageId, image: which });
  const [raw, optimised] = [await image(worker, 'raw'), await image(worker, 'optimised')];
  expect(await sharp(raw.bytes).metadata()).toMatchObject({ width: 1600, format: 'jpeg' });
  expect(Buffer.from(raw.bytes).equals(Buffer.from(optimised.bytes))).toBe(false);
  expect((await open(worker, 'raw')).levels).toHaveLength(1);
  for (const which of ['raw', 'optimised']) {
    await expect(image(reader, which)).rejects.toMatchObject({ code: 'not_found' });
    await expect(open(reader, which)).rejects.toMatchObject({ code: 'not_found' });
  }
});
