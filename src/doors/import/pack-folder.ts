import path from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { Problem } from '../../core/problem.ts';
import { openSource } from '../../modules/packages/index.ts';

/**
 * A folder as the stream of an archive with that folder in it, packed while it is sent: nothing is compressed, nothing is written.
 * @throws rule_broken for links and what else no package may hold
 */
export async function packFolder(folder: string): Promise<AsyncIterable<Uint8Array>> {
  const source = await openSource(folder);
  if (source.issues.length > 0) throw new Problem('rule_broken', 'folder refused', source.issues);
  const zip = new ZipFile();
  const top = path.basename(path.resolve(folder));
  for (const { path: inside, sizeBytes, open } of source.files) {
    const read = (done: (error: unknown, stream: Readable) => void) => {
      open().then(
        (stream) => done(null, stream),
        (error: unknown) => done(error, undefined as never),
      );
    };
    zip.addReadStreamLazy(`${top}/${inside}`, { compress: false, size: sizeBytes }, read);
  }
  zip.end();
  return zip.outputStream as unknown as AsyncIterable<Uint8Array>;
}
