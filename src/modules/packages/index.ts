/** Packages: reads, writes and judges what archives travel and rest in. No tables. */
export { isBag, judgeBag } from './bagit/judge-bag.ts';
export {
  type CategoryCode,
  categories,
  categoryOrder,
  compareCategoryCodes,
  headings,
  isCategoryCode,
  readCategoryCode,
  type Scheme,
  schemes,
  toPackageCode,
} from './categories.ts';
export { checkPackage, type Finding, type PackageJudgement } from './check-package.ts';
export { type Dossier, type DossierItem, type ImageOpener, type ItemImages, toItemKey } from './gbt33870/dossier.ts';
export { readImageName, toImageName } from './gbt33870/image-names.ts';
export { toPackageDigest } from './gbt33870/manifest.ts';
export { type InformationPackage, type ReadOptions, readPackage } from './gbt33870/read-package.ts';
export type { PackageEntry, PackageHeader } from './gbt33870/types.ts';
export { type PackageTarget, type WrittenPackage, writePackage } from './gbt33870/write-package.ts';
export { writeXml } from './gbt33870/write-xml.ts';
export { type FileKind, fileKindNames, fileKindOf } from './magic.ts';
export type { OcflFinding, OcflJudgement } from './ocfl/findings.ts';
export type { VersionUser } from './ocfl/inventory.ts';
export { type ListedObject, listObjects } from './ocfl/list-objects.ts';
export { type PutVersion, putVersion, type VersionInput } from './ocfl/put-version.ts';
export { hasObject, readObject, type StoredFile, type StoredVersion } from './ocfl/read-object.ts';
export { type Recovery, recoverRoot } from './ocfl/recover.ts';
export type { StagedFile, StateFile } from './ocfl/stage-content.ts';
export { initRoot, openRoot, type StorageRoot, toObjectPath } from './ocfl/storage-root.ts';
export { validateOcfl, verifyObject } from './ocfl/validate.ts';
export {
  comparePartialDates,
  isPartialDate,
  type PartialDate,
  readPartialDate,
  toChineseDate,
  toCompactDate,
} from './partial-date.ts';
export { type ExtractedFile, extractSource } from './source/extract.ts';
export type { MeasuredFile, StagedCopy } from './source/measure-files.ts';
export { openSource } from './source/open-source.ts';
export type { PackageSource, SourceFile } from './source/types.ts';
export { readCsv } from './vendor/read-csv.ts';
export { readWorkbook, type Sheet } from './vendor/read-workbook.ts';
export { defaultZipLimits, type ZipLimits } from './zip/limits.ts';
