import path from 'node:path';
import { Header, Pax } from 'tar';
import { Problem } from '../../core/problem.ts';
import { openSource } from '../../modules/packages/index.ts';

type PackedFile = { path: string; sizeBytes: number; open: () => Promise<AsyncIterable<Uint8Array>> };

/** How far the sending is. */
export type Sent = { files: number; bytes: number; ofFiles: number; ofBytes: number };

const BLOCK = 512;

/**
 * A folder as a tar stream with that folder in it, packed while it is sent: nothing is compressed, nothing is written. `onSent` is told after
 * each file.
 * @throws rule_broken for links and what else no package may hold; the stream throws when a file is not as long as it was
 */
export async function packFolder(folder: string, onSent: (sent: Sent) => void = () => {}): Promise<AsyncIterable<Uint8Array>> {
  const { files, issues } = await openSource(folder);
  if (issues.length > 0) throw new Problem('rule_broken', 'folder refused', issues);
  return pack(path.basename(path.resolve(folder)), files, onSent);
}

async function* pack(top: string, files: readonly PackedFile[], onSent: (sent: Sent) => void): AsyncGenerator<Uint8Array> {
  const sent: Sent = { files: 0, bytes: 0, ofFiles: files.length, ofBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
  for (const file of files) {
    yield toHeader(`${top}/${file.path}`, file.sizeBytes);
    let left = file.sizeBytes;
    for await (const piece of await file.open()) {
      left -= piece.length;
      yield piece;
    }
    if (left !== 0) throw new Error(`“${file.path}”在发送途中被改动，请重新导入 (the file changed while it was sent)`);
    const filling = (BLOCK - (file.sizeBytes % BLOCK)) % BLOCK;
    if (filling > 0) yield Buffer.alloc(filling);
    sent.files += 1;
    sent.bytes += file.sizeBytes;
    onSent({ ...sent });
  }
  yield Buffer.alloc(2 * BLOCK);
}

/** The header of a file; a name that is too long for it goes before it, in one of pax. */
function toHeader(name: string, size: number): Buffer {
  const header = new Header({ path: name, size, mode: 0o600, type: 'File', mtime: new Date(0) });
  const needsPax = header.encode();
  const block = header.block ?? Buffer.alloc(BLOCK);
  return needsPax ? Buffer.concat([new Pax({ path: name, size }).encode(), block]) : block;
}
