import { createHash } from 'node:crypto';
import type { Issue } from '../../../core/problem.ts';
import type { MeasuredFile } from '../source/types.ts';

/** A file's line in the side manifest (清单); `path` is relative to the folder `{姓名}{公民身份号码}`. */
export type ManifestFile = { path: string; sizeBytes: number; sha256: string; sm3: string };

/** The side manifest of a package. It lies beside the package, never inside: the standard knows no such file. */
export type PackageManifest = {
  format: typeof MANIFEST_FORMAT;
  package: string;
  fileCount: number;
  totalBytes: number;
  files: ManifestFile[];
};

export const MANIFEST_FORMAT = 'lantai-package-manifest/1';

/** Beside `{base}` or `{base}.zip`. */
export function toManifestName(baseName: string): string {
  return `${baseName}.manifest.json`;
}

export function toManifest(baseName: string, files: readonly ManifestFile[]): PackageManifest {
  const sorted = files
    .map(({ path, sizeBytes, sha256, sm3 }) => ({ path, sizeBytes, sha256, sm3 }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const totalBytes = sorted.reduce((sum, file) => sum + file.sizeBytes, 0);
  return { format: MANIFEST_FORMAT, package: baseName, fileCount: sorted.length, totalBytes, files: sorted };
}

/**
 * One digest for the content of a package, for telling one already received (R60): the same for folder and archive, however packed.
 * SHA-256 over the lines `sha256  path` sorted by path.
 */
export function toPackageDigest(files: readonly Pick<ManifestFile, 'path' | 'sha256'>[]): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** Compares a package with the manifest that came with it (R62; changed content R55). `path` names the manifest in messages. */
export function judgeManifest(text: string, path: string, files: readonly MeasuredFile[]): Issue[] {
  const manifest = parseManifest(text);
  if (!manifest) return [{ path, message: `清单“${path}”无法读取，请重新导出清单`, rule: 'R62' }];
  const present = new Map(files.map((file) => [file.path, file]));
  const listed = new Set(manifest.files.map((file) => file.path));
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const issues: Issue[] = [];
  if (manifest.fileCount !== files.length || manifest.totalBytes !== total) {
    const message = `总件数或总字节数与清单不符：清单 ${manifest.fileCount} 个文件 ${manifest.totalBytes} 字节，实有 ${files.length} 个 ${total} 字节；请核对传送是否完整`;
    issues.push({ path, message, rule: 'R62' });
  }
  for (const line of manifest.files) issues.push(...compare(line, present.get(line.path)));
  const extra = files.filter((file) => !listed.has(file.path));
  return [...issues, ...extra.map((file) => ({ path: file.path, message: `“${file.path}”不在清单内；请核对来源`, rule: 'R62' }))];
}

function compare(line: ManifestFile, file: MeasuredFile | undefined): Issue[] {
  const { path } = line;
  if (!file) return [{ path, message: `清单列出的“${path}”不在数据包内；请重新传送`, rule: 'R62' }];
  if (file.sha256 === line.sha256 && file.sm3 === line.sm3) return [];
  return [{ path, message: `“${path}”摘要与清单不符，疑似被改动或损坏；请重新传送并查明原因`, rule: 'R55' }];
}

function parseManifest(text: string): PackageManifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isManifest(value: unknown): value is PackageManifest {
  if (typeof value !== 'object' || value === null) return false;
  const { format, fileCount, totalBytes, files } = value as Record<string, unknown>;
  const isHeadGood = format === MANIFEST_FORMAT && Number.isInteger(fileCount) && Number.isInteger(totalBytes);
  return isHeadGood && Array.isArray(files) && files.every(isManifestFile);
}

function isManifestFile(value: unknown): value is ManifestFile {
  if (typeof value !== 'object' || value === null) return false;
  const { path, sizeBytes, sha256, sm3 } = value as Record<string, unknown>;
  return typeof path === 'string' && Number.isInteger(sizeBytes) && typeof sha256 === 'string' && typeof sm3 === 'string';
}
