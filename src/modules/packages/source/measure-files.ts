import { type Issue, Problem } from '../../../core/problem.ts';
import { measure } from '../digests.ts';
import { fileKindOf } from '../magic.ts';
import { openStaging } from './open-staging.ts';
import type { MeasuredFile, SourceFile } from './types.ts';

export type MeasuredFiles = { files: MeasuredFile[]; issues: Issue[] };

/**
 * Reads every file once, in order, unless it was measured already; files that cannot be read are named in the issues and left out. With
 * `stageInto`, a folder that does not exist yet, the same reading leaves a copy of each.
 */
export async function measureFiles(files: readonly SourceFile[], stageInto?: string): Promise<MeasuredFiles> {
  if (files.every(({ measured }) => measured)) return { files: files.flatMap(({ measured }) => measured ?? []), issues: [] };
  const measured: MeasuredFiles = { files: [], issues: [] };
  const staging = stageInto === undefined ? undefined : await openStaging(stageInto);
  for (const file of files) {
    try {
      if (staging) await staging.take(file.path, await file.open());
      else measured.files.push(await measureOnly(file));
    } catch (error) {
      measured.issues.push(...toIssues(error, file.path));
    }
  }
  return { files: staging ? await staging.finish() : measured.files, issues: measured.issues };
}

async function measureOnly(file: SourceFile): Promise<MeasuredFile> {
  const { sizeBytes, head, digests } = await measure(await file.open(), ['sha256', 'sm3'] as const);
  return { path: file.path, sizeBytes, kind: fileKindOf(head), ...digests };
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
