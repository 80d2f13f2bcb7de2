import { digestLengths, shorten } from './digest-names.ts';
import { inWords, isJsonObject, type Json, type Reporter, readVersionName } from './findings.ts';
import type { Inventory } from './inventory.ts';
import { judgeFixity, judgeManifest } from './judge-manifest.ts';
import { judgeVersionBlock } from './judge-version-block.ts';

const KEYS: readonly string[] = ['id', 'type', 'digestAlgorithm', 'head', 'contentDirectory', 'manifest', 'versions', 'fixity'];

/**
 * Judges one inventory by itself, without looking at files. Returns it typed when it is sound enough for the judges of files.
 * `specVersion` is that of the object's declaration, absent for inventories of earlier versions.
 * @standard OCFL 1.1 §3.5
 */
export function judgeInventory(text: string, specVersion: string | undefined, reporter: Reporter): Inventory | undefined {
  const value = parse(text);
  if (!isJsonObject(value)) {
    reporter.report('E033', '', '清单不是规范的 JSON，无法读取');
    return undefined;
  }
  const before = reporter.findings.length;
  judgeKeys(value, specVersion, reporter);
  const versionNames = isJsonObject(value['versions']) ? Object.keys(value['versions']) : [];
  judgeVersionNames(value, versionNames, reporter);
  const length = digestLengths.get(inWords(value['digestAlgorithm'])) ?? 0;
  const manifest = judgeManifest(value, length, reporter);
  const used = new Set<string>();
  for (const name of versionNames) judgeVersionBlock(value, name, manifest, used, reporter);
  for (const digest of manifest.keys()) {
    if (!used.has(digest)) reporter.report('E107', 'manifest', `manifest 中的 ${shorten(digest)} 没有任何版本引用`);
  }
  judgeFixity(value, manifest, reporter);
  const isStructureBad = reporter.findings.slice(before).some(({ code }) => STRUCTURAL.has(code));
  return isStructureBad ? undefined : (value as unknown as Inventory);
}

/** With one of these an inventory cannot be compared with files. */
const STRUCTURAL = new Set(['E033', 'E036', 'E025', 'E041', 'E043', 'E044', 'E048', 'E050', 'E092', 'E106', 'E008', 'E047', 'E051']);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function judgeKeys(value: Json, specVersion: string | undefined, { report }: Reporter): void {
  for (const key of ['id', 'type', 'digestAlgorithm', 'head']) {
    if (value[key] === undefined) report('E036', key, `清单缺少 ${key}`);
  }
  for (const key of Object.keys(value)) if (!KEYS.includes(key)) report('E102', key, `清单含规范以外的键 ${key}`);
  judgeIdentity(value, specVersion, report);
  const algorithm = value['digestAlgorithm'];
  if (algorithm !== undefined && algorithm !== 'sha512' && algorithm !== 'sha256') {
    report('E025', 'digestAlgorithm', `摘要算法 ${inWords(algorithm)} 不允许，只能用 sha512 或 sha256`);
  }
  if (algorithm === 'sha256') report('W004', 'digestAlgorithm', '摘要算法宜用 sha512');
  judgeContentDirectory(value['contentDirectory'], report);
  judgeBlocks(value, report);
}

function judgeBlocks(value: Json, report: Reporter['report']): void {
  if (value['manifest'] === undefined) report('E041', 'manifest', '清单缺少 manifest');
  else if (!isJsonObject(value['manifest'])) report('E106', 'manifest', 'manifest 不是 JSON 对象');
  if (value['versions'] === undefined) report('E043', 'versions', '清单缺少 versions');
  else if (!isJsonObject(value['versions'])) report('E044', 'versions', 'versions 不是 JSON 对象');
}

function judgeIdentity(value: Json, specVersion: string | undefined, report: Reporter['report']): void {
  const { id, type } = value;
  if (id !== undefined && (typeof id !== 'string' || id === '')) report('E037', 'id', '对象标识为空或不是文字');
  else if (typeof id === 'string' && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(id)) report('W005', 'id', '对象标识宜为 URI');
  const expected =
    specVersion === undefined
      ? /^https:\/\/ocfl\.io\/1\.[01]\/spec\/#inventory$/
      : new RegExp(`^https://ocfl\\.io/${specVersion.replace('.', '\\.')}/spec/#inventory$`);
  if (type !== undefined && !expected.test(inWords(type))) report('E038', 'type', `清单类型“${inWords(type)}”与对象声明的 OCFL 版本不一致`);
}

function judgeContentDirectory(value: unknown, report: Reporter['report']): void {
  if (value === undefined) return;
  if (typeof value !== 'string' || value.includes('/') || value === '') report('E017', 'contentDirectory', '内容文件夹名不能为空或含斜杠');
  else if (value === '.' || value === '..') report('E018', 'contentDirectory', '内容文件夹名不能是 . 或 ..');
}

function judgeVersionNames(value: Json, names: readonly string[], { report }: Reporter): void {
  if (!isJsonObject(value['versions'])) return;
  if (names.length === 0) {
    report('E008', 'versions', '对象没有任何版本');
    return;
  }
  const read = names.map((name) => ({ name, parts: readVersionName(name) }));
  for (const { name } of read.filter(({ parts }) => !parts)) report('E046', `versions/${name}`, `“${name}”不是版本文件夹名`);
  const parts = read.flatMap((item) => item.parts ?? []);
  const numbers = parts.map(({ number }) => number).sort((a, b) => a - b);
  if (numbers[0] !== 1) report('E009', 'versions', '版本号不是从 1 开始');
  if (numbers.some((number, index) => index > 0 && number !== (numbers[index - 1] ?? 0) + 1)) report('E010', 'versions', '版本号不连续');
  if (new Set(parts.map(({ width }) => width)).size > 1) report('E012', 'versions', '版本号补零的位数不一致');
  if (parts.some(({ width }) => width > 0)) report('W001', 'versions', '版本号不宜补零');
  const last = read.find(({ parts: found }) => found?.number === numbers.at(-1))?.name;
  if (value['head'] !== undefined && value['head'] !== last)
    report('E040', 'head', `head 为 ${inWords(value['head'])}，应为最新版本 ${last}`);
}
