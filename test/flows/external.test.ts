import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findParcels, signParcel } from '../../src/modules/reception/contract.ts';
import { startPostgres } from '../../src/platform/postgres.ts';
import { addUser, setUpAt, signInAt, startProduct } from '../e2e/product.ts';
import { command } from './command.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-external-'));
fs.chmodSync(home, 0o711); // the server's own user passes through
const server = await startPostgres(path.join(home, 'server'));
const PASSWORD = 'Xi-Shan/2026@#';

async function ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(server.url);
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}
const urlFor = (user: string, password = PASSWORD, database = 'centre') => {
  const { host } = new URL(server.url);
  return `postgres://${user}:${encodeURIComponent(password)}@${host}/${database}`;
};
const names = async () =>
  (
    await ask<{ name: string }>('select datname::text as name from pg_database union all select rolname::text from pg_roles order by 1')
  ).map(({ name }) => name);

beforeAll(async () => {
  await ask(`create role dba login createrole createdb password '${PASSWORD}'`); // no superuser: as a hosted server gives it
  await ask(`create role guest login password '${PASSWORD}'`);
});
afterAll(async () => {
  await server.stop();
  fs.rmSync(home, { recursive: true });
});

test('an external PostgreSQL holds the data over a stop and a start, and is neither stopped nor otherwise touched', async () => {
  const folder = path.join(home, 'data');
  const data = ['--data', folder, '--json'];
  const env = { DATABASE_URL: urlFor('dba') };
  const before = await names();
  const product = await startProduct(folder, [], env);
  expect(fs.existsSync(`${folder}/postgres`)).toBe(false); // no embedded one beside it
  await setUpAt(product);
  await addUser(product.url, 'clerk', '收件甲', ['clerk']);
  const clerk = await signInAt(product.url, 'clerk');
  await clerk(signParcel, { carrier: 'ems', trackingNo: 'EX700800900CN', sender: '某大学', sealState: 'intact' });
  expect(await command(['verify', ...data], env)).toMatchObject({ code: 0, json: { ok: true, differences: [] } });
  expect((await command(['status', ...data], env)).json).toMatchObject({ running: true, database: expect.stringContaining('/centre') });
  expect(await command(['stop', ...data])).toMatchObject({ code: 0, json: { stopped: true } });
  expect(await ask('select pg_postmaster_start_time() < now() as up')).toEqual([{ up: true }]);

  await ask(`alter role dba password 'Dong-Shan/2027'`); // and the roles' own, which follow it, are set again
  const again = { DATABASE_URL: urlFor('dba', 'Dong-Shan/2027') };
  const second = await startProduct(folder, [], again);
  const { parcels } = await (await signInAt(second.url, 'clerk'))(findParcels, { limit: 10 });
  expect(parcels).toMatchObject([{ trackingNo: 'EX700800900CN' }]);
  await second.end();
  expect(await command(['verify', '--deep', ...data], again)).toMatchObject({ code: 0, json: { ok: true, differences: [] } });
  expect((await names()).filter((name) => !before.includes(name))).toEqual(['centre', 'lantai_app', 'lantai_owner']);
  await ask(`alter role dba password '${PASSWORD}'`);

  // the folder's data is there and nowhere else
  for (const name of ['verify', 'start'])
    expect(await command([name, '--port', '0', ...data])).toMatchObject({
      code: 2,
      json: { error: expect.stringContaining('请设置 DATABASE_URL') },
    });
}, 120_000);

test('a database that its owner made beforehand is used as it is', async () => {
  const admin = new pg.Client(urlFor('dba', PASSWORD, 'postgres'));
  await admin.connect();
  await admin.query('create database given');
  await admin.end();
  const env = { DATABASE_URL: urlFor('dba', PASSWORD, 'given') };
  const product = await startProduct(path.join(home, 'given'), [], env);
  await setUpAt(product);
  await product.end();
  expect(await command(['verify', '--data', path.join(home, 'given'), '--json'], env)).toMatchObject({ code: 0 });
  expect(await ask(`select datdba::regrole::text as owner from pg_database where datname = 'given'`)).toEqual([{ owner: 'dba' }]);
}, 60_000);

test('an address that does not do ends with 2, says what to do and keeps the password to itself', async () => {
  const { host } = new URL(server.url);
  const wrong = 'Bei-Shan?2028';
  const cases: [string, RegExp][] = [
    ['not an address', /DATABASE_URL 不是完整的 PostgreSQL 地址，应形如 postgres:\/\//],
    [`postgres://dba:${wrong}@${host}/centre`, /百分号编码/],
    [`postgres://dba:12/${wrong}@${host}/centre`, /百分号编码/],
    [urlFor('dba', wrong), /不让用户 dba 登录；请核对/],
    [urlFor('guest'), /用户 guest 的权限不够；该用户须能建立角色和库/], // the database is closed to him
    [urlFor('guest', PASSWORD, 'other'), /用户 guest 不能建立角色；请由数据库管理员执行 ALTER ROLE/],
    [urlFor('dba').replace(host, '127.0.0.1:9'), /连接不上外部数据库 127\.0\.0\.1:9：ECONNREFUSED；请确认/],
    [urlFor('dba').replace(host, 'no-such-host.invalid'), /连接不上外部数据库 no-such-host\.invalid/],
  ];
  for (const [DATABASE_URL, words] of cases) {
    const folder = fs.mkdtempSync(path.join(home, 'bad-'));
    for (const json of [[], ['--json']]) {
      const { code, stdout, stderr } = await command(['start', '--port', '0', '--data', folder, ...json], { DATABASE_URL });
      expect(code, DATABASE_URL).toBe(2);
      expect(stdout + stderr).toMatch(words);
      for (const secret of [wrong, PASSWORD, encodeURIComponent(PASSWORD), encodeURIComponent(wrong), 'Shan'])
        expect(stdout + stderr).not.toContain(secret);
    }
  }
}, 120_000);
