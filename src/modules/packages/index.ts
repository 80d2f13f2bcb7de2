/** Packages: reads, writes and judges what archives travel and rest in. No tables. */
export { checkPackage } from './check-package.ts';
export { toImageName } from './gbt33870/image-names.ts';
export { type InformationPackage, readPackage } from './gbt33870/read-package.ts';
export type { PackageEntry, PackageHeader } from './gbt33870/types.ts';
export { writeXml } from './gbt33870/write-xml.ts';
export { putVersion } from './ocfl/put-version.ts';
export { readObject } from './ocfl/read-object.ts';
export { recoverRoot } from './ocfl/recover.ts';
export type { StateFile } from './ocfl/stage-content.ts';
export { initRoot, type StorageRoot } from './ocfl/storage-root.ts';
export { validateOcfl, verifyObject } from './ocfl/validate.ts';
export type { MeasuredFile } from './source/measure-files.ts';
export { openSource } from './source/open-source.ts';
export { readList } from './vendor/read-list.ts';
export type { Sheet } from './vendor/read-workbook.ts';
export { defaultZipLimits } from './zip/limits.ts';
