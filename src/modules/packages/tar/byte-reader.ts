import { Problem } from '../../../core/problem.ts';
import { toMegabytes } from '../zip/limits.ts';

/** A stream of bytes, read piece by piece in its order. Nothing of it is held but the piece that is being read. */
export type ByteReader = {
  /** The next `length` bytes without taking them; fewer where the stream ends before. For small lengths. */
  peek: (length: number) => Promise<Buffer>;
  /** Takes the next `length` bytes; fewer where the stream ends before. For small lengths. */
  take: (length: number) => Promise<Buffer>;
  /** Takes the next `length` bytes (all that come, when not said) as they come; fewer where the stream ends before. */
  pieces: (length?: number) => AsyncGenerator<Buffer>;
};

/**
 * Reads a stream of at most `maxBytes`. The stream is not closed when reading stops early: whoever sent it may be waiting for an answer on
 * the same connection. @throws too_large, what the stream throws
 */
export function readBytes(stream: AsyncIterable<Uint8Array>, maxBytes: number): ByteReader {
  const source = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  let total = 0;
  const next = async (): Promise<Buffer | undefined> => {
    const { value, done } = await source.next();
    if (done === true) return undefined;
    total += value.length;
    if (total <= maxBytes) return Buffer.from(value.buffer, value.byteOffset, value.length);
    const message = `数据包超过 ${toMegabytes(maxBytes)}；请按人拆分`;
    throw new Problem('too_large', 'package over its limit', [{ path: '', message, rule: 'zip.size' }]);
  };
  const peek = async (length: number) => {
    while (rest.length < length) {
      const more = await next();
      if (!more) break;
      rest = rest.length === 0 ? more : Buffer.concat([rest, more]);
    }
    return rest.subarray(0, length);
  };
  return {
    peek,
    take: async (length) => {
      const taken = await peek(length);
      rest = rest.subarray(taken.length);
      return taken;
    },
    pieces: async function* (length = Number.POSITIVE_INFINITY) {
      for (let left = length; left > 0; ) {
        const piece = (await peek(1)).length > 0 ? rest.subarray(0, left) : undefined;
        if (!piece) return;
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
