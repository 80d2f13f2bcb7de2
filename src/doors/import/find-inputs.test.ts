import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findInputs } from './find-inputs.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-inputs-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function put(...names: readonly string[]): void {
  for (const name of names) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), '');
  }
}

test('lists come first, then packages and volumes, loose pages last; what systems leave behind is passed over', async () => {
  put(
    'set/vendor/甲/目录.xlsx',
    'set/vendor/甲/1-1-001.jpg',
    'set/loose/scan_1.jpg',
    'set/packages/乙.zip',
    'set/people.xlsx',
    'set/truth.json',
    'set/Thumbs.db',
  );
  put('set/packages/丙/丙.xml', 'set/packages/丙/图像数据/原始图像数据/1-1-001.jpg', 'set/packages/乙.manifest.json');
  const found = await findInputs(path.join(folder, 'set'));
  expect(found.map((input) => `${input.kind} ${path.relative(path.join(folder, 'set'), input.path)}`)).toEqual([
    'list people.xlsx',
    'package packages/乙.zip',
    'folder packages/丙',
    'folder vendor/甲',
    'loose loose/scan_1.jpg',
  ]);
});

test('a volume, a list or a package by itself is what it is', async () => {
  const one = async (name: string) => (await findInputs(path.join(folder, name))).map(({ kind }) => kind);
  expect(await one('set/vendor/甲')).toEqual(['folder']);
  expect(await one('set/people.xlsx')).toEqual(['list']);
  expect(await one('set/packages/乙.zip')).toEqual(['package']);
  expect(await one('set/loose/scan_1.jpg')).toEqual(['loose']);
});
