import { randomUUID } from 'node:crypto';
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Problem } from '../../../core/problem.ts';
import { compareCategoryCodes } from '../categories.ts';
import { syncPath } from '../durable.ts';
import { type Dossier, type ItemImages, toItemKey } from './dossier.ts';
import { toImageName } from './image-names.ts';
import { findDossierIssues } from './judge-dossier.ts';
import { toBaseName } from './judge-header.ts';
import { type ManifestFile, toManifest, toManifestName, toPackageDigest } from './manifest.ts';
import { startFolder, startZip } from './package-sink.ts';
import { writeXml } from './write-xml.ts';

export type PackageTarget = {
  /** An existing folder; package and side manifest are put into it. */
  folder: string;
  as: 'folder' | 'zip';
  /** Written into archive entries, so that the same dossier gives the same bytes. */
  modifiedAt: Date;
};

/** `path` is the folder or archive written, `digest` what `readPackage` finds in it. */
export type WrittenPackage = { path: string; manifestPath: string; digest: string; fileCount: number; totalBytes: number };

/**
 * Writes a GB/T 33870 package and its side manifest, both synced to disk; under a passing name first, so that a package with its
 * final name is whole. An existing package of that name is refused.
 * @throws rule_broken when the dossier would not read back without issues (R30–R35, R45, R46); conflict when the name is taken.
 */
export async function writePackage(
  dossier: Dossier,
  images: ReadonlyMap<string, ItemImages>,
  target: PackageTarget,
): Promise<WrittenPackage> {
  const issues = findDossierIssues(dossier, images, target.modifiedAt);
  if (issues.length > 0) throw new Problem('rule_broken', 'dossier cannot be packed', issues);
  const baseName = toBaseName(dossier.header);
  const passing = join(target.folder, `.partial-${randomUUID()}`);
  try {
    const files = await writeContent(dossier, images, target, baseName, passing);
    return await publish(files, target, baseName, passing);
  } finally {
    await rm(passing, { recursive: true, force: true });
  }
}

const RAW_FOLDER = '图像数据/原始图像数据';
const OPTIMISED_FOLDER = '图像数据/优化图像数据';

async function writeContent(
  dossier: Dossier,
  images: ReadonlyMap<string, ItemImages>,
  target: PackageTarget,
  baseName: string,
  passing: string,
): Promise<ManifestFile[]> {
  const items = dossier.items.toSorted((a, b) => compareCategoryCodes(a.categoryCode, b.categoryCode) || a.sequence - b.sequence);
  const sorted = { ...dossier, items };
  const xml = writeXml(sorted, (item) => {
    const { raw, optimised } = images.get(toItemKey(item)) ?? { raw: [], optimised: [] };
    return { rawCount: raw.length, optimisedCount: optimised.length };
  });
  await mkdir(passing);
  const sink = target.as === 'zip' ? startZip(passing, baseName, target.modifiedAt) : await startFolder(join(passing, baseName));
  await sink.add(`${baseName}.xml`, () => Readable.from([Buffer.from(xml)], { objectMode: false }));
  for (const item of items) {
    const { raw = [], optimised = [] } = images.get(toItemKey(item)) ?? {};
    for (const [folder, openers] of [
      [RAW_FOLDER, raw],
      [OPTIMISED_FOLDER, optimised],
    ] as const) {
      for (const [index, open] of openers.entries())
        await sink.add(`${folder}/${toImageName(item.categoryCode, item.sequence, index + 1)}`, open);
    }
  }
  return await sink.finish();
}

async function publish(files: readonly ManifestFile[], target: PackageTarget, baseName: string, passing: string): Promise<WrittenPackage> {
  const manifest = toManifest(baseName, files);
  const path = join(target.folder, target.as === 'zip' ? `${baseName}.zip` : baseName);
  const manifestPath = join(target.folder, toManifestName(baseName));
  await refuseTaken(path, baseName);
  await writeFile(join(passing, 'manifest'), `${JSON.stringify(manifest, null, 1)}\n`);
  await syncPath(join(passing, 'manifest'));
  await rename(join(passing, 'manifest'), manifestPath);
  await rename(join(passing, target.as === 'zip' ? `${baseName}.zip` : baseName), path);
  await syncPath(target.folder);
  return { path, manifestPath, digest: toPackageDigest(files), fileCount: manifest.fileCount, totalBytes: manifest.totalBytes };
}

/** One writer a name: between this look and the rename nobody else may write the same dossier to the same folder. */
async function refuseTaken(path: string, baseName: string): Promise<void> {
  const isTaken = await lstat(path).then(
    () => true,
    () => false,
  );
  if (!isTaken) return;
  const message = `已有同名数据包“${baseName}”，没有覆盖；请换一个文件夹`;
  throw new Problem('conflict', 'package exists', [{ path: baseName, message }]);
}
