import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestBytes, digestFile } from './digest.ts';

test('both digests of "abc" are those of their standards, from a file and from memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'digest-'));
  await writeFile(join(folder, 'abc'), 'abc');
  const expected = {
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    // The first example of GB/T 32905.
    sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    sizeBytes: 3,
  };
  expect(await digestFile(join(folder, 'abc'))).toEqual(expected);
  expect(digestBytes(Buffer.from('abc'))).toEqual(expected);
  await expect(digestFile(join(folder, 'missing'))).rejects.toThrow('ENOENT');
  await rm(folder, { recursive: true });
});
