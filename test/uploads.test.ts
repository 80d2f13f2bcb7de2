import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { INPUT_HEADER, type Operation } from '../src/core/operation.ts';
import { callServer } from '../src/doors/client.ts';
import { buildServer } from '../src/doors/http.ts';
import { packFolder, type Sent } from '../src/doors/import/pack-folder.ts';
import { openSession } from '../src/modules/accounts/index.ts';
import { acceptImport, discardImport, findImports, receivePackage, replacePage } from '../src/modules/digitisation/contract.ts';
import { readPeople, uploadPhoto } from '../src/modules/reception/contract.ts';
import { openTestHouse } from './house.ts';
import { allowCoarseScans, register, sampleSet } from './scans.ts';

type Received = { importId: string; state: string; issues: { rule?: string; message: string }[] };

const { vendors, people } = await sampleSet(2, 'mixed');
const [volume = ''] = vendors;
const [, person] = people; // samples go round the forms: the second is the vendor's
if (!person) throw new Error('no person');
const testHouse = await openTestHouse();
const { house, owner, folder, verify, actorWith } = testHouse;
await allowCoarseScans(testHouse);
await register(testHouse, await actorWith(['dossier.register']), person);
const app = await buildServer(house);
await app.listen({ port: 0, host: '127.0.0.1' });
afterAll(() => app.close());
const server = { url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`, token: await tokenOfClerk() };
const granted = await verify(); // the clerk's role was given behind the ledger's back
const input = { fileName: `${path.basename(volume)}.tar`, profile: 'existing' };

async function tokenOfClerk(): Promise<string> {
  const { userId } = await actorWith([]);
  await owner.insertInto('user_role').values({ user_id: userId, role_code: 'clerk' }).execute();
  await owner.updateTable('app_user').set({ must_change: false }).where('id', '=', userId).execute();
  return (await openSession(owner, 'token', userId, house.clock(), null)).secret;
}

async function ask<T>(operation: Operation, fields: Record<string, unknown>, body?: AsyncIterable<Uint8Array>): Promise<T> {
  return (await callServer(server, operation, fields, body)).body as T;
}
const brokenOff = async () =>
  (
    await owner
      .selectFrom('audit_log')
      .select('id')
      .where('operation', '=', receivePackage.name)
      .where('outcome', '=', 'invalid_input')
      .execute()
  ).length;
const stages = () => fs.readdirSync(path.join(folder, 'storage/staging'));

/** A call whose body has begun and does not go on. */
function begin(operation: Operation, fields: object, first: Uint8Array): http.ClientRequest {
  const headers = {
    ...{ authorization: `Bearer ${server.token}`, 'content-type': 'application/octet-stream' },
    [INPUT_HEADER]: encodeURIComponent(JSON.stringify(fields)),
  };
  const route = operation.route.replace('POST ', '').replace(':pageId', '01900000-0000-7000-8000-000000000000');
  const request = http.request(`${server.url}/api${route}`, { method: 'POST', headers });
  request.on('error', () => {}); // broken off below
  request.write(first);
  return request;
}

function zipOf(from: string): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const name of fs.readdirSync(from)) zip.addFile(path.join(from, name), `${path.basename(from)}/${name}`);
  zip.end();
  return zip.outputStream as unknown as AsyncIterable<Uint8Array>;
}

test('twenty senders who begin and do not go on hold up nobody; when they go away nothing is left of what they sent', async () => {
  const start = (await buffer(await packFolder(volume))).subarray(0, 200_000);
  const others = [uploadPhoto, readPeople, replacePage].map((operation) =>
    begin(operation, operation === replacePage ? { version: 1 } : { fileName: '甲.csv' }, Buffer.from('姓名')),
  );
  const slow = [
    ...others,
    ...Array.from({ length: 20 }, (_, i) => begin(receivePackage, input, i % 2 ? start : Buffer.from('PK\x03\x04'))),
  ];
  await expect.poll(() => stages().length, { timeout: 10_000 }).toBeGreaterThan(8);
  const began = performance.now();
  for (let i = 0; i < 10; i++) expect(await ask(findImports, {})).toMatchObject({ imports: [] });
  expect(performance.now() - began).toBeLessThan(5000);
  for (const request of slow) request.destroy();
  await expect.poll(stages, { timeout: 10_000 }).toEqual([]);
  await expect.poll(brokenOff).toBe(20);
  expect(await verify()).toEqual(granted);
});

test('a stream whose writer breaks off is refused and leaves nothing; hostile names in it are named', async () => {
  const whole = await buffer(await packFolder(volume));
  const send = (bytes: Buffer) =>
    ask<Received>(
      receivePackage,
      input,
      (async function* () {
        yield bytes;
      })(),
    );
  expect(await send(whole.subarray(0, whole.length - 5000))).toMatchObject({ state: 'refused', issues: [{ rule: 'zip.unreadable' }] });
  expect(stages()).toEqual([]);
});

test('a folder that arrives as a stream is the same content as its zip: the one after the other changes nothing', async () => {
  const told: Sent[] = [];
  const received = await ask<Received>(receivePackage, input, await packFolder(volume, (sent) => told.push(sent)));
  expect(received.state).toBe('ready');
  expect(told.at(-1)).toEqual({ files: told.length, bytes: told.at(-1)?.ofBytes, ofFiles: told.length, ofBytes: told.at(-1)?.ofBytes });
  expect(await ask(discardImport, { importId: received.importId })).toEqual({});
  expect(stages()).toEqual([]);

  const { importId } = await ask<Received>(receivePackage, input, await packFolder(volume));
  await ask(acceptImport, { importId, reason: '样例' });
  expect(stages()).toEqual([]);
  const zipped = await ask(receivePackage, { ...input, fileName: `${path.basename(volume)}.zip` }, zipOf(volume));
  expect(zipped).toMatchObject({ state: 'unchanged', issues: [] });
  expect(await ask(receivePackage, input, await packFolder(volume))).toMatchObject({ state: 'unchanged', importId });
  expect(stages()).toEqual([]);
  expect(await verify(true)).toEqual(granted);
});

test('a file that grows while it is sent breaks the sending off, and says so', async () => {
  const copy = path.join(folder, 'growing', path.basename(volume));
  fs.cpSync(volume, copy, { recursive: true });
  const sending = await packFolder(copy);
  fs.appendFileSync(path.join(copy, fs.readdirSync(copy).find((name) => name.endsWith('.jpg')) ?? ''), 'more');
  await expect(ask(receivePackage, input, sending)).rejects.toThrow('改动');
  await expect.poll(stages, { timeout: 10_000 }).toEqual([]);
  await expect.poll(brokenOff).toBe(21);
});
