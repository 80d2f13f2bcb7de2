import fs from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../../core/problem.ts';
import type { Context } from '../../platform/house.ts';
import { defaultZipLimits } from '../packages/index.ts';

/** Where what came is kept until it is accepted or refused: `body` is the package as sent, `content` its files. */
export type Stage = { folder: string; body: string; content: string };

/** The folder of all stages. */
export const stagingFolder = ({ storage }: Context['files']): string => path.join(storage, 'staging');

/** The stage of one import, by its id. */
export function stageOf(files: Context['files'], importId: string, fileName = ''): Stage {
  const folder = path.join(stagingFolder(files), importId);
  return { folder, body: path.join(folder, 'body', fileName), content: path.join(folder, 'content') };
}

/** The stage in which a dossier's version is laid out. */
export const publishingStage = (files: Context['files'], dossierId: string): Stage => stageOf(files, `${PUBLISHING}${dossierId}`);
export const isPublishing = (name: string): boolean => name.startsWith(PUBLISHING);
const PUBLISHING = 'publish-';

/** A package is no larger than its content may be, and the zip's own tables. */
const MOST_BYTES = defaultZipLimits.totalBytes + 64 * 2 ** 20;

/** Writes the body of a call into its stage. Not synced: staging is not storage. @throws too_large, invalid_input when nothing came */
export async function writeBody(stage: Stage, bytes: AsyncIterable<Uint8Array> | undefined): Promise<void> {
  if (!bytes) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到文件' }]);
  await mkdir(path.dirname(stage.body), { recursive: true, mode: 0o700 });
  let sizeBytes = 0;
  const meter = new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => {
      sizeBytes += chunk.length;
      const issues = [{ path: '', message: `数据包超过 ${Math.floor(MOST_BYTES / 2 ** 30)} GB；请按人拆分`, rule: 'zip.size' }];
      done(sizeBytes > MOST_BYTES ? new Problem('too_large', 'package over its limit', issues) : null, chunk);
    },
  });
  await pipeline(bytes, meter, fs.createWriteStream(stage.body, { flags: 'wx', mode: 0o600, highWaterMark: 2 ** 20 }));
}

/** Safe to repeat. */
export const dropStage = (stage: Pick<Stage, 'folder'>): Promise<void> => rm(stage.folder, { recursive: true, force: true });
