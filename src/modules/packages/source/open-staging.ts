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

/** Files under way at once: the next arrives while the one before is written and the ones before that digested. */
const UNDER_WAY = 8;
const BUFFER_BYTES = 2 ** 20;
const BUFFER_COUNT = 4;

/**
 * Opens a staging folder, which does not exist yet. Files get running numbers for names there: what they are called in their package can
 * then do no harm, and clashes with nothing. Not synced: staging is not storage.
 */
export async function openStaging(folder: string): Promise<Staging> {
  await mkdir(folder, { mode: 0o700 });
  const buffers = startBuffers();
  const measured: Promise<MeasuredFile>[] = [];
  return {
    take: async (path, pieces) => {
      await measured.at(-UNDER_WAY);
      const stagedPath = join(folder, String(measured.length));
      const { isWritten } = await write(await open(stagedPath, 'wx', 0o600), pieces, buffers);
      const facts = isWritten.then(() => measure(path, stagedPath));
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

/** Resolves when the pieces are taken; `isWritten` when they are in the file and it is closed. */
async function write(
  handle: FileHandle,
  pieces: AsyncIterable<Uint8Array>,
  buffers: ReturnType<typeof startBuffers>,
): Promise<{ isWritten: Promise<void> }> {
  let writing: Promise<unknown> = Promise.resolve();
  let buffer = await buffers.take();
  let filled = 0;
  const flush = () => {
    const [full, length] = [buffer, filled];
    writing = writing.then(() => handle.writeFile(full.subarray(0, length))).finally(() => buffers.giveBack(full));
    writing.catch(() => {}); // told by `isWritten`
    filled = 0;
  };
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length; ) {
        if (filled === BUFFER_BYTES) {
          flush();
          buffer = await buffers.take();
        }
        const part = piece.subarray(at, at + BUFFER_BYTES - filled);
        buffer.set(part, filled);
        filled += part.length;
        at += part.length;
      }
    }
  } catch (error) {
    flush();
    await close(handle, writing).catch(() => {});
    throw error;
  }
  flush();
  return { isWritten: close(handle, writing) };
}

async function close(handle: FileHandle, writing: Promise<unknown>): Promise<void> {
  await writing.finally(() => handle.close());
}

/**
 * A few buffers that go round: pieces that lived on until they are written would cost a full garbage collection every 64 MB, and be held
 * without bound when the disk is slow.
 */
function startBuffers() {
  const free = Array.from({ length: BUFFER_COUNT }, () => Buffer.allocUnsafeSlow(BUFFER_BYTES));
  type Free = (typeof free)[number];
  const waiting: ((buffer: Free) => void)[] = [];
  return {
    take: async () => free.pop() ?? new Promise<Free>((resolve) => waiting.push(resolve)),
    giveBack: (buffer: Free) => {
      const next = waiting.shift();
      if (next) next(buffer);
      else free.push(buffer);
    },
  };
}
