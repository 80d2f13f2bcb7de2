import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestFile } from './digest.ts';
import { type ImagingPool, openImagingPool } from './pool.ts';
import { drawSample } from './sample-page.ts';

let root: string;
let raw: string;
let out: string;
const pools: ImagingPool[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pool-'));
  [raw, out] = [join(root, 'raw'), join(root, 'out')];
  await Promise.all([mkdir(raw), mkdir(out)]);
  await writeFile(join(raw, 'page.jpg'), await drawSample({ seed: 71, kind: 'table', skewDegrees: 0.8, dpi: 300 }));
  await writeFile(join(raw, 'program.jpg'), 'MZ');
  await writeFile(join(root, 'outside.jpg'), await readFile(join(raw, 'page.jpg')));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await rm(root, { recursive: true });
});

function open(options: { size?: number; memoryMb?: number; timeoutMs?: number } = {}): ImagingPool {
  const pool = openImagingPool({ size: 1, memoryMb: 1500, readFolders: [raw], writeFolders: [out], ...options });
  pools.push(pool);
  return pool;
}

test('pages are processed side by side into files whose digests are told', async () => {
  const pool = open({ size: 2 });
  const page = join(raw, 'page.jpg');
  const results = await Promise.all([pool.process(page, out), pool.process(page, out, { quality: 70 }), pool.analyse(page)]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
  const [first, second, analysis] = results;
  if (!first.ok || !second.ok || !analysis.ok) return;
  expect(first.raw).toEqual(await digestFile(page));
  for (const { path, widthPx, heightPx, ...digests } of [first.optimised, first.view, first.thumb, second.optimised]) {
    expect(await digestFile(path)).toEqual(digests);
    expect(await sharp(path).metadata()).toMatchObject({ width: widthPx, height: heightPx });
  }
  expect(second.optimised.sizeBytes).toBeLessThan(first.optimised.sizeBytes);
  expect(Math.abs(analysis.skewDegrees - 0.8)).toBeLessThan(0.1);
  expect(await readdir(raw)).toEqual(['page.jpg', 'program.jpg']);
});

test('a decoder reads and writes nothing outside its folders', async () => {
  const pool = open();
  expect(await pool.analyse(join(root, 'outside.jpg'))).toMatchObject({ ok: false, reason: 'unreadable' });
  expect(await pool.process(join(raw, 'page.jpg'), root)).toMatchObject({ ok: false, reason: 'unwritable' });
  expect(await pool.process(join(raw, 'program.jpg'), out)).toMatchObject({ ok: false, reason: 'not_an_image', format: 'executable' });
  expect(pool.status()).toMatchObject({ waitingCount: 0, crashCount: 0 });
});

test('a decoder killed in its work fails that page only; the ones behind it are done by its successor', async () => {
  const pool = open();
  const page = join(raw, 'page.jpg');
  await pool.analyse(page);
  const [victim] = pool.status().pids;
  const before = await readdir(out);
  const tasks = [pool.process(page, out), pool.process(page, out), pool.analyse(page)];
  await new Promise((done) => setTimeout(done, 150));
  process.kill(victim ?? 0, 'SIGKILL');
  const [killed, next, last] = await Promise.all(tasks);
  expect(killed).toMatchObject({ ok: false, reason: 'crashed' });
  expect([next?.ok, last?.ok]).toEqual([true, true]);
  expect(pool.status().crashCount).toBe(1);
  expect(pool.status().pids).not.toContain(victim);
  expect((await readdir(out)).length - before.length).toBe(3);
  // One that dies while it has nothing to do is replaced, too.
  process.kill(pool.status().pids[0] ?? 0, 'SIGKILL');
  await expect.poll(() => pool.status().pids).toEqual([]);
  expect(await pool.analyse(page)).toMatchObject({ ok: true });
});

test('a page that takes too long is stopped and leaves no files', async () => {
  const pool = open({ timeoutMs: 120 });
  const before = await readdir(out);
  expect(await pool.process(join(raw, 'page.jpg'), out)).toMatchObject({ ok: false, reason: 'timeout' });
  expect(await readdir(out)).toEqual(before);
});

test('a bomb is refused by its header, or dies on the memory limit, and the server does not grow', async () => {
  const pool = open({ memoryMb: 900 });
  // 118 Mpx are below the limit on pixels: 350 MB decoded, and as much again when turned into pages, from a file of 0.4 MB.
  const allowed = await sharp({ create: { width: 10_000, height: 11_800, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const declared = Buffer.from(allowed);
  declared.writeUInt32BE(60_000, 16);
  await Promise.all([writeFile(join(raw, 'allowed.png'), allowed), writeFile(join(raw, 'declared.png'), declared)]);
  const rss = process.memoryUsage().rss;
  expect(await pool.process(join(raw, 'declared.png'), out)).toMatchObject({ ok: false, reason: 'too_large' });
  expect(await pool.process(join(raw, 'allowed.png'), out)).toMatchObject({ ok: false, reason: 'out_of_memory' });
  expect(process.memoryUsage().rss - rss).toBeLessThan(60_000_000);
  expect(await pool.analyse(join(raw, 'page.jpg'))).toMatchObject({ ok: true });
});

test('a closed pool answers, and leaves no process behind', async () => {
  const pool = open();
  const pending = pool.process(join(raw, 'page.jpg'), out);
  await new Promise((done) => setTimeout(done, 50));
  const { pids } = pool.status();
  await pool.close();
  await pool.close();
  expect(await pending).toMatchObject({ ok: false, reason: 'crashed' });
  expect(await pool.analyse(join(raw, 'page.jpg'))).toMatchObject({ ok: false, reason: 'crashed' });
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
