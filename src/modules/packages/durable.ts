import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DigestName, type StreamFacts, startMeter } from './digests.ts';

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

/** Copies into a new file, digests on the way, syncs it; its folder is the caller's to sync. Fails when the target exists. */
export async function copyNewFile<Name extends DigestName>(
  source: string,
  target: string,
  names: readonly Name[],
): Promise<StreamFacts<Name>> {
  const meter = startMeter(names);
  const handle = await open(target, 'wx');
  try {
    for await (const chunk of createReadStream(source, { highWaterMark: 1024 ** 2 })) {
      meter.add(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return meter.finish();
}

/** Creates a folder with its parents and syncs every folder that got a new name in it. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await syncPath(dirname(folder));
}
