import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { revealIdNumber } from '../../src/modules/holdings/contract.ts';
import { findParcels, registerDossier, signParcel } from '../../src/modules/reception/contract.ts';
import { makePeople } from '../../src/modules/samples/index.ts';
import { find } from '../../src/modules/search/contract.ts';
import { faultOf } from '../../src/platform/log.ts';
import { addUser, PASSWORD, setUpAt, signInAt, startProduct } from '../e2e/product.ts';
import { command } from './command.ts';

const [person] = makePeople(77, 1);
if (!person) throw new Error('no person');
const NAME = '欧阳痕迹';
const WRONG = 'Cuo-Wu-8812';

test('logs and what the server prints hold no names, ID numbers, passwords, tokens or session ids, whatever goes wrong', async () => {
  const product = await startProduct();
  const data = ['--data', product.folder, '--json'];
  await setUpAt(product);
  await addUser(product.url, 'clerk', '收件甲痕', ['clerk', 'leader']);
  const token = String((await command(['token', 'create', '--user', 'clerk', ...data])).json['token']);
  const signedIn = await fetch(`${product.url}/api/session`, { method: 'POST' }).then((answer) => answer.status);
  expect(signedIn).toBeGreaterThanOrEqual(400);
  await expect(signInAt(product.url, 'clerk', WRONG)).rejects.toThrow();
  const clerk = await signInAt(product.url, 'clerk');
  await clerk(signParcel, { carrier: 'ems', trackingNo: 'EX300400500CN', sender: '某大学', sealState: 'intact' });
  const input = { person: { name: NAME, idNumber: person.idNumber }, previousInstitution: '某大学', inReason: 'employment' } as const;
  const register = (given: object) => clerk(registerDossier, { ...input, ...given } as never);
  const { dossierId } = (await register({})) as { dossierId: string };
  await clerk(find, { text: NAME, limit: 20 });
  await clerk(find, { text: person.idNumber, limit: 20 });
  await clerk(revealIdNumber, { dossierId, purpose: `${NAME}来电核对` });
  // refused, in words that quote what was sent
  await expect(register({})).rejects.toThrow('重登');
  await expect(register({ person: { name: NAME, idNumber: `${person.idNumber.slice(0, 17)}?` } })).rejects.toThrow('4');
  await expect(clerk(findParcels, { before: NAME } as never)).rejects.toThrow('400');
  const raw = await fetch(`${product.url}/api/dossiers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: `{"person": {"name": "${NAME}", "idNumber": ${person.idNumber}x`,
  });
  expect(raw.status).toBe(400);
  // faults of the server whose messages quote them: raised in the database, and by it
  const owner = new pg.Client(String((await command(['status', ...data])).json['database']));
  await owner.connect();
  await owner.query(`create function break() returns trigger language plpgsql as
    $$ begin raise exception 'broken: % %', new.name, new.id_number using detail = new.name; end $$`);
  await owner.query('create trigger break before insert on person for each row execute function break()');
  const [other] = makePeople(78, 1);
  await expect(register({ person: { name: NAME, idNumber: other?.idNumber } })).rejects.toThrow('500');
  await owner.query('drop trigger break on person; alter table audit_log rename to audit_log_gone');
  await expect(clerk(find, { text: NAME, limit: 20 })).rejects.toThrow('500');
  await owner.query('alter table audit_log_gone rename to audit_log');
  await owner.query(`select $1::int`, [NAME]).catch(() => {});
  const secrets = fs.readdirSync(`${product.folder}/secrets`).map((name) => fs.readFileSync(`${product.folder}/secrets/${name}`, 'utf8'));
  await owner.end();
  await product.end();

  const logs = fs.globSync(`${product.folder}/{logs,postgres}/**/*.log*`);
  expect(logs.map((file) => path.basename(file)).sort()).toEqual(['lantai.log', 'postgres.log']);
  const [started = '', ...rest] = product.said().split('\n');
  expect(JSON.parse(started)).toMatchObject({ setupUrl: product.setupUrl }); // said once, to whoever started it
  const text = [...rest, ...logs.map((file) => fs.readFileSync(file, 'utf8'))].join('\n');
  expect(text).toContain('"operation":"reception.registerDossier","kind":"error","code":"P0001"'); // it did say that something broke, and where
  const forbidden = [NAME, person.name, person.idNumber, other?.idNumber ?? '', '收件甲痕', PASSWORD, `${PASSWORD}-first`, WRONG, token];
  for (const word of [...forbidden, product.setupUrl.split('#')[1] ?? '', ...secrets.filter(Boolean)]) expect(text).not.toContain(word);
  expect(text).not.toMatch(/lantai=[\w-]{10}|Bearer /);
  expect(text).not.toMatch(/\d{17}[\dX]/);
  fs.rmSync(product.folder, { recursive: true });
}, 120_000);

test('a fault is told by its kind, codes and place, never by its words', () => {
  const inner = Object.assign(new Error(`duplicate ${NAME}`), { code: '23505', constraint: 'person_pkey', detail: NAME });
  const fault = faultOf(new TypeError(`bad\n${NAME}`, { cause: inner }));
  expect(fault).toMatchObject({ kind: 'TypeError', cause: { kind: 'Error', code: '23505', constraint: 'person_pkey' } });
  expect(JSON.stringify(fault)).not.toContain(NAME);
  expect(JSON.stringify(fault)).toContain('logs.test.ts');
  expect(faultOf(NAME)).toEqual({ kind: 'string' });
});
