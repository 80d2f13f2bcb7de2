// The inspecting thread. Started by inspect.ts only.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Asked, Inspected, Told } from './inspect.ts';
import { probeImage } from './probe.ts';

const PIECE_BYTES = 8 * 2 ** 20; // a page at 300 dpi and its neighbours fit: one reading serves digests and header alike
const HEAD_BYTES = 512;
const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);

let last = Promise.resolve(); // one after another, for they share the buffer
parentPort?.on('message', (asked: Asked) => {
  last = last.then(() => answer(asked)).then((told) => parentPort?.postMessage(told));
});

async function answer({ id, path }: Asked): Promise<Told> {
  try {
    return { id, facts: await inspect(path) };
  } catch (error) {
    return { id, error: String(error) };
  }
}

async function inspect(path: string): Promise<Inspected> {
  const [sha256, sm3] = [createHash('sha256'), createHash('sm3')];
  let sizeBytes = 0;
  let head = Buffer.alloc(0);
  const file = fs.openSync(path, 'r');
  try {
    for (let read = readPiece(file); read > 0; read = readPiece(file)) {
      const piece = buffer.subarray(0, read);
      sha256.update(piece);
      sm3.update(piece);
      if (sizeBytes === 0) head = Buffer.from(piece.subarray(0, HEAD_BYTES));
      sizeBytes += read;
    }
  } finally {
    fs.closeSync(file);
  }
  const image = await probeImage(sizeBytes <= PIECE_BYTES ? buffer.subarray(0, sizeBytes) : path);
  return { sha256: sha256.digest('hex'), sm3: sm3.digest('hex'), sizeBytes, head, image };
}

/** Fills the buffer, unless the file ends before; the last call of a file of one piece leaves it as it is. */
function readPiece(file: number): number {
  let filled = 0;
  for (;;) {
    const read = fs.readSync(file, buffer, filled, PIECE_BYTES - filled, null);
    filled += read;
    if (read === 0 || filled === PIECE_BYTES) return filled;
  }
}
