import type { Issue } from '../../../core/problem.ts';
import { isSystemLitter } from '../source/measure-files.ts';
import type { PackageSource } from '../source/types.ts';
import { toFileName } from './image-names.ts';
import { toBaseName } from './judge-header.ts';
import { type ImageFiles, imageSetOf } from './link-images.ts';
import type { PackageHeader } from './types.ts';

/** Where the parts of a package lie. `folder` is the folder inside the source that holds all; empty when the source is that folder. */
export type Layout = { folder: string; xmlPaths: readonly string[]; images: ImageFiles };

/** Finds the parts by their places alone; nothing is read. */
export function findLayout(source: PackageSource): Layout {
  const paths = source.files.map((file) => file.path).filter((path) => !isSystemLitter(path));
  const tops = new Set(paths.map((path) => path.slice(0, path.indexOf('/') + 1)));
  const [top] = tops;
  const folder = tops.size === 1 && top && imageSetOf(`${top}x`) === undefined && top !== '图像数据/' ? top.slice(0, -1) : '';
  const depth = folder ? 2 : 1;
  const xmlPaths = paths.filter((path) => /\.xml$/i.test(path) && path.split('/').length === depth);
  const inSets = paths.map((path) => ({ path, set: imageSetOf(path) }));
  const pathsOf = (set: keyof ImageFiles) => inSets.filter((file) => file.set === set).map((file) => file.path);
  const images = { rawImages: pathsOf('rawImages'), optimisedImages: pathsOf('optimisedImages') };
  return {
    folder,
    xmlPaths,
    images: images.rawImages.length > 0 || xmlPaths.length > 0 ? images : { ...images, rawImages: findLooseImages(paths) },
  };
}

/** Vendors often put the scans straight into the folder. */
function findLooseImages(paths: readonly string[]): string[] {
  return paths.filter((path) => /\.jpe?g$/i.test(path) && imageSetOf(path) === undefined);
}

/**
 * R57: archive, folder and XML are all called `{姓名}{公民身份号码}`. A vendor's folder has no XML; its folder is called so, or by the
 * number of the volume (档号), which says nothing about the person and is not judged.
 */
export function judgeNames(
  header: PackageHeader,
  layout: Layout,
  source: PackageSource,
  packageName: string | undefined,
  isVendor: boolean,
): Issue[] {
  if (!header.personName || !header.idNumber) return [];
  const expected = toBaseName(header);
  const outer = packageName ?? source.name;
  const xmlNames = layout.xmlPaths.map((path) => ({ what: '目录文件', name: toFileName(path).replace(/\.xml$/i, ''), path }));
  const folder = layout.folder ? [{ what: '文件夹', name: toFileName(layout.folder), path: layout.folder }] : [];
  // A folder that only wraps the package's own folder may be called anything.
  const isOuterJudged = !(source.kind === 'folder' && layout.folder);
  const container = isOuterJudged ? [{ what: source.kind === 'zip' ? '压缩包' : '文件夹', name: outer, path: outer }] : [];
  const wrong = [...container, ...folder, ...(isVendor ? [] : xmlNames)].filter(
    ({ name }) => name.toUpperCase() !== expected.toUpperCase() && !(isVendor && isVolumeNumber(name)),
  );
  const issues: Issue[] = wrong.map(({ what, name, path }) => {
    const message = `数据包名称与人员基本信息不一致：${what}名为“${name}”，应为“${expected}”`;
    return { path, message, rule: 'R57' };
  });
  if (source.kind !== 'zip' || layout.folder || isVendor) return issues;
  const message = `压缩包内没有“${expected}”文件夹，文件直接放在最外层；请连同文件夹一起打包`;
  return [...issues, { path: outer, message, rule: 'R57', severity: 'warning' }];
}

/** A name without an ID number in it, and without Chinese characters that could be somebody's name. */
const isVolumeNumber = (name: string): boolean => /^[0-9A-Za-z][0-9A-Za-z._-]*$/.test(name) && !/\d{15}/.test(name);
