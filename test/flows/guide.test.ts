import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addUser, setUpAt, startProduct } from '../e2e/product.ts';

test('the guide of the first day does what it says, from top to bottom', async () => {
  const product = await startProduct();
  await setUpAt(product);
  await addUser(product.url, 'clerk', '收件甲', ['clerk']);
  await addUser(product.url, 'shelver', '库管乙', ['shelver']);
  const blocks = [...fs.readFileSync('docs/guides/first-day.md', 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block);
  expect(blocks.length).toBeGreaterThan(6);
  const folder = fs.mkdtempSync('/tmp/lantai-guide-');
  fs.symlinkSync(path.resolve('lantai'), path.join(folder, 'lantai'));
  const env = { ...process.env, LANTAI_DATA: product.folder, LANTAI_URL: product.url };
  const output = execFileSync('bash', ['-euo', 'pipefail', '-c', blocks.join('\n')], { cwd: folder, env, encoding: 'utf8' });
  expect(output).toContain('1 / 1 = 1.0000');
  expect(output).toContain('一致');
  expect(fs.readFileSync(path.join(folder, 'labels.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  fs.rmSync(folder, { recursive: true });
  await product.stop();
}, 120_000);
