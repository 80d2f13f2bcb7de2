import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Issue, Problem } from '../../../core/problem.ts';
import { measure } from '../digests.ts';
import { takeNewFile } from '../durable.ts';
import { type FileKind, fileKindOf } from '../magic.ts';
import type { SourceFile } from './types.ts';

/** A file with what one reading of all its bytes told; `staged` where it was asked to be kept. */
export type MeasuredFile = { path: string; sizeBytes: number; kind: FileKind; sha256: string; sm3: string; staged?: StagedCopy };

/** A copy in the staging folder, in the form that `putVersion` moves without another reading. */
export type StagedCopy = { stagedPath: string; sizeBytes: number; digests: Record<'sha512' | 'sha256' | 'sm3', string> };

export type MeasuredFiles = { files: MeasuredFile[]; issues: Issue[] };

/**
 * Reads every file once, in order; files that cannot be read are named in the issues and left out. With `stageInto`, a folder that
 * does not exist yet, the same reading leaves a copy of each.
 */
export async function measureFiles(files: readonly SourceFile[], stageInto?: string): Promise<MeasuredFiles> {
  const measured: MeasuredFiles = { files: [], issues: [] };
  if (stageInto !== undefined) await mkdir(stageInto);
  for (const file of files) {
    try {
      measured.files.push(stageInto === undefined ? await measureOnly(file) : await measureAndStage(file, join(stageInto, file.path)));
    } catch (error) {
      measured.issues.push(...toIssues(error, file.path));
    }
  }
  return measured;
}

async function measureOnly(file: SourceFile): Promise<MeasuredFile> {
  const { sizeBytes, head, digests } = await measure(await file.open(), ['sha256', 'sm3'] as const);
  return { path: file.path, sizeBytes, kind: fileKindOf(head), ...digests };
}

async function measureAndStage(file: SourceFile, stagedPath: string): Promise<MeasuredFile> {
  await mkdir(dirname(stagedPath), { recursive: true });
  const names = ['sha512', 'sha256', 'sm3'] as const;
  const { sizeBytes, head, digests } = await takeNewFile(await file.open(), stagedPath, names, { isSynced: false });
  const { sha256, sm3 } = digests;
  return { path: file.path, sizeBytes, kind: fileKindOf(head), sha256, sm3, staged: { stagedPath, sizeBytes, digests } };
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
