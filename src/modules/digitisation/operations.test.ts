import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { allowCoarseScans, register, sampleSet } from '../../../test/scans.ts';
import type { Actor } from '../../core/scope.ts';
import { workOn } from '../../platform/jobs.ts';
import { validateOcfl } from '../packages/index.ts';

type Received = {
  importId: string;
  state: string;
  dossierId: string | null;
  pageCount: number;
  issues: { rule?: string; message: string }[];
};
type Page = { id: string; ordinal: number; state: string; version: number; defects: string[]; hints: { defect: string }[] };
type Pages = { scan: { state: string; pageCount: number }; items: { title: string; pageCount: number; pages: Page[] }[] };

const set = await sampleSet(2, 'package');
const testHouse = await openTestHouse();
const { house, call, actorWith, folder, owner, verify, clock } = testHouse;
await allowCoarseScans(testHouse);
await workOn(house);
const clerk = await actorWith(['dossier.register']);
const scanner = await actorWith(['page.import', 'page.read']);
const inspector = await actorWith(['page.inspect', 'page.read']);
const approver = await actorWith(['dossier.publish', 'page.read']);
const reader = await actorWith(['page.read', 'page.readFreely']);

const receive = (file: string, input: object = { profile: 'existing' }, bytes: Uint8Array = fs.readFileSync(file)) =>
  call<Received>(scanner, 'digitisation.receivePackage', { fileName: path.basename(file), ...input }, bytes);
const accept = (importId: string) =>
  call<{ dossierId: string; pageCount: number }>(scanner, 'digitisation.acceptImport', { importId, reason: '样例' });
const pagesOf = (actor: Actor, dossierId: string) => call<Pages>(actor, 'digitisation.getPages', { dossierId });
const stateOf = async (dossierId: string) => (await pagesOf(scanner, dossierId)).scan.state;
const allPages = ({ items }: Pages) => items.flatMap(({ pages }) => pages);
const staged = () => fs.readdirSync(path.join(folder, 'storage/staging'));
const [first = '', second = ''] = set.packages;
const personOf = (file: string) => {
  const found = set.people.find((person) => path.basename(file) === `${person.name}${person.idNumber}.zip`);
  if (!found) throw new Error(`nobody for ${file}`);
  return found;
};

test('a package of somebody who is not registered is refused, with everything else that is wrong with it, and leaves nothing', async () => {
  const refused = await receive(first, { profile: 'new' });
  expect(refused).toMatchObject({ state: 'refused', dossierId: null });
  expect(new Set(refused.issues.map(({ rule }) => rule))).toEqual(
    new Set(['R59', 'R49', ...refused.issues.flatMap((i) => (i.rule === 'R54' ? ['R54'] : []))]),
  );
  expect(staged()).toEqual([]);
  await expect(accept(refused.importId)).rejects.toMatchObject({ code: 'not_found' });
});

test('a broken archive, a wrong person and a truncated image are named, and nothing is half-written', async () => {
  const whole = fs.readFileSync(first);
  expect(await receive(first, {}, whole.subarray(0, whole.length - 5000))).toMatchObject({
    state: 'refused',
    issues: [{ rule: 'zip.unreadable' }],
  });
  expect(await receive(first, {}, Buffer.from('MZ'))).toMatchObject({ state: 'refused' });
  const { name, ...rest } = personOf(second);
  const namesake = await register(testHouse, clerk, { ...rest, name: `${name}其` });
  const wrong = await receive(second);
  expect(wrong).toMatchObject({ state: 'refused', issues: [{ rule: 'R57', message: expect.stringContaining('不符') }] });
  await call(await actorWith(['dossier.correct']), 'reception.voidRegistration', { dossierId: namesake.dossierId, reason: '错登' });
  expect(staged()).toEqual([]);
  expect(await verify()).toEqual([]);
});

let dossierId = '';

