import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../core/problem.ts';

/** Bytes by their SHA-256: written once, never changed. A folder now; the same three calls fit an object store. */
export type Blobs = {
  /** Stores a stream of at most `maxBytes`; on disk, durable, before it returns. The same bytes again change nothing. @throws too_large */
  put: (bytes: AsyncIterable<Uint8Array>, maxBytes: number) => Promise<{ sha256: string; sizeBytes: number; head: Uint8Array }>;
  /**
   * Takes files that this process wrote and digested itself, by moving them; durable before it returns. Safe to repeat: a file that was
   * moved before the repetition counts as taken. @throws Error when neither the file nor the blob is there.
   */
  adopt: (files: readonly StagedFile[]) => Promise<void>;
  /** @throws Error when there is no such blob. */
  get: (sha256: string) => Promise<Uint8Array>;
  /** True when the blob is there and its bytes still have its digest. */
  isIntact: (sha256: string) => Promise<boolean>;
  /** Bytes of a blob by its length alone; undefined when there is none. */
  sizeOf: (sha256: string) => Promise<number | undefined>;
  /** A file of this machine with the bytes of a blob, to be read and never written: for other processes and long copies. */
  fileOf: (sha256: string) => string;
};

/** A file outside the store, on its file system. */
export type StagedFile = { path: string; sha256: string };

const HEAD_BYTES = 64; // enough to tell a format by its first bytes

/** Blobs in `folder`, at `ab/cd/<sha256>`. */
export function openBlobs(folder: string): Blobs {
  const fileOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return {
    put: async (bytes, maxBytes) => {
      const staging = path.join(folder, 'staging');
      await fs.mkdir(staging, { recursive: true, mode: 0o700 });
      const temporary = path.join(staging, randomUUID());
      try {
        const written = await write(temporary, bytes, maxBytes);
        const target = fileOf(written.sha256);
        await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await fs.rename(temporary, target);
        await syncFolder(path.dirname(target));
        return written;
      } finally {
        await fs.rm(temporary, { force: true });
      }
    },
    adopt: (files) => adopt(files, fileOf),
    fileOf,
    sizeOf: async (sha256) => (await fs.stat(fileOf(sha256)).catch(() => undefined))?.size,
    get: (sha256) => fs.readFile(fileOf(sha256)),
    isIntact: async (sha256) => {
      const bytes = await fs.readFile(fileOf(sha256)).catch(() => undefined);
      return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === sha256;
    },
  };
}

async function write(file: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number) {
  const handle = await fs.open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let head = Buffer.alloc(0);
  try {
    for await (const chunk of bytes) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) {
        const message = `文件超过 ${Math.floor(maxBytes / 2 ** 20)} MB，请压缩后再上传`;
        throw new Problem('too_large', 'blob over its limit', [{ path: '', message }]);
      }
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), sizeBytes, head };
}

/** Syncs each file, moves it, and syncs each folder that got a name once: 4 files at a time, which is what one disk queues well. */
async function adopt(files: readonly StagedFile[], fileOf: (sha256: string) => string) {
  const folders = new Set<string>();
  const waiting = [...files];
  const mover = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const target = fileOf(file.sha256);
      const made = await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      if (made !== undefined) folders.add(path.dirname(made)).add(path.dirname(path.dirname(target)));
      await move(file.path, target);
      folders.add(path.dirname(target));
    }
  };
  await Promise.all(Array.from({ length: 4 }, mover));
  for (const folder of folders) await syncFolder(folder);
}

async function move(source: string, target: string) {
  const handle = await fs.open(source, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!handle) return void (await fs.access(target)); // moved before
  await handle.sync().finally(() => handle.close());
  await fs.rename(source, target);
}

/** Makes a rename in `folder` durable. */
async function syncFolder(folder: string) {
  const handle = await fs.open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
