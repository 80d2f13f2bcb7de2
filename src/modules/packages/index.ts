/** Packages: reads, writes and judges what archives travel and rest in. No tables. */
export { isBag, judgeBag } from './bagit/judge-bag.ts';
export { checkPackage, type Finding, type PackageJudgement } from './check-package.ts';
export { readImageName, toImageName } from './gbt33870/image-names.ts';
export { toPackageDigest } from './gbt33870/manifest.ts';
export { type InformationPackage, type ReadOptions, readPackage } from './gbt33870/read-package.ts';
export type { PackageEntry, PackageHeader } from './gbt33870/types.ts';
export {
  type Dossier,
  type DossierItem,
  type ImageOpener,
  type ItemImages,
  type PackageTarget,
  toItemKey,
  type WrittenPackage,
  writePackage,
} from './gbt33870/write-package.ts';
export { type FileKind, fileKindNames, fileKindOf } from './magic.ts';
export { type ExtractedFile, extractSource } from './source/extract.ts';
export type { MeasuredFile } from './source/measure-files.ts';
export { openSource, type PackageSource, type SourceFile } from './source/open-source.ts';
export { readCsv } from './vendor/read-csv.ts';
export { readWorkbook, type Sheet } from './vendor/read-workbook.ts';
export { defaultZipLimits, type ZipLimits } from './zip/limits.ts';
