import type { Issue } from '../../../core/problem.ts';
import { toFileName } from './image-names.ts';
import type { PackageEntry } from './types.ts';

export type ImageSet = 'rawImages' | 'optimisedImages';

/** Paths of the images of a package by set; a set is what stands in its folders. */
export type ImageFiles = Record<ImageSet, readonly string[]>;

export const imageSetNames = { rawImages: '原始图像', optimisedImages: '优化图像' } as const satisfies Record<ImageSet, string>;

/** Which set a folder belongs to; older software calls the second one 高清. The level 图像数据/ may be missing. */
export function imageSetOf(path: string): ImageSet | undefined {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  if (/(^|\/)原始图像(数据)?$/.test(folder)) return 'rawImages';
  return /(^|\/)(优化|高清)图像(数据)?$/.test(folder) ? 'optimisedImages' : undefined;
}

export type LinkedImages = { entries: PackageEntry[]; issues: Issue[] };

/**
 * Turns the names that a catalogue lists into paths of files that are there (R58). Case is forgiven, since copies through Windows
 * change extensions. Names that are not there are dropped from the entry and reported.
 */
export function linkImages(entries: readonly PackageEntry[], files: ImageFiles): LinkedImages {
  const linker = {
    issues: [] as Issue[],
    linked: new Set<string>(),
    raw: toLookup(files.rawImages),
    optimised: toLookup(files.optimisedImages),
  };
  const linkedEntries = entries.map((entry) => ({
    ...entry,
    rawImages: linkList(entry, 'rawImages', linker.raw, linker),
    optimisedImages: linkList(entry, 'optimisedImages', linker.optimised, linker),
  }));
  const outside = [...files.rawImages, ...files.optimisedImages].filter((path) => !linker.linked.has(path));
  linker.issues.push(...outside.map((path) => ({ path, message: `存在目录外文件“${path}”；请列入目录或删去`, rule: 'R58' })));
  return { entries: linkedEntries, issues: linker.issues };
}

type Lookup = ReadonlyMap<string, string>;

function toLookup(paths: readonly string[]): Lookup {
  const lookup = new Map<string, string>();
  for (const path of paths) lookup.set(toFileName(path).toLowerCase(), path);
  // Exact names last, so that they win over names that differ in case.
  for (const path of paths) lookup.set(toFileName(path), path);
  return lookup;
}

function linkList(entry: PackageEntry, set: ImageSet, lookup: Lookup, linker: { issues: Issue[]; linked: Set<string> }): string[] {
  const paths: string[] = [];
  for (const listed of entry[set]) {
    const name = toFileName(listed);
    const path = lookup.get(name) ?? lookup.get(name.toLowerCase());
    if (path === undefined) {
      const message = `数据包缺少${imageSetNames[set]}“${listed}”（材料“${entry.title}”）；请补齐图像或更正目录`;
      linker.issues.push({ path: entry.path, message, rule: 'R58' });
    } else if (linker.linked.has(path)) {
      const message = `${imageSetNames[set]}“${listed}”在目录中重复列出；一幅图像只能属于一页`;
      linker.issues.push({ path: entry.path, message, rule: 'R47' });
    } else {
      linker.linked.add(path);
      paths.push(path);
    }
  }
  return paths;
}
