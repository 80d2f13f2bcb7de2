import { createReadStream } from 'node:fs';
import { type Issue, Problem } from '../../../core/problem.ts';
import { openStaging, type Staging } from '../source/open-staging.ts';
import type { MeasuredFile, PackageSource, SourceFile } from '../source/types.ts';
import { decodeFileName } from '../text.ts';
import { findNameClashes } from '../zip/entry-names.ts';
import { type JudgedName, judgeName, judgeSize, toLinkIssue, toSpecialIssue } from '../zip/judge-name.ts';
import { defaultZipLimits, shortenIssues, toMegabytes, type ZipLimits } from '../zip/limits.ts';
import type { ByteReader } from './byte-reader.ts';
import { readTar, type TarEntry } from './read-tar.ts';

/**
 * Takes a folder that arrives as a tar stream: each file is written once into `folder` (which does not exist yet) and measured on the way,
 * under the limits and the judgement that archives have. The stream is read to its end whatever is in it; after the first issue nothing
 * more is written. `name` is what the folder is called. @throws what the stream and the disk throw
 */
export async function takeTar(reader: ByteReader, folder: string, name: string, limits = defaultZipLimits): Promise<PackageSource> {
  const staging = await openStaging(folder);
  const issues: Issue[] = [];
  const paths: string[] = [];
  try {
    for await (const { judged, entry } of judgeEntries(reader, limits)) {
      issues.push(...judged.issues);
      if (entry.kind !== 'file') continue;
      paths.push(judged.path);
      if (issues.length === 0) await staging.take(judged.path, entry.body);
    }
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'rule_broken') throw await settled(staging, error);
    issues.push(...error.issues);
    for await (const _piece of reader.pieces()); // the sender gets its answer when all is sent
  }
  issues.push(...findNameClashes(paths));
  const files = (await staging.finish()).map(toFile);
  const named = shortenIssues(issues).map((issue) => (issue.path === '' ? { ...issue, path: name } : issue));
  return { kind: 'folder', name, files: named.length > 0 ? [] : files, issues: named, close: () => {} };
}

type Judged = { judged: JudgedName; entry: TarEntry };

/** @throws rule_broken at an entry over the count, and at content over the total, which end the reading */
async function* judgeEntries(reader: ByteReader, limits: ZipLimits): AsyncGenerator<Judged> {
  let entryCount = 0;
  let totalBytes = 0;
  for await (const entry of readTar(reader)) {
    entryCount += 1;
    totalBytes += entry.sizeBytes;
    if (entryCount > limits.entryCount) throw refused(`超过 ${limits.entryCount} 个文件；请按人拆分后分批提交`, 'zip.count');
    if (totalBytes > limits.totalBytes) throw refused(`总量超过上限 ${toMegabytes(limits.totalBytes)}；请分批提交`, 'zip.size');
    if (!isRoot(entry)) yield { entry, judged: judgeEntry(entry, limits) };
  }
}

function judgeEntry({ name, saysUtf8, kind, sizeBytes }: TarEntry, limits: ZipLimits): JudgedName {
  const judged = judgeName(decodeFileName(name, saysUtf8), name, limits);
  const kinds = { file: [], folder: [], link: [toLinkIssue(judged.path)], special: [toSpecialIssue(judged.path)] };
  return { ...judged, issues: [...judged.issues, ...kinds[kind], ...judgeSize(judged.path, sizeBytes, limits)] };
}

/** `tar -C FOLDER .` names the folder itself. */
const isRoot = ({ kind, name }: TarEntry): boolean => kind === 'folder' && /^(\.?\/)+$/.test(name.toString('latin1'));

const refused = (what: string, rule: string): Problem =>
  new Problem('rule_broken', `tar: ${rule}`, [{ path: '', message: `文件夹${what}`, rule }]);

/** Files under way are let come to their end, so that the folder can be removed. */
const settled = (staging: Staging, error: unknown): Promise<unknown> =>
  staging.finish().then(
    () => error,
    () => error,
  );

function toFile(measured: MeasuredFile): SourceFile {
  const { path, sizeBytes, staged } = measured;
  return { path, sizeBytes, measured, open: async () => createReadStream(staged?.stagedPath ?? '', { highWaterMark: 1024 ** 2 }) };
}
