import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser, setUpAt, startProduct } from '../e2e/product.ts';
import { lantai } from './command.ts';

const product = await startProduct();
const data = ['--data', product.folder];
let token = '';
const call = (operation: string, input: object = {}) =>
  lantai(['call', operation, '--input', JSON.stringify(input), '--json', ...data], { LANTAI_TOKEN: token });

beforeAll(async () => {
  await setUpAt(product);
  await addUser(product.url, 'clerk', '收件甲', ['clerk']);
  token = String((await lantai(['token', 'create', '--user', 'clerk', '--json', ...data])).json['token']);
}, 60_000);
afterAll(() => product.stop());

test('help lists every command in Chinese and English, and unknown words end with 2', async () => {
  const help = await lantai(['--help']);
  expect(help.code).toBe(0);
  for (const command of [
    'start',
    'stop',
    'status',
    'test',
    'verify',
    'token',
    'ledger',
    'rebuild',
    'search',
    'evaluate',
    'call',
    'samples',
    'package',
    'ocfl',
  ])
    expect(help.stdout).toContain(`./lantai ${command}`);
  expect(help.stdout).toMatch(/启动服务[\s\S]*installs, migrates and serves/);
  expect(await lantai(['no-such'])).toMatchObject({ code: 2, stdout: '' });
  expect(await lantai(['verify', '--wrong'])).toMatchObject({ code: 2, stdout: '' });
});

test('status tells the address, the schema and a database URL that opens', async () => {
  const { code, json } = await lantai(['status', '--json', ...data]);
  expect(code).toBe(0);
  expect(json).toMatchObject({ running: true, url: product.url, schema: expect.stringMatching(/^\d{4}_/) });
  const client = new pg.Client(String(json['database']));
  await client.connect();
  expect((await client.query('select count(*)::int as n from parcel')).rows).toEqual([{ n: 0 }]);
  await client.end();
});

test('search asks the server as the user of the token, and its tables can be filled again meanwhile', async () => {
  expect(await lantai(['search', '王伟', '--limit', '5', '--json', ...data])).toMatchObject({ code: 2 });
  expect(await lantai(['search', '王伟', '--limit', '5', '--json', ...data], { LANTAI_TOKEN: token })).toMatchObject({
    code: 0,
    json: { kind: 'name', groups: [], ms: expect.any(Number) },
  });
  expect(await lantai(['search', '%', '--json', ...data], { LANTAI_TOKEN: token })).toMatchObject({
    code: 1,
    json: { code: 'invalid_input' },
  });
  expect(await lantai(['rebuild', 'search', '--json', ...data])).toMatchObject({ code: 0, json: { dossiers: 0, items: 0 } });
  expect(await lantai(['rebuild', 'all', '--json', ...data])).toMatchObject({ code: 2 });
});

test('a second start on the same folder says so and refuses', async () => {
  const second = await lantai(['start', '--port', '0', '--json', ...data]);
  expect(second.code).toBe(2);
  expect(second.json['error']).toContain('已有服务在运行');
});

test('a parcel is signed for by the command line, as by the page, and a refusal ends with 1', async () => {
  const parcel = { carrier: 'ems', trackingNo: 'EX100200300CN', sender: '某大学' };
  expect(await call('reception.signParcel', parcel)).toMatchObject({ code: 0, json: { trackingNo: 'EX100200300CN' } });
  expect(await call('reception.signParcel', parcel)).toMatchObject({
    code: 1,
    json: { code: 'conflict', issues: [{ path: 'trackingNo', rule: 'R16' }] },
  });
  expect(await call('reception.findParcels')).toMatchObject({
    code: 0,
    json: { parcels: [{ trackingNo: 'EX100200300CN', signedBy: '收件甲' }] },
  });
  expect(await call('accounts.findUsers')).toMatchObject({ code: 1, json: { code: 'forbidden' } });
  const list = await lantai(['call', '--list', '--json']);
  expect((list.json['operations'] as object[]).length).toBeGreaterThan(40);
});

test('without a token, or with a wrong one, a client command says what to do', async () => {
  const without = await lantai(['call', 'reception.findParcels', '--json', ...data]);
  expect(without).toMatchObject({ code: 2, json: { error: expect.stringContaining('token create') } });
  token = 'wrong';
  expect(await call('reception.findParcels')).toMatchObject({ code: 1, json: { code: 'unauthenticated' } });
  token = String((await lantai(['token', 'create', '--user', 'clerk', '--json', ...data])).json['token']);
  expect(await lantai(['token', 'create', '--user', 'nobody', '--json', ...data])).toMatchObject({ code: 2 });
});

