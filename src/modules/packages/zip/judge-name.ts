import type { Issue } from '../../../core/problem.ts';
import { toSafePath } from './entry-names.ts';
import { toMegabytes, type ZipLimits } from './limits.ts';

/** `path` is the best name that can be shown, safe only without issues. */
export type JudgedName = { path: string; isFolder: boolean; issues: Issue[] };

export const toIssue = (path: string, message: string, rule: string): Issue => ({ path, message, rule });

/** What is wrong with the name of an archive's entry; `name` is undefined when its bytes are in no known encoding. */
export function judgeName(name: string | undefined, bytes: Uint8Array, limits: ZipLimits): JudgedName {
  if (name === undefined) {
    const shown = Buffer.from(bytes).toString('latin1');
    return { path: shown, isFolder: false, issues: [toIssue(shown, '文件名既不是 UTF-8 也不是 GBK 编码，请重新打包', 'zip.name')] };
  }
  const safe = toSafePath(name, limits.depth);
  const path = 'path' in safe ? safe.path : name;
  const issues = 'problem' in safe ? [toIssue(path, `“${path}”${safe.problem}`, safe.rule)] : [];
  return { path, isFolder: /[\\/]$/.test(name), issues };
}

/** Judges the bytes that an entry declares, unpacked. */
export function judgeSize(path: string, sizeBytes: number, limits: ZipLimits): Issue[] {
  if (sizeBytes <= limits.entryBytes) return [];
  const message = `“${path}”解压后 ${toMegabytes(sizeBytes)}，超过单个文件上限 ${toMegabytes(limits.entryBytes)}；请核对文件是否正确`;
  return [toIssue(path, message, 'zip.size')];
}

export const toLinkIssue = (path: string): Issue => toIssue(path, `“${path}”是链接，可能指向包外；请放入真实文件后重新打包`, 'zip.link');

export const toSpecialIssue = (path: string): Issue => toIssue(path, `“${path}”是设备或管道等特殊文件，请删去后重新打包`, 'zip.link');
