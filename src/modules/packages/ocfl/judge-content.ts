import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DigestName } from '../digests.ts';
import { measureFile } from '../durable.ts';
import { isJsonObject, isTextList, type Reporter } from './findings.ts';
import type { Inventory } from './inventory.ts';

/** Compares content folders with the manifest; with `isDeep` every byte with every digest. @standard OCFL 1.1 §3.3.1, §3.5 */
export async function judgeContent(
  objectPath: string,
  inventory: Inventory,
  folders: readonly string[],
  isDeep: boolean,
  reporter: Reporter,
): Promise<void> {
  const present = new Set<string>();
  for (const version of folders) await walk(objectPath, `${version}/${inventory.contentDirectory ?? 'content'}`, present, reporter);
  const expected = new Map<string, Expected[]>();
  collect(expected, inventory.digestAlgorithm, inventory.manifest, 'E092');
  const fixity: unknown = inventory.fixity;
  for (const [name, block] of Object.entries(isJsonObject(fixity) ? fixity : {})) collect(expected, name, block, 'E093');
  const listed = new Set([...expected].filter(([, digests]) => digests.some(({ code }) => code === 'E092')).map(([path]) => path));
  for (const path of [...present].filter((found) => !listed.has(found))) reporter.report('E023', path, '文件没有列入清单');
  for (const [path, digests] of expected) {
    if (!present.has(path)) reportMissing(path, digests, reporter);
    else if (isDeep) await compare(objectPath, path, digests, reporter);
  }
}

function reportMissing(path: string, digests: readonly Expected[], { report }: Reporter): void {
  for (const code of new Set(digests.map((digest) => digest.code))) report(code, path, '清单列出的文件不存在');
}

type Expected = { name: string; digest: string; code: string };

/** Malformed blocks were reported by the judge of the inventory; here only what is sound is compared. */
function collect(expected: Map<string, Expected[]>, name: string, block: unknown, code: string): void {
  for (const [digest, paths] of Object.entries(isJsonObject(block) ? block : {})) {
    for (const path of isTextList(paths) ? paths : []) expected.set(path, [...(expected.get(path) ?? []), { name, digest, code }]);
  }
}

async function walk(objectPath: string, folder: string, present: Set<string>, reporter: Reporter): Promise<void> {
  const entries = await readdir(join(objectPath, folder), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (entries?.length === 0) reporter.report('E024', folder, '内容文件夹内有空文件夹');
  for (const entry of entries ?? []) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await walk(objectPath, path, present, reporter);
    else if (entry.isFile()) present.add(path);
    else reporter.report('E090', path, '对象中不允许链接或特殊文件');
  }
}

/** Algorithms that Node lacks (BLAKE2 of other lengths) are passed over, as the specification wants of readers. */
const COMPUTED: readonly DigestName[] = ['sha512', 'sha256', 'sm3', 'sha1', 'md5'];

async function compare(objectPath: string, path: string, expected: readonly Expected[], { report }: Reporter): Promise<void> {
  const names = COMPUTED.filter((name) => expected.some((item) => item.name === name));
  const facts = await measureFile(join(objectPath, path), names).catch(() => undefined);
  if (!facts) return report('E092', path, '文件无法读取，介质可能损坏');
  for (const { name, digest, code } of expected) {
    const actual = names.find((known) => known === name);
    if (actual && facts.digests[actual] !== digest.toLowerCase()) report(code, path, `内容与登记的 ${name} 摘要不符，可能损坏或被改动`);
  }
}
