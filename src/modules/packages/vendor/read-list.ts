import type { Issue } from '../../../core/problem.ts';
import { readCsv } from './read-csv.ts';
import { ROW_LIMIT, readWorkbook, type Sheet } from './read-workbook.ts';

/** The sheets of a list of any kind. Zip archives are taken for workbooks, text for CSV; an old .xls or .et is neither. */
export async function readList(bytes: Buffer, fileName: string, rowLimit = ROW_LIMIT): Promise<{ sheets: Sheet[]; issues: Issue[] }> {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes, fileName, rowLimit);
  const isOle = bytes.subarray(0, 4).toString('hex') === 'd0cf11e0';
  const isBinary = bytes.subarray(0, 4096).includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe;
  const sheet = isOle || isBinary ? undefined : readCsv(bytes);
  if (sheet) return { sheets: [sheet], issues: [] };
  const message = `“${fileName}”不是 .xlsx 格式（可能是旧版 .xls 或 WPS 的 .et）；请用 Excel 或 WPS 打开后另存为 .xlsx`;
  return { sheets: [], issues: [{ path: fileName, message, rule: 'R56' }] };
}