test('verify is clean, finds an edited row through the database URL that status gives, and names it', async () => {
  expect(await lantai(['verify', '--json', ...data])).toMatchObject({ code: 0, json: { ok: true, differences: [] } });
  const client = new pg.Client(String((await lantai(['status', '--json', ...data])).json['database']));
  await client.connect();
  const { rows } = await client.query("update parcel set sender = '别处' returning id");
  expect(await lantai(['verify', '--json', ...data])).toMatchObject({
    code: 1,
    json: { ok: false, differences: [{ table: 'parcel', id: rows[0].id }] },
  });
  await client.query("update parcel set sender = '某大学'");
  await client.end();
});

test('an exported ledger is judged by itself, and a changed line is named', async () => {
  const file = path.join(product.folder, 'ledger.jsonl');
  expect(await lantai(['ledger', 'export', file, '--json', ...data])).toMatchObject({ code: 0 });
  expect(await lantai(['ledger', 'verify', file, '--json'])).toMatchObject({ code: 0, json: { ok: true } });
  expect(await lantai(['ledger', 'verify', '--json', ...data])).toMatchObject({ code: 0, json: { ok: true } });
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  lines[3] = lines[3]?.replace('"actor_id":"', '"actor_id":"x') ?? '';
  fs.writeFileSync(file, lines.join('\n'));
  expect(await lantai(['ledger', 'verify', file, '--json'])).toMatchObject({
    code: 1,
    json: { differences: [{ id: '1/4', what: expect.stringContaining('被改动') }] },
  });
});

test('evaluate answers as cli.md says', async () => {
  expect(await lantai(['evaluate', '2026', '--as-of', '2026-12-31', '--json', ...data], { LANTAI_TOKEN: token })).toMatchObject({
    code: 0,
    json: {
      indicators: [{ key: 'workCompletion', target: '0.90' }, { key: 'sameDayRegistration' }],
      ledger: { seq: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
  });
});

test('owner commands leave a line in the audit log', async () => {
  const client = new pg.Client(String((await lantai(['status', '--json', ...data])).json['database']));
  await client.connect();
  const { rows } = await client.query("select distinct operation from audit_log where actor_id = 'operator' order by 1");
  await client.end();
  expect(rows.map(({ operation }) => operation)).toEqual([
    'operator.createToken',
    'operator.exportLedger',
    'operator.rebuildSearch',
    'operator.verify',
    'operator.verifyLedger',
  ]);
});

test.runIf(process.getuid?.() === 0)('a data folder that the database user cannot enter is refused, naming the parent', async () => {
  const closed = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'lantai-closed-'));
  fs.chmodSync(closed, 0o700);
  const refused = await lantai(['start', '--port', '0', '--json', '--data', path.join(closed, 'data')]);
  expect(refused).toMatchObject({ code: 2, json: { error: expect.stringContaining(`chmod o+x ${closed}`) } });
  fs.rmSync(closed, { recursive: true });
});

test('stop ends it, and status says so', async () => {
  const folder = fs.mkdtempSync('/tmp/lantai-stop-');
  const other = await startProduct(folder);
  expect(await lantai(['stop', '--json', '--data', folder])).toMatchObject({ code: 0, json: { stopped: true } });
  expect(await lantai(['status', '--json', '--data', folder])).toMatchObject({ code: 1, json: { running: false } });
  expect(await lantai(['verify', '--json', '--data', folder])).toMatchObject({ code: 0 }); // starts the database for itself
  expect(spawnSync('pgrep', ['-f', `${folder}/postgres`]).status).toBe(1); // nothing is left running
  expect(other.url).toMatch(/^http/);
  fs.rmSync(folder, { recursive: true });
});

test('samples are made, judged as whole packages, and a damaged one is named', async () => {
  const folder = fs.mkdtempSync('/tmp/lantai-samples-');
  const made = await lantai(['samples', path.join(folder, 'set'), '--dossiers', '1', '--dpi', '50', '--as', 'package', '--json']);
  expect(made).toMatchObject({ code: 0, json: { dossiers: 1, pages: expect.any(Number), truth: path.join(folder, 'set/truth.json') } });
  const [name = ''] = fs.readdirSync(path.join(folder, 'set/packages'));
  const file = path.join(folder, 'set/packages', name);
  expect(await lantai(['package', 'check', file, '--json'])).toMatchObject({
    code: 0,
    json: { kind: 'gbt33870', valid: true, errors: [] },
  });
  fs.truncateSync(file, fs.statSync(file).size - 4000);
  expect(await lantai(['package', 'check', file, '--json'])).toMatchObject({
    code: 1,
    json: { valid: false, errors: [{ code: 'zip.unreadable' }] },
  });
  expect(await lantai(['package', 'check', path.join(folder, 'none'), '--json'])).toMatchObject({ code: 2 });
  expect(await lantai(['ocfl', 'validate', folder, '--json'])).toMatchObject({ code: 1, json: { valid: false } });
  expect(await lantai(['samples', folder, '--dpi', 'many', '--json'])).toMatchObject({ code: 2 });
  fs.rmSync(folder, { recursive: true });
}, 60_000);
