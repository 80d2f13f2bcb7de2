import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { findRuns, getRun, undoRun } from '../../src/modules/opening/contract.ts';
import { makePeople } from '../../src/modules/samples/index.ts';
import { addShelves, createRoom } from '../../src/modules/stackroom/contract.ts';
import { addUser, type Caller, setUpAt, signInAt, startProduct } from '../e2e/product.ts';
import { command } from './command.ts';

const ROWS = 6000;
const LEVEL = 100;
const AS_OF = '2026-01-01';
type Run = { state: string; counts: { opened: number; refused: number; known: number }; step: { done: number } };

const two = (n: number) => String(n).padStart(2, '0');
const place = (n: number) => {
  const level = Math.floor(n / LEVEL);
  return `KF01-Q01-J${two(Math.floor(level / 36) + 1)}-A-${two((Math.floor(level / 6) % 6) + 1)}-${(level % 6) + 1}-${String((n % LEVEL) + 1).padStart(3, '0')}`;
};

/** Fresh in every respect: what stands, counted by a reader that shares nothing with the product but the tables. */
async function standing(folder: string) {
  const client = new pg.Client(String((await command(['status', '--data', folder, '--json'])).json['database']));
  await client.connect();
  const { rows } = await client.query(`
    select (select count(*)::int from dossier where is_active) as dossiers, (select count(*)::int from volume where state = 'shelved') as volumes,
      (select count(*)::int from ledger_event where type = 'dossier.opened') as events,
      (select count(*)::int from opening_row where state = 'opened') as marked,
      (select coalesce(sum(amount), 0)::int from ledger_delta where measure = 'opening.dossiers') as figure`);
  await client.end();
  return rows[0] as Record<'dossiers' | 'volumes' | 'events' | 'marked' | 'figure', number>;
}

test('an opening list is entered by command line; kill -9 at every step loses and doubles nothing, and a restart finishes it', async () => {
  const folder = fs.mkdtempSync('/tmp/lantai-opening-');
  let product = await startProduct(folder);
  await setUpAt(product);
  await addUser(product.url, 'keeper', '孙库管', ['shelver']);
  const data = ['--data', folder, '--json'];
  const token = String((await command(['token', 'create', '--user', 'keeper', ...data])).json['token']);
  const cli = (args: readonly string[]) => command([...args, ...data], { LANTAI_TOKEN: token });
  const keeper = await signInAt(product.url, 'keeper');
  const { roomId } = (await keeper(createRoom, { code: 'KF01', name: '一号库' })) as { roomId: string };
  const shape = { zone: 1, firstRack: 1, rackCount: 2, faces: 'A' as const, bayCount: 6, levelCount: 6, capacity: LEVEL };
  await keeper(addShelves, { roomId, ...shape });
  const lines = makePeople(3, ROWS).map(({ name, idNumber }, n) => `${name},${n % 8 === 7 ? '' : idNumber},旧${n},${place(n)}`);
  const list = path.join(folder, 'inbox', '在架清单.csv');
  fs.writeFileSync(list, `姓名,身份证号,旧编号,库位\n${lines.join('\n')}\n坏行,110101198001011111,旧X,\n`);

  expect(await cli(['import', list])).toMatchObject({
    code: 1,
    json: { imported: 0, issues: [{ message: expect.stringContaining('--as-of') }] },
  });
  const first = cli(['import', list, '--as-of', AS_OF]).catch(() => undefined); // its server is about to go
  const runId = await untilBusy(product.url, 'committing', 500);
  await restart();
  await first;
  let run = await untilBusy(product.url, 'committing', 2500, runId).then(async () => {
    await restart();
    return settled(await signInAt(product.url, 'keeper'), runId);
  });
  expect(run).toMatchObject({ state: 'committed', counts: { opened: ROWS, refused: 1 } });
  expect(await standing(folder)).toEqual({ dossiers: ROWS, volumes: ROWS, events: ROWS, marked: ROWS, figure: ROWS });
  expect(await command(['verify', ...data])).toMatchObject({ code: 0, json: { differences: [] } });

  expect((await cli(['import', list, '--as-of', AS_OF])).json).toMatchObject({ imported: 0, unchanged: ROWS, refused: 1 });
  await (await signInAt(product.url, 'keeper'))(undoRun, { runId, reason: '清单有误' });
  await untilBusy(product.url, 'undoing', 500, runId);
  await restart();
  run = await settled(await signInAt(product.url, 'keeper'), runId);
  expect(run).toMatchObject({ state: 'undone', counts: { opened: 0 } });
  expect(await standing(folder)).toEqual({ dossiers: 0, volumes: 0, events: ROWS, marked: 0, figure: 0 });
  expect(await command(['verify', ...data])).toMatchObject({ code: 0, json: { differences: [] } });
  await product.stop();

  async function restart() {
    await product.kill();
    product = await startProduct(folder);
  }
}, 240_000);

/** Waits until a run is in `state` with so many rows done; its id. */
async function untilBusy(url: string, state: string, done: number, id?: string): Promise<string> {
  const keeper = await signInAt(url, 'keeper');
  for (;;) {
    const runId = id ?? ((await keeper(findRuns, { limit: 1 })) as { runs: { id: string }[] }).runs[0]?.id;
    const run = runId === undefined ? undefined : ((await keeper(getRun, { runId })) as Run);
    if (runId !== undefined && run?.state === state && run.step.done >= done) return runId;
    if (run && ['committed', 'undone'].includes(run.state))
      throw new Error(`the step was over before it could be killed: ${JSON.stringify(run)}`);
    await sleep(10);
  }
}

async function settled(keeper: Caller, runId: string): Promise<Run> {
  for (;;) {
    const run = (await keeper(getRun, { runId })) as Run;
    if (['judged', 'committed', 'undone'].includes(run.state)) return run;
    await sleep(100);
  }
}
