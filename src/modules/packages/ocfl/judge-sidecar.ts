import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reporter } from './findings.ts';
import { INVENTORY_FILE, type Inventory } from './inventory.ts';

/** Judges the digest beside an inventory. `folder` is relative to the object. @standard OCFL 1.1 §3.6 */
export async function judgeSidecar(
  objectPath: string,
  folder: string,
  inventory: Uint8Array,
  algorithm: Inventory['digestAlgorithm'],
  { report }: Reporter,
): Promise<void> {
  const path = [folder, `${INVENTORY_FILE}.${algorithm}`].filter(Boolean).join('/');
  const text = await readFile(join(objectPath, path), 'utf8').catch(() => undefined);
  if (text === undefined) return report('E058', path, '清单缺少摘要文件');
  const digest = /^([0-9a-fA-F]+)[ \t]+inventory\.json\r?\n?$/.exec(text)?.[1];
  if (digest === undefined) return report('E061', path, '摘要文件的格式应为“摘要 inventory.json”');
  const actual = createHash(algorithm).update(inventory).digest('hex');
  if (digest.toLowerCase() !== actual) report('E060', path, '清单与其摘要不符，可能损坏或被改动');
}
