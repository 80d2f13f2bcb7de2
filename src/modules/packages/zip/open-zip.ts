import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type Issue, Problem } from '../../../core/problem.ts';
import { findNameClashes } from './entry-names.ts';
import { judgeEntry } from './judge-entry.ts';
import { defaultZipLimits, shortenIssues, toMegabytes, type ZipLimits } from './limits.ts';

/** One file of an archive. `path` is relative, safe and unique in its archive when the archive has no issues. */
export type ZipEntry = { path: string; sizeBytes: number; open(): Promise<Readable> };

/** `entries` holds files only, in archive order. With `issues` not empty, `open` refuses. Close it in any case. */
export type OpenedZip = { entries: readonly ZipEntry[]; issues: readonly Issue[]; close(): void };

/**
 * Reads the directory of an archive and says everything that is wrong with it at once; no content is unpacked. Never throws for
 * what is in the file: a file that is no ZIP is one issue. Streams check size and CRC-32 of what they deliver.
 */
export async function openZip(path: string, limits: ZipLimits = defaultZipLimits): Promise<OpenedZip> {
  // Sizes are checked here and in the streams: yauzl would stop at the first mismatch, and all problems are wanted together.
  const zip = await openPromise(path, { decodeStrings: false, validateEntrySizes: false, autoClose: false }).catch(toMessage);
  if (typeof zip === 'string') return { entries: [], issues: [{ ...toUnreadable(zip), path: basename(path) }], close: () => {} };
  const directory = await readDirectory(zip, limits);
  // What concerns the archive as a whole is reported under its own name.
  const issues = shortenIssues(directory.issues).map((issue) => (issue.path === '' ? { ...issue, path: basename(path) } : issue));
  const open = (entry: Entry, name: string) => {
    if (issues.length > 0) throw new Problem('rule_broken', 'archive refused', issues);
    return openChecked(zip, entry, name);
  };
  const entries = directory.files.map(({ entry, path: name }) => ({
    path: name,
    sizeBytes: entry.uncompressedSize,
    open: () => open(entry, name),
  }));
  return { entries, issues, close: () => zip.close() };
}

type Directory = { files: { entry: Entry; path: string }[]; issues: Issue[] };

async function readDirectory(zip: ZipFile, limits: ZipLimits): Promise<Directory> {
  const directory: Directory = { files: [], issues: [] };
  if (zip.entryCount > limits.entryCount) {
    const message = `压缩包声明 ${zip.entryCount} 个条目，超过上限 ${limits.entryCount}；请按人拆分后分批提交`;
    return { files: [], issues: [{ path: '', message, rule: 'zip.count' }] };
  }
  try {
    for await (const entry of zip.eachEntry()) {
      const { path, isFolder, issues } = judgeEntry(entry, limits);
      directory.issues.push(...issues);
      if (!isFolder) directory.files.push({ entry, path });
    }
  } catch (error) {
    directory.issues.push(toUnreadable(toMessage(error)));
  }
  directory.issues.push(...findNameClashes(directory.files.map((file) => file.path)), ...findTotalIssues(zip, directory.files, limits));
  return directory;
}

function findTotalIssues(zip: ZipFile, files: Directory['files'], limits: ZipLimits): Issue[] {
  const sum = (size: (entry: Entry) => number) => files.reduce((total, { entry }) => total + size(entry), 0);
  const [total, packed] = [sum((entry) => entry.uncompressedSize), sum((entry) => entry.compressedSize)];
  const issues: Issue[] = [];
  if (total > limits.totalBytes) {
    const message = `压缩包解压后共 ${toMegabytes(total)}，超过上限 ${toMegabytes(limits.totalBytes)}；请分批提交`;
    issues.push({ path: '', message, rule: 'zip.size' });
  }
  if (packed > zip.fileSize) {
    issues.push({ path: '', message: '压缩包内的条目互相重叠，疑似压缩炸弹；请核对来源后重新打包', rule: 'zip.bomb' });
  }
  return issues;
}

async function openChecked(zip: ZipFile, entry: Entry, path: string): Promise<Readable> {
  const inflated = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
    throw toDamaged(path, `无法读取（${toMessage(error)}）`);
  });
  return Readable.from(checkContent(inflated, entry, path), { objectMode: false });
}

/** Passes chunks on; fails when they are more or fewer bytes than declared or their CRC-32 differs: yauzl checks no CRC. */
async function* checkContent(inflated: Readable, entry: Entry, path: string): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  let crc = 0;
  try {
    for await (const chunk of inflated) {
      sizeBytes += chunk.length;
      if (sizeBytes > entry.uncompressedSize) throw toDamaged(path, '实际内容比声明的大');
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Problem ? error : toDamaged(path, `无法解压（${toMessage(error)}）`);
  }
  if (sizeBytes < entry.uncompressedSize) throw toDamaged(path, '实际内容比声明的小');
  if (crc !== entry.crc32) throw toDamaged(path, '校验码不符');
}

function toDamaged(path: string, what: string): Problem {
  const message = `“${path}”${what}，压缩包可能损坏或被改动；请重新打包`;
  return new Problem('rule_broken', `zip entry: ${what}`, [{ path, message, rule: 'zip.damaged' }]);
}

function toUnreadable(reason: string): Issue {
  return { path: '', message: `不是有效的 ZIP 压缩包，或传输不完整（${reason}）；请重新打包或重新传送`, rule: 'zip.unreadable' };
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
