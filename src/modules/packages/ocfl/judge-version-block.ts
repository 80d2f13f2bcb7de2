import { shorten } from './digest-names.ts';
import { findConflicts, hasBadElement, inWords, isJsonObject, isTextList, type Json, type Reporter } from './findings.ts';
import type { JudgedManifest } from './judge-manifest.ts';

/** RFC 3339 with seconds and a zone. */
const CREATED =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Judges one version of an inventory; adds the digests it uses to `used`. @standard OCFL 1.1 §3.5.3.1 */
export function judgeVersionBlock(inventory: Json, name: string, manifest: JudgedManifest, used: Set<string>, reporter: Reporter): void {
  const path = `versions/${name}`;
  const block = isJsonObject(inventory['versions']) ? inventory['versions'][name] : undefined;
  if (!isJsonObject(block)) {
    reporter.report('E047', path, '版本不是 JSON 对象');
    return;
  }
  const { created, state, message, user } = block;
  if (created === undefined) reporter.report('E048', path, '版本缺少 created');
  else if (typeof created !== 'string' || !CREATED.test(created)) {
    reporter.report('E049', path, `created“${inWords(created)}”不是带时区、精确到秒的时间`);
  }
  if (message !== undefined && typeof message !== 'string') reporter.report('E094', path, 'message 不是文字');
  if (message === undefined || user === undefined) reporter.report('W007', path, '版本宜有 message 和 user');
  if (user !== undefined) judgeUser(user, path, reporter);
  if (state === undefined) reporter.report('E048', path, '版本缺少 state');
  else judgeState(state, path, manifest, used, reporter);
}

function judgeUser(user: unknown, path: string, { report }: Reporter): void {
  if (!isJsonObject(user) || typeof user['name'] !== 'string' || user['name'] === '') {
    report('E054', path, 'user 没有 name');
    return;
  }
  const address = user['address'];
  if (address === undefined) report('W008', path, 'user 宜有 address');
  else if (typeof address !== 'string' || !/^[a-z][a-z0-9+.-]*:\S+$/i.test(address)) report('W009', path, 'user 的 address 宜为 URI');
}

function judgeState(state: unknown, path: string, manifest: JudgedManifest, used: Set<string>, { report }: Reporter): void {
  if (!isJsonObject(state)) {
    report('E050', path, 'state 不是 JSON 对象');
    return;
  }
  const logicalPaths: string[] = [];
  for (const [digest, paths] of Object.entries(state)) {
    used.add(digest);
    if (!manifest.has(digest)) report('E050', path, `state 中的 ${shorten(digest)} 不在 manifest 中`);
    if (isTextList(paths)) logicalPaths.push(...paths);
    else report('E051', path, `${shorten(digest)} 的值不是路径列表`);
  }
  judgeLogicalPaths(logicalPaths, path, report);
}

function judgeLogicalPaths(logicalPaths: readonly string[], path: string, report: Reporter['report']): void {
  for (const logicalPath of logicalPaths) {
    if (logicalPath.startsWith('/') || logicalPath.endsWith('/')) report('E053', path, `逻辑路径“${logicalPath}”以斜杠开头或结尾`);
    if (hasBadElement(logicalPath)) report('E052', path, `逻辑路径“${logicalPath}”含空的、. 或 .. 的层次`);
  }
  for (const logicalPath of findConflicts(logicalPaths)) report('E095', path, `逻辑路径“${logicalPath}”重复或与其他路径冲突`);
}
