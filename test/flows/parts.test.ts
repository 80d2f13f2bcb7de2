import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { changeSetting } from '../../src/modules/accounts/contract.ts';
import { findScans } from '../../src/modules/digitisation/contract.ts';
import { addUser, setUpAt, signInAt, startProduct } from '../e2e/product.ts';
import { sampleSet } from '../scans.ts';
import { command } from './command.ts';

const { set } = await sampleSet(2, 'package');

test('web and worker run apart on one folder: the web leaves steps to the worker, and a worker killed in the middle of a page finishes when it runs again', async () => {
  const folder = fs.mkdtempSync('/tmp/lantai-parts-');
  const data = ['--data', folder, '--json'];
  const start = (only: string) => command(['start', '--only', only, '--port', '0', ...data]);
  const status = async () => (await command(['status', ...data])).json;
  // both at once on an empty folder: one of them makes the database, the other joins
  const [web, first] = await Promise.all([startProduct(folder, ['--only', 'web']), startProduct(folder, ['--only', 'worker'])]);
  expect(first.url).toBeUndefined();
  expect(await status()).toMatchObject({ url: web.url, workers: 1, parts: { web: { url: web.url }, worker: { pid: expect.any(Number) } } });
  for (const part of ['web', 'worker'])
    expect(await start(part)).toMatchObject({ code: 2, json: { error: expect.stringContaining('已有服务在运行') } });
  expect(await command(['start', '--port', '0', ...data])).toMatchObject({ code: 2 });

  await first.kill();
  await setUpAt(web);
  await addUser(web.url, 'worker', '刘经办', ['clerk', 'scanner', 'inspector']);
  await (await signInAt(web.url, 'sysadmin'))(changeSetting, { key: 'digitisation.existingDpi', value: '100' });
  const token = String((await command(['token', 'create', '--user', 'worker', ...data])).json['token']);
  const scanner = await signInAt(web.url, 'worker');
  const states = async () => ((await scanner(findScans, { limit: 50 })) as { scans: { state: string }[] }).scans.map(({ state }) => state);
  expect((await command(['import', set, '--profile', 'existing', ...data], { LANTAI_TOKEN: token })).json).toMatchObject({ refused: 0 });
  await sleep(2000);
  expect(await states()).toEqual(['processing', 'processing']); // asked for, and nobody there to do it
  expect(fs.existsSync(`${folder}/storage/imaging`)).toBe(false);
  expect(await status()).toMatchObject({ running: true, workers: 0, queues: { 'digitisation.process': { waiting: 2, active: 0 } } });

  const second = await startProduct(folder, ['--only', 'worker']);
  while (fs.globSync(`${folder}/storage/imaging/*`).length === 0) await sleep(2);
  await second.kill();
  expect(await states()).toContain('processing');
  await startProduct(folder, ['--only', 'worker']);
  await expect.poll(states, { timeout: 60_000, interval: 300 }).toEqual(['inspecting', 'inspecting']);
  expect(await command(['verify', '--deep', ...data])).toMatchObject({ code: 0, json: { differences: [] } });

  await web.end(); // the worker goes on, and the database with it
  expect(await status()).toMatchObject({ running: true, workers: 1, parts: { worker: { pid: expect.any(Number) } } });
  const again = await startProduct(folder, ['--only', 'web']);
  await signInAt(again.url, 'worker');
  expect((await command(['stop', ...data])).json).toMatchObject({ stopped: true, pids: [expect.any(Number), expect.any(Number)] });
  expect(await command(['status', ...data])).toMatchObject({ code: 1, json: { running: false } });
  expect(spawnSync('pgrep', ['-f', `${folder}/postgres`]).status).toBe(1);
  fs.rmSync(folder, { recursive: true });
}, 180_000);

test('what cannot run alone is refused in plain words', async () => {
  const folder = fs.mkdtempSync('/tmp/lantai-parts-');
  const refused = async (...options: string[]) => {
    const { code, json } = await command(['start', '--data', folder, '--port', '0', '--json', ...options]);
    return { code, error: json['error'] };
  };
  expect(await refused('--only', 'portal')).toEqual({ code: 2, error: expect.stringContaining('本版本还没有公众端') });
  expect(await refused('--only', 'all')).toEqual({ code: 2, error: expect.stringContaining('可用 web、worker') });
  expect(await refused('--only', 'web', '--demo')).toEqual({ code: 2, error: expect.stringContaining('先不带 --only') });
  expect((await command(['start', '--help'])).stdout).toMatch(/portal（公众端）本版本尚未提供/);
  fs.rmSync(folder, { recursive: true });
});
