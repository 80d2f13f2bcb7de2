import type { Issue } from '../../../core/problem.ts';
import { readCategoryCode } from '../categories.ts';
import { readAll } from '../digests.ts';
import { readImageName, toFileName } from '../gbt33870/image-names.ts';
import { findLayout } from '../gbt33870/layout.ts';
import type { ImageFiles } from '../gbt33870/link-images.ts';
import type { RawCatalogue, RawEntry } from '../gbt33870/types.ts';
import { fileKindOf } from '../magic.ts';
import type { PackageSource, SourceFile } from '../source/types.ts';
import { readCatalogueSheets } from './catalogue-sheets.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook, type Sheet } from './read-workbook.ts';

export type ReadVendor = { catalogue?: RawCatalogue; issues: Issue[]; cataloguePath: string };

const SPREADSHEET = /\.(xlsx|xls|et|csv|xlsm|ods)$/i;

/** Bytes of a catalogue file; 20,000 rows are about 1 MB. */
const CATALOGUE_BYTES_LIMIT = 32 * 1024 ** 2;

/** True for a folder of scans with a spreadsheet and no XML: what scanning vendors deliver. */
export function isVendorSource(source: PackageSource): boolean {
  return findLayout(source).xmlPaths.length === 0 && findCandidates(source).length > 0;
}

/** Reads the spreadsheet of a vendor's folder; entries get the images whose names point to them, in the order of their page parts. */
export async function readVendorCatalogue(source: PackageSource): Promise<ReadVendor> {
  const candidates = findCandidates(source);
  const named = candidates.filter(({ path }) => /^目录\./.test(toFileName(path)));
  const [file, ...others] = named.length > 0 ? named : candidates;
  if (!file) return { issues: [], cataloguePath: '' };
  const several = others.map(({ path }) => {
    const message = `有多个目录表（“${file.path}”“${path}”），无法判断用哪一个；请只留一个，命名为 目录.xlsx`;
    return { path, message, rule: 'R56' };
  });
  const { sheets, issues } = await readSheets(file);
  if (sheets.length === 0) return { issues: [...several, ...issues], cataloguePath: file.path };
  const read = readCatalogueSheets(sheets, file.path, findLayout(source).folder || source.name);
  const entries = assignImages(read.catalogue?.entries ?? [], findLayout(source).images);
  return {
    ...(read.catalogue && { catalogue: { ...read.catalogue, entries } }),
    issues: [...several, ...issues, ...read.issues],
    cataloguePath: file.path,
  };
}

function findCandidates(source: PackageSource): SourceFile[] {
  const { folder } = findLayout(source);
  const depth = folder ? 2 : 1;
  return source.files.filter(
    ({ path }) => SPREADSHEET.test(path) && path.split('/').length === depth && !toFileName(path).startsWith('~$'),
  );
}

async function readSheets(file: SourceFile): Promise<{ sheets: Sheet[]; issues: Issue[] }> {
  const { path } = file;
  const refuse = (message: string) => ({ sheets: [], issues: [{ path, message: `“${path}”${message}`, rule: 'R56' }] });
  if (file.sizeBytes > CATALOGUE_BYTES_LIMIT) return refuse('超过 32 MB，不像目录表；请删去图片后另存为 .xlsx');
  const bytes = await file
    .open()
    .then((stream) => readAll(stream, CATALOGUE_BYTES_LIMIT))
    .catch(() => undefined);
  if (!bytes) return refuse('无法读取，压缩包或介质可能损坏；请重新传送');
  const kind = fileKindOf(bytes.subarray(0, 512));
  if (kind === 'zip') return await readWorkbook(bytes, path);
  // .xls and .et are OLE files; some systems export web pages or XML under the name .xls.
  if (kind !== 'text' || /\.(xls|et)$/i.test(path))
    return refuse('不是 .xlsx 格式（可能是旧版 .xls 或 WPS 的 .et）；请用 Excel 或 WPS 打开后另存为 .xlsx');
  const sheet = readCsv(bytes);
  return sheet ? { sheets: [sheet], issues: [] } : refuse('不是 UTF-8 或 GB18030 编码；请另存为 .xlsx');
}

function assignImages(entries: readonly RawEntry[], files: ImageFiles): RawEntry[] {
  const [raw, optimised] = [toPages(files.rawImages), toPages(files.optimisedImages)];
  return entries.map((entry) => {
    const reading = readCategoryCode(entry.fields.category ?? '');
    const key = `${'code' in reading ? reading.code : ''}-${Number(entry.fields.sequence)}`;
    return { ...entry, rawImages: raw.get(key) ?? [], optimisedImages: optimised.get(key) ?? [] };
  });
}

function toPages(paths: readonly string[]): Map<string, string[]> {
  const named = paths.flatMap((path) => {
    const name = readImageName(toFileName(path));
    return name ? [{ key: `${name.category}-${name.sequence}`, page: name.page, path }] : [];
  });
  named.sort((a, b) => a.page - b.page);
  const groups = Map.groupBy(named, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ path }) => path)]));
}
