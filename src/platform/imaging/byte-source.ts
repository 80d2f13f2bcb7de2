import { open } from 'node:fs/promises';

/** Reads up to `length` bytes at `offset`; fewer (or none) at and beyond the end. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

/** A file or a buffer that is read here and there, never as a whole. */
export type ByteSource = { sizeBytes: number; read: ReadAt; close: () => Promise<void> };

/** Opens a path, or wraps bytes. Throws what the file system throws when the path cannot be opened or is no plain file. */
export async function openBytes(source: Uint8Array | string): Promise<ByteSource> {
  if (typeof source !== 'string') {
    return { sizeBytes: source.byteLength, read: readFrom(source), close: async () => {} };
  }
  const file = await open(source, 'r');
  const stat = await file.stat();
  if (!stat.isFile()) {
    await file.close();
    throw new Error(`${source}: not a plain file`);
  }
  const read: ReadAt = async (offset, length) => {
    if (offset < 0 || offset >= stat.size) return Buffer.alloc(0);
    const buffer = Buffer.alloc(Math.min(length, stat.size - offset));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  };
  return { sizeBytes: stat.size, read, close: () => file.close() };
}

/** Reads from bytes in memory without copying. */
export function readFrom(bytes: Uint8Array): ReadAt {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return async (offset, length) => (offset < 0 ? Buffer.alloc(0) : buffer.subarray(offset, offset + length));
}
