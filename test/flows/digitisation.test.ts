import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { changeSetting } from '../../src/modules/accounts/contract.ts';
import { findLoose, findScans, getPages, inspectPages, publishDossier } from '../../src/modules/digitisation/contract.ts';
import { addUser, setUpAt, signInAt, startProduct } from '../e2e/product.ts';
import { sampleSet } from '../scans.ts';
import { command } from './command.ts';

const { set, truth } = await sampleSet(3, 'mixed');
const pageCount = truth.dossiers.filter(({ form }) => form !== 'loose').flatMap(({ items }) => items.flatMap(({ pages }) => pages)).length;
const looseCount = fs.readdirSync(`${set}/loose`).length;
const loosePageCount = truth.dossiers
  .filter(({ form }) => form === 'loose')
  .flatMap(({ items }) => items.flatMap(({ pages }) => pages)).length;

type Scans = { scans: { dossierId: string; state: string; pages: Record<string, number> }[] };
type LoosePage = { id: string; receivedAt: string; fileName: string };
type Pages = { items: { pages: { id: string; version: number; state: string }[] }[] };

/** One centre on one data folder; `kill` ends its server as a power cut would and starts it again. */
async function openCentre(name: string) {
  const folder = fs.mkdtempSync(`/tmp/lantai-scan-${name}-`);
  let product = await startProduct(folder);
  await setUpAt(product);
  await addUser(product.url, 'worker', '刘经办', ['clerk', 'scanner', 'inspector', 'approver']);
  await (await signInAt(product.url, 'sysadmin'))(changeSetting, { key: 'digitisation.existingDpi', value: '100' });
  const data = ['--data', folder, '--json'];
  const token = String((await command(['token', 'create', '--user', 'worker', ...data])).json['token']);
  const worker = () => signInAt(product.url, 'worker');
  return {
    worker,
    import: () => command(['import', set, '--profile', 'existing', ...data], { LANTAI_TOKEN: token }),
    verify: () => command(['verify', '--deep', ...data]),
    restart: async () => {
      await command(['stop', ...data]);
      product = await startProduct(folder);
    },
    kill: async () => {
      await product.kill();
      product = await startProduct(folder);
    },
    isReceiving: () => fs.globSync(`${folder}/storage/staging/*/content/*`).length > 3,
    isAccepting: () => fs.globSync(`${folder}/storage/blobs/*/*/*`).length > 3,
    isProcessing: () => fs.globSync(`${folder}/storage/imaging/*`).length > 0,
    keptCount: () => fs.globSync(`${folder}/storage/ocfl/*/*/*/*/inventory.json.sha512`).length,
    scans: async () => ((await (await worker())(findScans, { limit: 50 })) as Scans).scans,
    loose: async () => ((await (await worker())(findLoose, { limit: 200 })) as { pages: LoosePage[] }).pages,
    stop: () => product.stop(),
    /** All that digitising left behind, without ids and times. */
    result: async () => {
      const client = new pg.Client(String((await command(['status', ...data])).json['database']));
      await client.connect();
      const pages = await client.query(`
        select p.name, i.category_code, i.sequence, i.title, g.ordinal, g.state, g.file_name, g.raw_sha256, g.raw_sm3, g.optimised_sha256, g.view_sha256, g.thumb_sha256
        from page g join item i on i.id = g.item_id join dossier d on d.id = g.dossier_id join person p on p.id = d.person_id order by 1, 2, 3, 5`);
      const events = await client.query(
        'select type, count(*)::int as n from ledger_event where subject_kind in ($1, $2, $3) group by 1 order by 1',
        ['scan', 'dossier', 'catalogue'],
      );
      await client.end();
      return { pages: pages.rows, events: events.rows };
    },
  };
}
type Centre = Awaited<ReturnType<typeof openCentre>>;

const all = async (centre: Centre, state: string) =>
  (await centre.scans()).length === 2 && (await centre.scans()).every((scan) => scan.state === state);
const WAIT = { timeout: 60_000, interval: 300 };

const withoutPlace = ({ id: _id, receivedAt: _at, ...page }: LoosePage) => page;

/** Passes every page and publishes; `between` is done after each step. */
async function finish(centre: Centre, between: () => Promise<void>) {
  await expect.poll(() => all(centre, 'inspecting'), WAIT).toBe(true);
  for (const { dossierId } of await centre.scans()) {
    const worker = await centre.worker();
    const { items } = (await worker(getPages, { dossierId })) as Pages;
    const verdicts = items.flatMap(({ pages }) =>
      pages.map(({ id, version }) => ({ pageId: id, version, verdict: 'pass' as const, defects: [] })),
    );
    await worker(inspectPages, { dossierId, verdicts });
    await worker(publishDossier, { dossierId });
    await between();
  }
  await expect.poll(() => all(centre, 'published'), WAIT).toBe(true);
}

test('a folder of samples is imported, processed, inspected and published by command line and HTTP; a stop or a kill -9 at every step changes nothing', async () => {
  const calm = await openCentre('calm');
  const first = await calm.import();
  expect(first).toMatchObject({ code: 0, json: { imported: 3 + 2 + looseCount, unchanged: 0, refused: 0 } });
  expect(await calm.import()).toMatchObject({ code: 0, json: { imported: 0, unchanged: 3 + 2 + looseCount, refused: 0 } });
  expect((await calm.loose()).length).toBe(loosePageCount);
  await finish(calm, async () => {});
  expect(await calm.verify()).toMatchObject({ code: 0, json: { differences: [] } });
  const expected = await calm.result();
  expect(expected.pages.length).toBe(pageCount);

  const shaken = await openCentre('shaken');
  const codes: number[] = [];
  for (const isReached of [shaken.isReceiving, shaken.isAccepting, shaken.isReceiving]) {
    const importing = shaken.import();
    const isOver = importing.then(() => true);
    while (!isReached() && !(await Promise.race([isOver, sleep(2, false)])));
    await shaken.kill();
    codes.push((await importing).code);
    expect(await shaken.verify()).toMatchObject({ code: 0, json: { differences: [] } });
  }
  expect(codes).toContain(2); // cut off in the middle
  expect((await shaken.import()).json).toMatchObject({ refused: 0 });
  while (!shaken.isProcessing() && !(await all(shaken, 'inspecting'))) await sleep(2);
  await shaken.restart(); // a stop as it should be, in the middle of a page
  while (!shaken.isProcessing() && !(await all(shaken, 'inspecting'))) await sleep(2);
  await shaken.kill(); // in the middle of a page
  let keptCount = 0;
  await finish(shaken, async () => {
    keptCount += 1;
    while (shaken.keptCount() < keptCount) await sleep(1);
    await shaken.kill(); // it lies in the store, and the database does not say so yet
  });
  expect(await shaken.verify()).toMatchObject({ code: 0, json: { differences: [] } });
  expect(await shaken.result()).toEqual(expected);
  expect((await shaken.loose()).map(withoutPlace)).toEqual((await calm.loose()).map(withoutPlace));
  await Promise.all([calm.stop(), shaken.stop()]);
}, 300_000);
