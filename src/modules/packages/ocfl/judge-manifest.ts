import { digestLengths, shorten } from './digest-names.ts';
import { findConflicts, hasBadElement, isJsonObject, isTextList, type Json, type Reporter, readVersionName } from './findings.ts';

/** Digest as written → content paths; only what is well formed. */
export type JudgedManifest = ReadonlyMap<string, readonly string[]>;

/** Judges the manifest block: digests, and content paths inside version folders. @standard OCFL 1.1 §3.5.2 */
export function judgeManifest(inventory: Json, digestLength: number, reporter: Reporter): JudgedManifest {
  const manifest = new Map<string, readonly string[]>();
  const block = inventory['manifest'];
  if (!isJsonObject(block)) return manifest;
  const contentDirectory = typeof inventory['contentDirectory'] === 'string' ? inventory['contentDirectory'] : 'content';
  for (const [digest, paths] of Object.entries(block)) {
    if (digestLength > 0 && !isHex(digest, digestLength))
      reporter.report('E025', 'manifest', `${shorten(digest)} 不是该算法的十六进制摘要`);
    if (!isTextList(paths)) {
      reporter.report('E092', 'manifest', `${shorten(digest)} 的值不是路径列表`);
      continue;
    }
    manifest.set(digest, paths);
    for (const path of paths) judgeContentPath(path, contentDirectory, reporter);
  }
  for (const digest of findCaseRepeats([...manifest.keys()]))
    reporter.report('E096', 'manifest', `${shorten(digest)} 大小写不同地重复出现`);
  for (const path of findConflicts([...manifest.values()].flat()))
    reporter.report('E101', 'manifest', `内容路径“${path}”重复或与其他路径冲突`);
  return manifest;
}

/** Judges the fixity block. Algorithms nobody documents are an error; known ones are checked for form. @standard OCFL 1.1 §3.5.4 */
export function judgeFixity(inventory: Json, manifest: JudgedManifest, { report }: Reporter): void {
  const fixity = inventory['fixity'];
  if (fixity !== undefined && !isJsonObject(fixity)) report('E111', 'fixity', 'fixity 不是 JSON 对象');
  const contentPaths = new Set([...manifest.values()].flat());
  for (const [algorithm, block] of Object.entries(isJsonObject(fixity) ? fixity : {})) {
    const path = `fixity/${algorithm}`;
    const length = digestLengths.get(algorithm);
    if (length === undefined) report('E056', path, `摘要算法 ${algorithm} 不在规范或扩展的名单内`);
    if (!isJsonObject(block)) report('E057', path, '不是 JSON 对象');
    else judgeFixityBlock(block, length ?? 0, contentPaths, (code, message) => report(code, path, message));
  }
}

function judgeFixityBlock(
  block: Json,
  length: number,
  contentPaths: ReadonlySet<string>,
  report: (code: string, message: string) => void,
): void {
  for (const digest of findCaseRepeats(Object.keys(block))) report('E097', `${shorten(digest)} 大小写不同地重复出现`);
  for (const [digest, paths] of Object.entries(block)) {
    const isFormGood = isTextList(paths) && (length === 0 || isHex(digest, length));
    const stray = isTextList(paths) ? paths.filter((path) => !contentPaths.has(path)) : [];
    if (!isFormGood) report('E057', `${shorten(digest)} 的摘要或路径列表格式不对`);
    for (const path of stray) report('E057', `“${path}”不在 manifest 中`);
  }
}

function judgeContentPath(path: string, contentDirectory: string, { report }: Reporter): void {
  const isEdgeBad = path.startsWith('/') || path.endsWith('/');
  if (isEdgeBad) report('E100', 'manifest', `内容路径“${path}”以斜杠开头或结尾`);
  if (hasBadElement(path)) report('E099', 'manifest', `内容路径“${path}”含空的、. 或 .. 的层次`);
  if (isEdgeBad || hasBadElement(path)) return;
  const [version = '', folder, ...rest] = path.split('/');
  if (!readVersionName(version) || folder !== contentDirectory || rest.length === 0) {
    report('E042', 'manifest', `内容路径“${path}”不在某个版本的“${contentDirectory}”文件夹内`);
  }
}

function isHex(digest: string, length: number): boolean {
  return digest.length === length && /^[0-9a-fA-F]+$/.test(digest);
}

function findCaseRepeats(digests: readonly string[]): string[] {
  const seen = new Set<string>();
  return digests.filter((digest) => seen.size === seen.add(digest.toLowerCase()).size);
}
