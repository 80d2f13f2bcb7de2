import { type Issue, Problem } from '../../../core/problem.ts';
import { measure } from '../digests.ts';
import { type FileKind, fileKindOf } from '../magic.ts';
import type { SourceFile } from './types.ts';

/** A file with what one reading of all its bytes told. */
export type MeasuredFile = { path: string; sizeBytes: number; kind: FileKind; sha256: string; sm3: string };

export type MeasuredFiles = { files: MeasuredFile[]; issues: Issue[] };

/** Reads every file once, in order; files that cannot be read are named in the issues and left out. */
export async function measureFiles(files: readonly SourceFile[]): Promise<MeasuredFiles> {
  const measured: MeasuredFiles = { files: [], issues: [] };
  for (const file of files) {
    try {
      const { sizeBytes, head, digests } = await measure(await file.open(), ['sha256', 'sm3'] as const);
      measured.files.push({ path: file.path, sizeBytes, kind: fileKindOf(head), ...digests });
    } catch (error) {
      measured.issues.push(...toIssues(error, file.path));
    }
  }
  return measured;
}

/** Files that systems leave in folders on their own account; nobody means them, so they are neither taken nor refused. */
export function isSystemLitter(path: string): boolean {
  return /(^|\/)(Thumbs\.db|desktop\.ini|\.DS_Store|\._[^/]*|~\$[^/]*)$/i.test(path) || /(^|\/)__MACOSX\//.test(path);
}

function toIssues(error: unknown, path: string): readonly Issue[] {
  if (error instanceof Problem && error.issues.length > 0) return error.issues;
  const reason = error instanceof Error ? error.message : String(error);
  return [{ path, message: `“${path}”无法读取（${reason}）；请检查介质后重新复制`, rule: 'R62' }];
}
