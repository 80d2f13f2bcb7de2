import { crc32 } from 'node:zlib';
import type { Entry } from 'yauzl';
import type { Issue } from '../../../core/problem.ts';
import { decodeFileName } from '../text.ts';
import { type JudgedName, judgeName, judgeSize, toIssue, toLinkIssue, toSpecialIssue } from './judge-name.ts';
import type { ZipLimits } from './limits.ts';

/** Everything wrong with one line of the central directory; `path` is the best name that can be shown, safe only without issues. */
export function judgeEntry(entry: Entry, limits: ZipLimits): JudgedName {
  const name = readName(entry);
  const judged = judgeName(name, entry.fileNameRaw, limits);
  if (name === undefined) return judged;
  const { path, issues } = judged;
  return { ...judged, issues: [...issues, ...findKindIssues(entry, path), ...findSizeIssues(entry, path, limits)] };
}

/** The Info-ZIP Unicode name (field 0x7075), when its CRC fits the raw name, is exact; else the raw bytes are told apart entry by entry. */
function readName(entry: Entry): string | undefined {
  const field = entry.extraFields.find(({ id, data }) => id === 0x7075 && data.length > 5 && data[0] === 1)?.data;
  if (field && field.readUInt32LE(1) === crc32(entry.fileNameRaw)) return decodeFileName(field.subarray(5), true);
  return decodeFileName(entry.fileNameRaw, (entry.generalPurposeBitFlag & 0x800) !== 0);
}

function findKindIssues(entry: Entry, path: string): Issue[] {
  const issues: Issue[] = [];
  if (entry.isEncrypted()) issues.push(toIssue(path, `“${path}”已加密，无法读取；请去掉密码后重新打包`, 'zip.encrypted'));
  else if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    const message = `“${path}”的压缩方法（${entry.compressionMethod}）不受支持；请用普通 ZIP（Deflate）重新打包`;
    issues.push(toIssue(path, message, 'zip.method'));
  }
  const type = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (type === 0o120000) issues.push(toLinkIssue(path));
  else if (type !== 0 && type !== 0o100000 && type !== 0o040000) issues.push(toSpecialIssue(path));
  return issues;
}

function findSizeIssues(entry: Entry, path: string, limits: ZipLimits): Issue[] {
  const { uncompressedSize, compressedSize } = entry;
  const issues = judgeSize(path, uncompressedSize, limits);
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (uncompressedSize > 1024 ** 2 && ratio > limits.ratio) {
    issues.push(toIssue(path, `“${path}”压缩比 ${Math.round(ratio)}:1 异常，疑似压缩炸弹；请核对来源后重新打包`, 'zip.bomb'));
  }
  if (entry.compressionMethod === 0 && !entry.isEncrypted() && compressedSize !== uncompressedSize) {
    issues.push(toIssue(path, `“${path}”记录的大小前后不一致，压缩包可能损坏；请重新打包`, 'zip.damaged'));
  }
  return issues;
}
