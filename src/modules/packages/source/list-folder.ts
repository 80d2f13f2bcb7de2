import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Issue } from '../../../core/problem.ts';
import { decodeFileName } from '../text.ts';
import { findNameClashes, toSafePath } from '../zip/entry-names.ts';
import { toMegabytes, type ZipLimits } from '../zip/limits.ts';
import type { SourceFile } from './types.ts';

type Found = { path: string; bytes: Buffer };
type Listing = { files: SourceFile[]; issues: Issue[] };

/**
 * Lists a folder tree, sorted by path. Links and special files are refused, not followed. Names are read as bytes: on Linux a folder
 * unpacked from a GBK archive keeps GBK names, which the usual calls would spoil.
 */
export async function listFolder(root: string, limits: ZipLimits): Promise<Listing> {
  const listing: Listing = { files: [], issues: [] };
  const waiting: Found[] = [{ path: '', bytes: Buffer.from(root) }];
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    for (const name of (await readdir(folder.bytes, { encoding: 'buffer' })).sort(Buffer.compare)) {
      const found = toFound(folder, name);
      await sort(found, limits, listing, waiting);
      if (listing.files.length > limits.entryCount) return { files: [], issues: [{ ...tooMany(limits), path: basename(root) }] };
    }
  }
  listing.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  listing.issues.push(
    ...findNameClashes(listing.files.map((file) => file.path)),
    ...findTotalIssues(listing.files, limits).map((issue) => ({ ...issue, path: basename(root) })),
  );
  return listing;
}

function toFound(folder: Found, name: Buffer): Found {
  // Names on disk are UTF-8 where they can be; only in archives is a doubtful one likelier GBK.
  const shown = decodeFileName(name, true) ?? name.toString('latin1');
  return { path: folder.path ? `${folder.path}/${shown}` : shown, bytes: Buffer.concat([folder.bytes, Buffer.from('/'), name]) };
}

async function sort(found: Found, limits: ZipLimits, listing: Listing, waiting: Found[]): Promise<void> {
  const { path, bytes } = found;
  const safe = toSafePath(path, limits.depth);
  const stats = await lstat(bytes);
  if ('problem' in safe) listing.issues.push({ path, message: `“${path}”${safe.problem}`, rule: safe.rule });
  else if (stats.isDirectory()) waiting.push(found);
  else if (!stats.isFile()) {
    listing.issues.push({ path, message: `“${path}”是链接或特殊文件，可能指向包外；请放入真实文件`, rule: 'zip.link' });
  } else listing.files.push({ path, sizeBytes: stats.size, open: async () => createReadStream(bytes, { highWaterMark: 1024 ** 2 }) });
}

function tooMany(limits: ZipLimits): Issue {
  return { path: '', message: `文件夹内超过 ${limits.entryCount} 个文件；请按人拆分后分批提交`, rule: 'zip.count' };
}

function findTotalIssues(files: readonly SourceFile[], limits: ZipLimits): Issue[] {
  const total = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (total <= limits.totalBytes) return [];
  const message = `文件夹共 ${toMegabytes(total)}，超过上限 ${toMegabytes(limits.totalBytes)}；请分批提交`;
  return [{ path: '', message, rule: 'zip.size' }];
}
