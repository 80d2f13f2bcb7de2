import type { Issue } from '../../../core/problem.ts';
import { type FileKind, fileKindNames } from '../magic.ts';
import { isSystemLitter } from '../source/measure-files.ts';
import type { MeasuredFile } from '../source/types.ts';
import type { Layout } from './layout.ts';

/** `files` are those that belong to the package: all but what systems leave behind. */
export type JudgedFiles = { files: MeasuredFile[]; issues: Issue[] };

/** Kinds that never belong into a package, whatever they are called. */
const FORBIDDEN: readonly FileKind[] = ['executable', 'script', 'archive', 'zip', 'ole', 'unknown'];

/** Judges each file by its content (R61, R48 for empty images) and its place (R58). Image bytes are not decoded. */
export function judgeFiles(files: readonly MeasuredFile[], cataloguePath: string, layout: Layout): JudgedFiles {
  const images = new Set([...layout.images.rawImages, ...layout.images.optimisedImages]);
  const litter = files.filter(isLitter);
  const kept = files.filter((file) => !isLitter(file));
  const issues = kept.flatMap((file) => {
    if (file.path === cataloguePath || layout.xmlPaths.includes(file.path)) return [];
    return images.has(file.path) ? judgeImage(file) : judgeOther(file);
  });
  return { files: kept, issues: [...issues, ...litter.map(toLitterIssue)] };
}

/** A program is not excused by a harmless name. */
function isLitter(file: MeasuredFile): boolean {
  return isSystemLitter(file.path) && file.kind !== 'executable' && file.kind !== 'script';
}

function judgeImage({ path, kind }: MeasuredFile): Issue[] {
  if (kind === 'jpeg') return [];
  if (kind === 'empty') return [{ path, message: `图像“${path}”损坏或无法打开：是空文件；请重新扫描或重新复制`, rule: 'R48' }];
  const message = `数据包含非允许类型文件：“${path}”实为${fileKindNames[kind]}，此处只能是 JPEG 图像；请更换`;
  return [{ path, message, rule: 'R61' }];
}

function judgeOther({ path, kind }: MeasuredFile): Issue[] {
  const outside: Issue = { path, message: `存在目录外文件“${path}”；请列入目录或删去`, rule: 'R58' };
  if (!FORBIDDEN.includes(kind)) return [outside];
  return [outside, { path, message: `数据包含非允许类型文件：“${path}”实为${fileKindNames[kind]}；请删去`, rule: 'R61' }];
}

function toLitterIssue({ path }: MeasuredFile): Issue {
  return { path, message: `“${path}”是操作系统自动生成的文件，已忽略；请在打包前清理`, rule: 'R58', severity: 'warning' };
}
