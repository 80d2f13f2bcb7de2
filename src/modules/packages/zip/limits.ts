import type { Issue } from '../../../core/problem.ts';

/** How large an archive may be before it is refused unread. Every number is a bound on what a hostile file can make us do. */
export type ZipLimits = {
  entryCount: number;
  /** Declared and real bytes of all entries together, after unpacking. */
  totalBytes: number;
  /** Bytes of one entry after unpacking. */
  entryBytes: number;
  /** Unpacked ÷ packed size above which an entry of more than 1 MiB is taken for a bomb. Scans and XML stay far below. */
  ratio: number;
  /** Folders above a file. */
  depth: number;
};

/** A dossier of 500 pages in two image sets at 2 MB is 2 GB and 1,001 files. */
export const defaultZipLimits: ZipLimits = {
  entryCount: 20_000,
  totalBytes: 8 * 1024 ** 3,
  entryBytes: 512 * 1024 ** 2,
  ratio: 200,
  depth: 10,
};

/** Sizes in messages: `12.3 MB`. */
export function toMegabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** Issues listed of one archive; past it one line says how many more there are. */
const ISSUE_LIMIT = 200;

export function shortenIssues(issues: readonly Issue[]): Issue[] {
  if (issues.length <= ISSUE_LIMIT) return [...issues];
  const rest = issues.length - ISSUE_LIMIT;
  return [...issues.slice(0, ISSUE_LIMIT), { path: '', message: `另有 ${rest} 处同类问题未逐一列出`, rule: 'zip.count' }];
}