test('a good package is taken: catalogue, pages and bytes; the same again, however packed, changes nothing and says so', async () => {
  ({ dossierId } = await register(testHouse, clerk, personOf(first)));
  const ready = await receive(first);
  expect(ready).toMatchObject({ state: 'ready', dossierId });
  const again = await receive(first); // sent twice before anybody accepted: the later one stands
  expect(staged()).toEqual([again.importId]);
  const truth = set.truth.dossiers.find((dossier) => dossier.path === `packages/${path.basename(first)}`);
  const accepted = await accept(again.importId);
  expect(accepted).toMatchObject({ dossierId, pageCount: truth?.items.flatMap(({ pages }) => pages).length });
  expect(staged()).toEqual([]);
  const before = await owner
    .selectFrom('ledger_event')
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  expect(await receive(first)).toMatchObject({ state: 'unchanged', dossierId, issues: [] });
  await expect(accept(again.importId)).rejects.toMatchObject({ code: 'conflict' });
  const after = await owner
    .selectFrom('ledger_event')
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  expect(Number(after.n) - Number(before.n)).toBeLessThanOrEqual(1); // the processing may have ended meanwhile
  const { items } = await pagesOf(scanner, dossierId);
  expect(items.map(({ title }) => title)).toEqual(truth?.items.map(({ title }) => title));
});

test('its pages are processed: the raw bytes stay, what came optimised stays, views and measurements are made', async () => {
  await expect.poll(() => stateOf(dossierId), { timeout: 60_000, interval: 200 }).toBe('inspecting');
  const rows = await owner.selectFrom('page').selectAll().where('dossier_id', '=', dossierId).execute();
  for (const row of rows) {
    expect(row).toMatchObject({ state: 'processed', optimised_sha256: row.given_sha256, operations: { list: [{ name: 'given' }] } });
    expect(row.analysis).toMatchObject({ widthPx: expect.any(Number), perceptualHash: expect.stringMatching(/^[0-9a-f]{16}$/) });
    for (const sha256 of [row.raw_sha256, row.optimised_sha256, row.view_sha256, row.thumb_sha256])
      expect(await house.blobs.isIntact(sha256 ?? '')).toBe(true);
  }
  expect(await call(scanner, 'digitisation.findScans')).toMatchObject({
    scans: [{ dossierId, state: 'inspecting', pages: { processed: rows.length } }],
  });
  expect(await verify(true)).toEqual([]);
});

test('the inspector returns a page with its defect; a new scan of it is processed, passed, and the dossier with it', async () => {
  const pages = allPages(await pagesOf(inspector, dossierId));
  const [bad, ...good] = pages;
  if (!bad) throw new Error('no pages');
  const verdict = (page: Page, defects: string[] = []) => ({
    pageId: page.id,
    version: page.version,
    verdict: defects.length > 0 ? 'return' : 'pass',
    defects,
  });
  const inspect = (verdicts: object[]) => call<{ state: string }>(inspector, 'digitisation.inspectPages', { dossierId, verdicts });
  await expect(inspect([{ ...verdict(bad), verdict: 'return' }])).rejects.toMatchObject({ code: 'rule_broken' });
  expect(await inspect([verdict(bad, ['upsideDown'])])).toMatchObject({ state: 'inspecting' });
  await expect(inspect([verdict(bad)])).rejects.toMatchObject({ code: 'conflict' });
  expect(await inspect(good.map((page) => verdict(page)))).toMatchObject({ state: 'rework', pages: { returned: 1, passed: good.length } });
  expect(await verify()).toEqual([]);

  const raws = await owner.selectFrom('page').select(['id', 'raw_sha256']).where('dossier_id', '=', dossierId).execute();
  const bytesOf = (id: string) => house.blobs.get(raws.find((row) => row.id === id)?.raw_sha256 ?? '');
  const replace = (bytes: Uint8Array, version = bad.version + 1) =>
    call(scanner, 'digitisation.replacePage', { pageId: bad.id, version }, bytes);
  await expect(replace(await bytesOf(bad.id))).rejects.toMatchObject({ code: 'rule_broken', issues: [{ rule: 'R52' }] });
  await expect(replace(Buffer.from('MZ…'))).rejects.toMatchObject({ code: 'rule_broken', issues: [{ rule: 'R48' }] });
  await replace(await bytesOf(good[0]?.id ?? ''));
  await expect.poll(() => stateOf(dossierId), { timeout: 60_000, interval: 200 }).toBe('inspecting');
  const renewed = allPages(await pagesOf(inspector, dossierId)).find(({ id }) => id === bad.id);
  expect(renewed).toMatchObject({ state: 'processed', defects: [] });
  expect(await inspect(renewed ? [verdict(renewed)] : [])).toMatchObject({ state: 'passed' });
  expect(await verify(true)).toEqual([]);
});

