import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { ZipFile } from 'yazl';
import { readAll } from '../digests.ts';

/** Unpacked bytes of all parts together; a sheet of 20,000 rows is about 10 MB. */
const BYTES_LIMIT = 192 * 1024 ** 2;
const PART_COUNT_LIMIT = 2000;

/** Parts that hold cells and what is needed to read them; pictures, printers and macros are left behind. */
const WANTED = /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(_rels\/)?[^/]+\.xml(\.rels)?|xl\/worksheets\/[^/]+\.xml)$/i;

/**
 * The parts of an .xlsx, unpacked under limits.
 * @throws Error when it is no archive, too large, or its parts are not the size they say.
 */
export async function readWorkbookParts(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(bytes);
  if (zip.entryCount > PART_COUNT_LIMIT) throw new Error(`含 ${zip.entryCount} 个部件`);
  const parts = new Map<string, Buffer>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (!WANTED.test(entry.fileName)) continue;
    total += entry.uncompressedSize;
    if (total > BYTES_LIMIT) throw new Error(`解压后超过 ${BYTES_LIMIT / 1024 ** 2} MB`);
    parts.set(entry.fileName, await readAll(await zip.openReadStreamPromise(entry), entry.uncompressedSize));
  }
  return parts;
}

/**
 * Packs parts anew. The spreadsheet library reads archives from the front and without limits, so an archive whose front and directory
 * differ would show it what was never measured; this one holds the measured parts and nothing else.
 */
export async function repack(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(content, name, { compress: false });
  zip.end();
  const output = Readable.from(zip.outputStream as AsyncIterable<Buffer>, { objectMode: false });
  return await readAll(output, Number.MAX_SAFE_INTEGER);
}
