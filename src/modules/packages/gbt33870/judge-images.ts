import type { Issue } from '../../../core/problem.ts';
import { readImageName, toFileName } from './image-names.ts';
import { type ImageSet, imageSetNames } from './link-images.ts';
import type { PackageEntry } from './types.ts';

export type ImageJudgement = {
  /** False for vendors' folders with one set only: the optimised images are then made from the raw ones. */
  needsOptimised: boolean;
};

/** Counts and names of the images of linked entries (R45, R46, R47). Entries without a readable page count are not counted. */
export function judgeImages(entries: readonly PackageEntry[], { needsOptimised }: ImageJudgement): Issue[] {
  return entries.flatMap((entry) => [
    ...findCountIssues(entry, needsOptimised),
    ...findNameIssues(entry, 'rawImages'),
    ...findNameIssues(entry, 'optimisedImages'),
  ]);
}

function findCountIssues(entry: PackageEntry, needsOptimised: boolean): Issue[] {
  const { title, pageCount, rawImages, optimisedImages, path } = entry;
  const issues: Issue[] = [];
  if (pageCount !== undefined && rawImages.length !== pageCount) {
    const message = `材料“${title}”目录${pageCount}页，实际图像${rawImages.length}幅；请核对页数或补齐图像`;
    issues.push({ path, message, rule: 'R45' });
  }
  if (needsOptimised && optimisedImages.length !== rawImages.length) {
    const message = `材料“${title}”优化图像${optimisedImages.length}幅，原始图像${rawImages.length}幅，数量不一致；请补齐，拼接页须先登记拼接组`;
    issues.push({ path, message, rule: 'R46' });
  }
  return issues;
}

/** The list's order stands whatever the names say; but names must point to this item, and their page parts run without gap or repeat. */
function findNameIssues(entry: PackageEntry, set: ImageSet): Issue[] {
  const named = entry[set].map((path) => ({ path, name: readImageName(toFileName(path)) }));
  const issues = named.flatMap(({ path, name }) => findNameIssue(entry, path, name));
  const pages = named.flatMap(({ name }) => (name ? [name.page] : [])).sort((a, b) => a - b);
  const first = pages[0] ?? 1;
  const isRun = first <= 1 && pages.every((page, index) => page === first + index);
  if (pages.length === 0 || isRun || pages.length < named.length) return issues;
  const message = `图像命名错误或缺页：材料“${entry.title}”的${imageSetNames[set]}页序为 ${describe(pages)}，应从 1 起连续；请核对是否漏扫或重号`;
  return [...issues, { path: entry.path, message, rule: 'R47' }];
}

function findNameIssue(entry: PackageEntry, path: string, name: ReturnType<typeof readImageName>): Issue[] {
  if (!name) {
    const message = `图像命名错误或缺页：“${path}”应为“类号-序号-三位页序.jpg”，如 4-1-2-001.jpg`;
    return [{ path, message, rule: 'R47' }];
  }
  const { categoryCode, sequence } = entry;
  if (categoryCode === undefined || sequence === undefined) return [];
  if (name.category === categoryCode && name.sequence === sequence) return [];
  const message = `图像命名错误或缺页：“${path}”的文件名指向 ${name.category}-${name.sequence}，却列在 ${categoryCode}-${sequence}“${entry.title}”之下；请核对`;
  return [{ path, message, rule: 'R47' }];
}

function describe(pages: readonly number[]): string {
  return pages.length > 12 ? `${pages.slice(0, 12).join('、')}…` : pages.join('、');
}
