import type { Issue } from '../../../core/problem.ts';

export type SafePath = { path: string } | { problem: string; rule: string };

/**
 * Turns a name found in an archive or folder into a relative path with `/`, or says why it may not be used. `./` and doubled
 * slashes are dropped; anything that points outside, or that no file system can hold, is refused and never repaired.
 */
export function toSafePath(name: string, depthLimit: number): SafePath {
  const plain = name.replaceAll('\\', '/');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters in names are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(plain)) return { problem: '文件名含控制字符，请重新命名后再打包', rule: 'zip.name' };
  if (plain.startsWith('/')) return { problem: '是绝对路径，可能写到包外；请在文件夹内重新打包', rule: 'zip.outside' };
  if (/^[A-Za-z]:/.test(plain)) return { problem: '带盘符，可能写到包外；请在文件夹内重新打包', rule: 'zip.outside' };
  const elements = plain.split('/').filter((element) => element !== '' && element !== '.');
  if (elements.includes('..')) return { problem: '含“..”，可能写到包外；请在文件夹内重新打包', rule: 'zip.outside' };
  if (elements.length === 0) return { problem: '没有文件名，请重新打包', rule: 'zip.name' };
  if (elements.length - 1 > depthLimit) return { problem: `文件夹超过 ${depthLimit} 层，请减少层次后再打包`, rule: 'zip.depth' };
  const isTooLong = elements.some((element) => Buffer.byteLength(element) > 255);
  if (isTooLong) return { problem: '文件名过长（超过 255 字节），请缩短后再打包', rule: 'zip.name' };
  return { path: elements.join('/') };
}

/**
 * Names that would land on each other when unpacked: the same twice, the same but for case (one file on Windows), and a file that is
 * also a folder of another. One issue a later name.
 */
export function findNameClashes(paths: readonly string[]): Issue[] {
  const seen = new Map<string, string>();
  const issues: Issue[] = [];
  for (const path of paths) {
    const earlier = seen.get(path.toLowerCase());
    if (earlier === undefined) seen.set(path.toLowerCase(), path);
    else issues.push({ path, message: clashMessage(path, earlier), rule: 'zip.duplicate' });
  }
  return [...issues, ...findFilesUsedAsFolders(paths, seen)];
}

function clashMessage(path: string, earlier: string): string {
  if (path === earlier) return `压缩包内有两个同名文件“${path}”，无法判断用哪一个；请删去一个后重新打包`;
  return `“${path}”与“${earlier}”只有大小写不同，解压后会互相覆盖；请改名后重新打包`;
}

function findFilesUsedAsFolders(paths: readonly string[], files: ReadonlyMap<string, string>): Issue[] {
  const folders = new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))).toLowerCase()));
  const clashing = [...folders].filter((folder) => folder !== '' && files.has(folder));
  return clashing.map((folder) => {
    const path = files.get(folder) ?? folder;
    return { path, message: `“${path}”既是文件又是文件夹，无法解压；请重新打包`, rule: 'zip.duplicate' };
  });
}
