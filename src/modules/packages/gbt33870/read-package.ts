import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Issue } from '../../../core/problem.ts';
import { readAll } from '../digests.ts';
import { measureFiles } from '../source/measure-files.ts';
import { openSource } from '../source/open-source.ts';
import type { MeasuredFile, PackageSource } from '../source/types.ts';
import { isVendorSource, readVendorCatalogue } from '../vendor/read-vendor.ts';
import { defaultZipLimits, type ZipLimits } from '../zip/limits.ts';
import { judgeEntries } from './judge-entries.ts';
import { judgeFiles } from './judge-files.ts';
import { judgeHeader } from './judge-header.ts';
import { judgeImages } from './judge-images.ts';
import { findLayout, judgeNames, type Layout } from './layout.ts';
import { linkImages } from './link-images.ts';
import { judgeManifest, toManifestName, toPackageDigest } from './manifest.ts';
import { readXml, XML_BYTES_LIMIT } from './read-xml.ts';
import type { PackageEntry, PackageHeader, RawCatalogue } from './types.ts';

export type ReadOptions = {
  /** YYYY-MM-DD in the centre's zone: dates after it are refused (R34). */
  today: string;
  limits?: ZipLimits;
  /** The name the package came under, when the file was stored under another; without `.zip`. */
  packageName?: string;
  /**
   * A folder that does not exist yet: the one reading leaves a copy of every file there, under running numbers, to be moved into storage.
   * The caller removes it. Not made when the container itself is refused, or its files are measured already.
   */
  stageInto?: string;
  /** Text of the side manifest. Without it, a manifest lying beside a path is used. */
  manifest?: string;
};

export type InformationPackage = {
  kind: 'gbt33870' | 'vendor';
  header: PackageHeader;
  entries: readonly PackageEntry[];
  /** All files that belong to the package, by path inside the source, with digests. System litter is left out. */
  files: readonly MeasuredFile[];
  /** The same for the same content however packed; R60 asks the database for it. Empty when a file could not be read. */
  digest: string;
  /** Everything wrong at once; the package may be taken when none is an error. */
  issues: readonly Issue[];
};

/**
 * Reads and judges a GB/T 33870 package or a vendor's folder, packed or not. Every byte is read once, for digests, file types and headers.
 * Never throws for what is in the package; throws when `source` cannot be read at all.
 */
export async function readPackage(source: string | PackageSource, options: ReadOptions): Promise<InformationPackage> {
  if (typeof source !== 'string') return readSource(source, options);
  const opened = await openSource(source, options.limits ?? defaultZipLimits);
  try {
    const manifest = options.manifest ?? (await findManifest(resolve(source)));
    return await readSource(opened, { ...options, ...(manifest !== undefined && { manifest }) });
  } finally {
    opened.close();
  }
}

async function findManifest(path: string): Promise<string | undefined> {
  const beside = join(dirname(path), toManifestName(basename(path).replace(/\.zip$/i, '')));
  return await readFile(beside, 'utf8').catch(() => undefined);
}

async function readSource(source: PackageSource, options: ReadOptions): Promise<InformationPackage> {
  const kind = isVendorSource(source) ? 'vendor' : 'gbt33870';
  if (source.issues.length > 0) {
    return { kind, header: judgeHeader({}, '').header, entries: [], files: [], digest: '', issues: source.issues };
  }
  const layout = findLayout(source);
  const read = kind === 'vendor' ? await readVendorCatalogue(source) : await readCatalogueXml(source, layout);
  const measured = await measureFiles(source.files, options.stageInto);
  const judged = judgeCatalogue(read, kind, layout, source, options);
  const content = judgeFiles(measured.files, read.cataloguePath, layout);
  const relative = content.files.map((file) => ({ ...file, path: file.path.slice(layout.folder ? layout.folder.length + 1 : 0) }));
  const manifestIssues = options.manifest === undefined ? [] : judgeManifest(options.manifest, '清单', relative);
  return {
    kind,
    header: judged.header,
    entries: judged.entries,
    files: content.files,
    digest: measured.issues.length > 0 ? '' : toPackageDigest(relative),
    issues: [...read.issues, ...judged.issues, ...measured.issues, ...content.issues, ...manifestIssues],
  };
}

type Judged = { header: PackageHeader; entries: readonly PackageEntry[]; issues: Issue[] };

/** Nothing is said about a catalogue that could not be read: that it could not is said already, and every image would follow. */
function judgeCatalogue(
  read: ReadCatalogue,
  kind: InformationPackage['kind'],
  layout: Layout,
  source: PackageSource,
  options: ReadOptions,
): Judged {
  const header = judgeHeader(read.catalogue?.header ?? {}, read.cataloguePath);
  if (!read.catalogue) return { header: header.header, entries: [], issues: [] };
  const { entries, issues } = judgeEntries(read.catalogue.entries, options.today);
  const linked = linkImages(entries, layout.images);
  const needsOptimised = kind === 'gbt33870' || layout.images.optimisedImages.length > 0;
  const names = judgeNames(header.header, layout, source, options.packageName, kind === 'vendor');
  const images = judgeImages(linked.entries, { needsOptimised });
  return { header: header.header, entries: linked.entries, issues: [...header.issues, ...names, ...issues, ...linked.issues, ...images] };
}

type ReadCatalogue = { catalogue?: RawCatalogue | undefined; issues: Issue[]; cataloguePath: string };

async function readCatalogueXml(source: PackageSource, layout: Layout): Promise<ReadCatalogue> {
  const [path, ...others] = layout.xmlPaths;
  if (path === undefined) {
    const message = '数据包内没有目录文件；应有“{姓名}{公民身份号码}.xml”，与文件夹同名';
    return { issues: [{ path: source.name, message, rule: 'R56' }], cataloguePath: '' };
  }
  const several = others.map((other) => ({
    path: other,
    message: `有多个 XML 文件（“${path}”“${other}”），无法判断哪个是目录；请只留一个`,
    rule: 'R56',
  }));
  const file = source.files.find((candidate) => candidate.path === path);
  try {
    const bytes = file ? await readAll(await file.open(), XML_BYTES_LIMIT) : Buffer.alloc(0);
    const { catalogue, issues } = readXml(bytes, path);
    return { catalogue, issues: [...several, ...issues], cataloguePath: path };
  } catch (error) {
    if (!(error instanceof RangeError)) return { issues: several, cataloguePath: path };
    return { issues: [{ path, message: `“${path}”超过 64 MB，不像目录文件；请重新导出`, rule: 'R56' }], cataloguePath: path };
  }
}
