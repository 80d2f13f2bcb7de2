import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../core/problem.ts';
import type { Digests } from '../../platform/imaging/digest.ts';
import { maxFileBytes } from '../../platform/imaging/refusal.ts';

/** A file that came, outside the store; without its name, which may be a person's. */
export type Source = Digests & { path: string };

/** Writes what comes into a staging folder and digests it on the way; one piece in memory at a time. @throws too_large, invalid_input */
export async function writeSource(folder: string, bytes: AsyncIterable<Uint8Array> | undefined): Promise<Source> {
  if (!bytes) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到文件' }]);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'source');
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')];
  const handle = await open(file, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of bytes) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxFileBytes)
        throw new Problem('too_large', 'file over its limit', [{ path: '', message: '文件超过 400 MB 的上限；请拆分后导入' }]);
      sha256.update(chunk);
      sm3.update(chunk);
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return { path: file, sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), sizeBytes };
}
