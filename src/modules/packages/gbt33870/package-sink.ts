import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { startMeter } from '../digests.ts';
import { syncPath, takeNewFile } from '../durable.ts';
import type { ImageOpener } from './dossier.ts';
import type { ManifestFile } from './manifest.ts';

/** Takes files one after another, digests them on the way, and is durable once `finish` returns. */
export type PackageSink = { add(path: string, open: ImageOpener): Promise<void>; finish(): Promise<ManifestFile[]> };

/** Writes into a folder that does not exist yet. */
export async function startFolder(folder: string): Promise<PackageSink> {
  const files: ManifestFile[] = [];
  const folders = new Set([folder]);
  await mkdir(folder);
  return {
    async add(path, openImage) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      folders.add(dirname(target)).add(dirname(dirname(target)));
      const { sizeBytes, digests } = await takeNewFile(await openImage(), target, ['sha256', 'sm3'] as const, { isSynced: true });
      files.push({ path, sizeBytes, ...digests });
    },
    async finish() {
      for (const path of folders) await syncPath(path);
      return files;
    },
  };
}

/** Writes `{baseName}.zip` into a folder, everything below one folder inside; JPEGs are stored, since deflate gains nothing on them. */
export function startZip(folder: string, baseName: string, modifiedAt: Date): PackageSink {
  const files: ManifestFile[] = [];
  const zip = new ZipFile();
  const options = { mtime: modifiedAt, mode: 0o100644, forceDosTimestamp: true };
  const written = pipeline(zip.outputStream, createWriteStream(join(folder, `${baseName}.zip`), { flags: 'wx', flush: true }));
  // Awaited in finish; a failure while entries are still added must not count as unhandled before that.
  written.catch(() => {});
  const failed = new Promise<never>((_, reject) => zip.on('error', reject));
  failed.catch(() => {});
  return {
    async add(path, openImage) {
      const stream = tap(path, await openImage(), files);
      const consumed = new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
      zip.addReadStreamLazy(`${baseName}/${path}`, { ...options, compress: path.endsWith('.xml') }, (give) => give(null, stream));
      await Promise.race([consumed, failed]);
    },
    async finish() {
      zip.end();
      await Promise.race([written, failed]);
      return files;
    },
  };
}

function tap(path: string, source: Readable, files: ManifestFile[]): Readable {
  const meter = startMeter(['sha256', 'sm3'] as const);
  const chunks = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      meter.add(chunk);
      yield chunk;
    }
    const { sizeBytes, digests } = meter.finish();
    files.push({ path, sizeBytes, ...digests });
  };
  return Readable.from(chunks(), { objectMode: false });
}
