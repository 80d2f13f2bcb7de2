import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readObject } from './read-object.ts';
import { recoverRoot } from './recover.ts';
import { initRoot } from './storage-root.ts';
import { validateOcfl } from './validate.ts';

const ROUNDS = 20;

/** Writes versions of a few objects in a loop and says each that returned: `id version content`. */
const writer = (root: string, scratch: string, round: number) => `
  import { writeFileSync, writeSync } from 'node:fs';
  import { putVersion } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'put-version.ts')).href)};
  const root = { path: ${JSON.stringify(root)}, stagingPath: ${JSON.stringify(`${root}.staging`)} };
  const user = { name: 'writer', address: 'urn:lantai:user:1' };
  for (let turn = 0; ; turn += 1) {
    const id = turn % 3 === 0 ? 'urn:lantai:new:${round}-' + turn : 'urn:lantai:shared:' + (turn % 3);
    const content = '${round}-' + turn;
    const file = ${JSON.stringify(scratch)} + '/${round}-' + turn;
    writeFileSync(file, content);
    writeFileSync(file + '.large', content.repeat(20000));
    const state = new Map([['text/a.txt', { file }], ['large.bin', { file: file + '.large' }]]);
    const { version } = await putVersion(root, id, { state, message: 'm', user, created: new Date() });
    writeSync(1, id + ' ' + version + ' ' + content + '\\n');
  }`;

function startWriter(code: string): { child: ChildProcess; output: () => string; ended: Promise<void>; begun: Promise<void> } {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const begun = new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { child, output: () => text, begun, ended: new Promise((resolve) => child.once('close', () => resolve())) };
}

test(`after ${ROUNDS} kills at random moments every version that was acknowledged is there and the root is valid`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lantai-crash-'));
  const root = await initRoot(join(folder, 'storage'));
  const acknowledged: { id: string; version: string; content: string }[] = [];
  const seen = { settled: 0, removed: 0, halfDone: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { child, output, ended, begun } = startWriter(writer(root.path, folder, round));
    await begun;
    await sleep(Math.random() * 60);
    child.kill('SIGKILL');
    await ended;
    // The last line may be cut in the middle only if the write itself was; a whole line means the version had returned.
    for (const line of output().split('\n').slice(0, -1)) {
      const [id = '', version = '', content = ''] = line.split(' ');
      acknowledged.push({ id, version, content });
    }
    if (!(await validateOcfl(root.path, { isDeep: false })).valid) seen.halfDone += 1;
    const { settledPaths, removedCount, left } = await recoverRoot(root);
    expect(left).toEqual([]);
    seen.settled += settledPaths.length;
    seen.removed += removedCount;
    expect(await readdir(root.stagingPath)).toEqual([]);
    expect(await validateOcfl(root.path, { isDeep: round % 6 === 5 })).toEqual({ valid: true, errors: [], warnings: [] });
  }
  for (const { id, version, content } of acknowledged) {
    const stored = await readObject(root, id, version);
    expect(await readFile(stored.files.get('text/a.txt')?.file ?? '', 'utf8')).toBe(content);
  }
  console.log(`${ROUNDS} kills, ${acknowledged.length} acknowledged versions, ${JSON.stringify(seen)}`);
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS);
  await rm(folder, { recursive: true });
}, 60_000);
