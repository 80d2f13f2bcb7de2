import { Problem } from '../../../core/problem.ts';
import type { Context } from '../../../platform/house.ts';
import { readCsv, readWorkbook } from '../../packages/index.ts';

const LIST_BYTES = 32 * 2 ** 20;

/** The bytes of a list. @throws too_large, invalid_input */
export async function collect(body: Context['body']): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > LIST_BYTES) throw new Problem('too_large', 'list', [{ path: '', message: '名册超过 32 MB，请拆分后再导入' }]);
    chunks.push(chunk);
  }
  if (sizeBytes === 0) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到名册，或文件是空的' }]);
  return Buffer.concat(chunks);
}

/** Zip archives are taken for workbooks, text for CSV; an old .xls or .et is neither. */
export async function readSheets(bytes: Buffer, fileName: string) {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes, fileName);
  const isOle = bytes.subarray(0, 4).toString('hex') === 'd0cf11e0';
  const sheet = isOle ? undefined : readCsv(bytes);
  if (sheet) return { sheets: [sheet], issues: [] };
  const message = `“${fileName}”不是 .xlsx 格式（可能是旧版 .xls 或 WPS 的 .et）；请用 Excel 或 WPS 打开后另存为 .xlsx`;
  return { sheets: [], issues: [{ path: fileName, message, rule: 'R56' }] };
}
