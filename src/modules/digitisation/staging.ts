import fs from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { v7 as newId } from 'uuid';
import { Problem } from '../../core/problem.ts';
import { dayOf } from '../../core/time.ts';
import type { Context, Intake, Taken } from '../../platform/house.ts';
import { defaultZipLimits, type InformationPackage, isTar, readBytes, readPackage, takeTar } from '../packages/index.ts';

/** Where what came is kept until it is accepted or refused: `body` is the package as sent, `content` its files. */
export type Stage = { folder: string; body: string; content: string };

/** A package that arrived: all its files in the stage, measured and judged. */
export type Arrived = { id: string; stage: Stage; read: InformationPackage };

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

/** A package is no larger than its content may be, and the container's own tables. */
const MOST_BYTES = defaultZipLimits.totalBytes + 64 * 2 ** 20;
const TAR_HEAD_BYTES = 512;

/**
 * Takes the body of a call into its stage, whoever sends it however slowly, and judges what is in it: a tar is taken apart while it arrives,
 * anything else has to be whole first, for the directory of a zip is at its end. Nothing is synced: staging is not storage.
 * @throws too_large, invalid_input when nothing came; then nothing is left
 */
export async function takePackage({ now, files, body }: Intake, { fileName }: { fileName: string }): Promise<Taken<Arrived>> {
  if (!body) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到文件' }]);
  const id = newId();
  const stage = stageOf(files, id, fileName);
  const undo = () => dropStage(stage);
  try {
    await mkdir(path.dirname(stage.body), { recursive: true, mode: 0o700 });
    const reader = readBytes(body, MOST_BYTES);
    const options = { today: dayOf(now), stageInto: stage.content };
    if (isTar(await reader.peek(TAR_HEAD_BYTES))) {
      const folder = await takeTar(reader, stage.content, fileName.replace(/\.tar$/i, ''));
      return { taken: { id, stage, read: await readPackage(folder, options) }, undo };
    }
    await pipeline(reader.pieces(), fs.createWriteStream(stage.body, { flags: 'wx', mode: 0o600, highWaterMark: 2 ** 20 }));
    const read = await readPackage(stage.body, options);
    await rm(path.dirname(stage.body), { recursive: true });
    return { taken: { id, stage, read }, undo };
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Safe to repeat. */
export const dropStage = (stage: Pick<Stage, 'folder'>): Promise<void> => rm(stage.folder, { recursive: true, force: true });