test('a reader sees nothing of it before it is published; afterwards each page with a watermark, in the audit log', async () => {
  const [page] = allPages(await pagesOf(inspector, dossierId));
  const read = (actor: Actor, name: string) => call<{ mime: string; bytes: Uint8Array }>(actor, `access.${name}`, { pageId: page?.id });
  await expect(read(reader, 'getPageImage')).rejects.toMatchObject({ code: 'not_found' });
  expect(await read(inspector, 'getPageImage')).toMatchObject({ mime: 'image/jpeg' });
  clock.now = new Date(clock.now.getTime() + 60_000);
  expect(await call(approver, 'digitisation.publishDossier', { dossierId })).toEqual({ state: 'publishing' });
  await expect(call(approver, 'digitisation.publishDossier', { dossierId })).rejects.toMatchObject({ code: 'rule_broken' });
  await expect.poll(() => stateOf(dossierId), { timeout: 60_000, interval: 200 }).toBe('published');
  const image = await read(reader, 'getPageImage');
  const view = await owner
    .selectFrom('page')
    .select('view_sha256')
    .where('id', '=', page?.id ?? '')
    .executeTakeFirstOrThrow();
  expect(Buffer.from(image.bytes).equals(Buffer.from(await house.blobs.get(view.view_sha256 ?? '')))).toBe(false);
  expect((await read(reader, 'getPageThumb')).bytes.length).toBeLessThan(20_000);
  const lines = await owner
    .selectFrom('audit_log')
    .select(['outcome', 'detail'])
    .where('operation', '=', 'access.getPageImage')
    .where('actor_id', '=', reader.userId)
    .orderBy('id')
    .execute();
  expect(lines).toEqual([
    { outcome: 'not_found', detail: { pageId: page?.id } },
    { outcome: 'done', detail: { pageId: page?.id, image: 'optimised' } },
  ]);
  const { versions } = await call<{ versions: object[] }>(reader, 'preservation.findVersions', { dossierId });
  expect(versions).toMatchObject([{ version: 'v1', objectId: expect.stringContaining(dossierId) }]);
  expect(await validateOcfl(path.join(folder, 'storage/ocfl'))).toMatchObject({ valid: true, errors: [] });
  expect(await verify(true)).toEqual([]);
});

test('an edited page, a lost view and a changed storage object are each named by verify', async () => {
  const page = await owner
    .selectFrom('page')
    .select(['id', 'view_sha256', 'raw_sha256'])
    .where('dossier_id', '=', dossierId)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  await owner
    .updateTable('page')
    .set({ defects: ['blank'] })
    .where('id', '=', page.id)
    .execute();
  expect(await verify()).toMatchObject([{ table: 'scan', what: expect.stringContaining('页面状态') }]);
  await owner.updateTable('page').set({ defects: [] }).where('id', '=', page.id).execute();
  const view = house.blobs.fileOf(page.view_sha256 ?? '');
  fs.renameSync(view, `${view}.away`);
  expect(await verify()).toMatchObject([{ table: 'page', id: page.id, what: '浏览图像在存储中缺失' }]);
  fs.renameSync(`${view}.away`, view);
  const [inventory = ''] = fs.globSync(`${folder}/storage/ocfl/*/*/*/*/v1/inventory.json`);
  fs.appendFileSync(inventory, ' ');
  expect(await verify()).toMatchObject([{ table: 'kept_version', what: expect.stringContaining('清单被改动') }]);
  fs.truncateSync(inventory, fs.statSync(inventory).size - 1);
  const [image = ''] = fs.globSync(`${folder}/storage/ocfl/*/*/*/*/v1/content/raw/*`);
  const bytes = fs.readFileSync(image);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
  fs.chmodSync(image, 0o600);
  fs.writeFileSync(image, bytes);
  expect(await verify()).toEqual([]); // as large as before, and not read
  const [found] = await verify(true);
  expect(found).toMatchObject({ table: 'kept_version', what: expect.stringContaining('raw/') });
});
