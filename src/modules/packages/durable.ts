import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DigestName, type Meter, type StreamFacts, startMeter } from './digests.ts';

/** Makes the content of a file, or the names in a folder, survive a loss of power. Windows has no sync for folders and needs none. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (process.platform === 'win32') return undefined;
    throw error;
  });
  try {
    await handle?.sync();
  } catch (error) {
    if (process.platform !== 'win32') throw error;
  } finally {
    await handle?.close();
  }
}

/** Writes a new file and syncs it; its folder is the caller's to sync. Fails when the file exists. */
export async function writeNewFile(path: string, bytes: string | Uint8Array): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Copies into a new file, digests on the way, syncs it; its folder is the caller's to sync. Fails when the target exists. Each piece
 * is written while it is digested, so that disk and processor work side by side.
 */
export async function copyNewFile<Name extends DigestName>(
  source: string,
  target: string,
  names: readonly Name[],
): Promise<StreamFacts<Name>> {
  const meter = startMeter(names);
  const handle = await open(target, 'wx');
  try {
    for await (const piece of readPieces(source)) await addWhileWriting(meter, handle, piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return meter.finish();
}

/** Writes a stream into a new file and digests it; synced only when asked, since staging is not storage. Fails when the target exists. */
export async function takeNewFile<Name extends DigestName>(
  stream: AsyncIterable<Buffer>,
  target: string,
  names: readonly Name[],
  { isSynced }: { isSynced: boolean },
): Promise<StreamFacts<Name>> {
  const meter = startMeter(names);
  const handle = await open(target, 'wx');
  try {
    for await (const piece of stream) await addWhileWriting(meter, handle, piece);
    if (isSynced) await handle.sync();
  } finally {
    await handle.close();
  }
  return meter.finish();
}

/** Reads a file to its end for its digests. */
export async function measureFile<Name extends DigestName>(path: string, names: readonly Name[]): Promise<StreamFacts<Name>> {
  const meter = startMeter(names);
  for await (const piece of readPieces(path)) meter.add(piece);
  return meter.finish();
}

const PIECE_BYTES = 1024 ** 2;

/** One buffer for all pieces: a piece is good only until the next one is asked for. */
async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE_BYTES, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function addWhileWriting<Name extends DigestName>(meter: Meter<Name>, handle: FileHandle, piece: Buffer): Promise<void> {
  const writing = handle.writeFile(piece);
  meter.add(piece);
  await writing;
}

/** Creates a folder with its parents and syncs every folder that got a new name in it. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await syncPath(dirname(folder));
}
