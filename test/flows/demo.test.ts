import fs from 'node:fs';
import { expect, test } from 'vitest';
import { getPages } from '../../src/modules/digitisation/contract.ts';
import { findDossiers } from '../../src/modules/holdings/contract.ts';
import { signInAt, startProduct } from '../e2e/product.ts';
import { lantai } from './command.ts';

test('the demonstration centre is ready, whole and signs in', async () => {
  const product = await startProduct(undefined, ['--demo']);
  const users = fs
    .readFileSync(`${product.folder}/secrets/demo-users.txt`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  expect(users.map(([name]) => name).sort()).toEqual(
    [
      'approver',
      'arranger',
      'auditadmin',
      'clerk',
      'finance',
      'inspector',
      'leader',
      'reader',
      'scanner',
      'secadmin',
      'shelver',
      'sysadmin',
    ].sort(),
  );
  expect(fs.statSync(`${product.folder}/secrets/demo-users.txt`).mode & 0o077).toBe(0);
  const [, password = ''] = users.find(([name]) => name === 'clerk') ?? [];
  const clerk = await signInAt(product.url, 'clerk', password);
  const { dossiers } = (await clerk(findDossiers, { limit: 200 } as never)) as {
    dossiers: { id: string; registeredOn: string; digitalState: string }[];
  };
  expect(dossiers.length).toBeGreaterThan(190);
  expect(new Set(dossiers.map(({ registeredOn }) => registeredOn.slice(0, 4)))).toEqual(new Set(['2021', '2022', '2023']));
  const published = dossiers.filter(({ digitalState }) => digitalState === 'published');
  expect(published.length).toBe(12);
  const [, arrangerPassword = ''] = users.find(([name]) => name === 'arranger') ?? [];
  const arranger = await signInAt(product.url, 'arranger', arrangerPassword);
  const { items } = (await arranger(getPages, { dossierId: published[0]?.id ?? '' })) as { items: { pages: object[] }[] };
  expect(items.reduce((sum, { pages }) => sum + pages.length, 0)).toBeGreaterThanOrEqual(6);
  const data = ['--data', product.folder];
  expect(await lantai(['verify', '--json', ...data])).toMatchObject({ code: 0, json: { differences: [] } });
  const { json } = await lantai(['token', 'create', '--user', 'leader', '--json', ...data]);
  const figures = await lantai(['evaluate', '2023', '--as-of', '2023-12-31', '--json', ...data], { LANTAI_TOKEN: String(json['token']) });
  expect(figures.json).toMatchObject({ indicators: [{ denominator: 198 }, { met: true }], grade: expect.any(String) });
  await product.stop();
}, 400_000);
