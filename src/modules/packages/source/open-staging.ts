import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectFile } from '../../../platform/imaging/inspect.ts';
import { fileKindOf } from '../magic.ts';
import type { MeasuredFile } from './types.ts';

/** A folder that files are written into as they arrive, each once. */
export type Staging = {
  /** Takes a file; resolves when all its pieces are taken over, while it is still being written and digested. @throws what `pieces` throws */
  take: (path: string, pieces: AsyncIterable<Uint8Array>) => Promise<void>;
  /** All files taken, in their order, once they stand in the folder. @throws what the disk throws */
  finish: () => Promise<MeasuredFile[]>;
};

/** Files under way at once: the next arrives while the one before is written and the one before that digested. */
const UNDER_WAY = 4;
/** Bytes gathered before they are written; a page is one write. */
const BATCH_BYTES = 4 * 2 ** 20;

/**
 * Opens a staging folder, which does not exist yet. Files get running numbers for names there: what they are called in their package can
 * then do no harm, and clashes with nothing.
 */
export async function openStaging(folder: string): Promise<Staging> {
  await mkdir(folder, { mode: 0o700 });
  const measured: Promise<MeasuredFile>[] = [];
  return {
    take: async (path, pieces) => {
      await measured.at(-UNDER_WAY);
      const stagedPath = join(folder, String(measured.length));
      const written = await write(stagedPath, pieces);
      const facts = written.isDone.then(() => measure(path, stagedPath));
      facts.catch(() => {}); // whoever finishes is told
      measured.push(facts);
    },
    finish: () => Promise.all(measured),
  };
}

async function measure(path: string, stagedPath: string): Promise<MeasuredFile> {
  const { head, image, ...facts } = await inspectFile(stagedPath);
  return { path, ...facts, kind: fileKindOf(head), staged: { stagedPath, image } };
}

/** Resolves when the pieces are taken; `isDone` when they are written. Not synced: staging is not storage. */
async function write(target: string, pieces: AsyncIterable<Uint8Array>): Promise<{ isDone: Promise<void> }> {
  const handle = await open(target, 'wx', 0o600);
  let batch: Uint8Array[] = [];
  let sizeBytes = 0;
  let writing = Promise.resolve();
  try {
    for await (const piece of pieces) {
      batch.push(piece);
      sizeBytes += piece.length;
      if (sizeBytes < BATCH_BYTES) continue;
      await writing;
      writing = writeAll(handle, batch);
      writing.catch(() => {}); // awaited below
      batch = [];
      sizeBytes = 0;
    }
  } catch (error) {
    await writing.finally(() => handle.close());
    throw error;
  }
  const isDone = writing.then(() => writeAll(handle, batch)).finally(() => handle.close());
  isDone.catch(() => {});
  return { isDone };
}

async function writeAll(handle: FileHandle, batch: readonly Uint8Array[]): Promise<void> {
  const { bytesWritten } = await handle.writev(batch);
  const wanted = batch.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < wanted) throw new Error(`only ${bytesWritten} of ${wanted} bytes could be written`);
}
