import { Header, Pax } from 'tar';
import { type Issue, Problem } from '../../../core/problem.ts';
import type { ByteReader } from './byte-reader.ts';

/** One entry of a tar stream. `name` is as it was sent: bytes, for not all senders write UTF-8. `body` is good until the next entry. */
export type TarEntry = {
  name: Buffer;
  saysUtf8: boolean;
  kind: 'file' | 'folder' | 'link' | 'special';
  sizeBytes: number;
  body: AsyncIterable<Buffer>;
};

const BLOCK = 512;
const MAGIC_AT = 257;
/** Bytes of one extended header: it holds a name. */
const EXTENSION_BYTES = 64 * 1024;
/** Extended headers before one entry: pax and GNU write at most two. */
const EXTENSION_COUNT = 4;

/** True when a stream that begins so is a tar. */
export const isTar = (head: Buffer): boolean => head.toString('latin1', MAGIC_AT, MAGIC_AT + 5) === 'ustar';

/**
 * Reads the entries of a tar stream (ustar, pax, GNU) in their order; a body that is not read is passed over. Strict: what does not add up
 * ends it. @throws rule_broken for a stream that is damaged or ends before its end mark, and what the reader throws
 */
export async function* readTar(reader: ByteReader): AsyncGenerator<TarEntry> {
  for (let found = await findHeader(reader); found; found = await findHeader(reader)) {
    const { block, header, extensions } = found;
    const kind = kindOf(header.type);
    const body = toBody(reader, kind === 'folder' || kind === 'link' ? 0 : (header.size ?? 0));
    yield { ...nameOf(block, extensions), kind, sizeBytes: body.sizeBytes, body: body.pieces() };
    await body.passRest();
  }
}

/** The next entry's own header, with what the extended headers before it said; undefined at the end mark. */
async function findHeader(reader: ByteReader): Promise<{ block: Buffer; header: Header; extensions: Extensions } | undefined> {
  let extensions: Extensions = { count: 0 };
  for (;;) {
    const block = Buffer.from(await reader.take(BLOCK)); // the reader's own bytes are gone at the next piece
    if (block.length < BLOCK) throw toDamaged('传输不完整，没有结尾');
    if (block.every((byte) => byte === 0)) return await passEnd(reader);
    const header = toHeader(block, extensions.pax);
    const read = READERS[header.type ?? ''];
    if (!read) return { block, header, extensions };
    extensions = await readExtension(reader, header, extensions, read);
  }
}

type Extensions = { count: number; pax?: Pax; longName?: Buffer };
type ReadExtension = (text: Buffer, before: Extensions) => Partial<Extensions>;

const READERS: Readonly<Record<string, ReadExtension>> = {
  ExtendedHeader: readPax,
  OldExtendedHeader: readPax,
  GlobalExtendedHeader: () => ({}), // of everything after it, and so of nothing that a package needs
  NextFileHasLongPath: (text) => ({ longName: upToNul(text) }),
  OldGnuLongPath: (text) => ({ longName: upToNul(text) }),
  NextFileHasLongLinkpath: () => ({}), // links are refused, wherever they lead
};

function readPax(bytes: Buffer, { pax }: Extensions): Partial<Extensions> {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw toDamaged('扩展头不是 UTF-8 编码');
  return { pax: Pax.parse(text, pax, false) };
}

async function readExtension(reader: ByteReader, { size = 0 }: Header, before: Extensions, read: ReadExtension): Promise<Extensions> {
  if (size > EXTENSION_BYTES || before.count >= EXTENSION_COUNT) throw toDamaged('扩展头过多或过长');
  const padded = await reader.take(toBlocks(size));
  if (padded.length < size) throw toDamaged('传输不完整');
  return { ...before, ...read(padded.subarray(0, size), before), count: before.count + 1 };
}

/** @throws rule_broken when the block is no header */
function toHeader(block: Buffer, pax: Pax | undefined): Header {
  const header = parseHeader(block, pax);
  if (!header?.cksumValid || (header.size === undefined && header.type !== 'Directory')) throw toDamaged('文件头损坏');
  return header;
}

function parseHeader(block: Buffer, pax: Pax | undefined): Header | undefined {
  try {
    return new Header(block, 0, pax);
  } catch {
    return undefined; // numbers out of all range
  }
}

function kindOf(type: Header['type']): TarEntry['kind'] {
  if (type === 'File' || type === 'OldFile' || type === 'ContiguousFile') return 'file';
  if (type === 'Directory') return 'folder';
  return type === 'Link' || type === 'SymbolicLink' ? 'link' : 'special';
}

/** Extended headers have the whole name, the block has it in at most two parts. */
function nameOf(block: Buffer, { pax, longName }: Extensions): Pick<TarEntry, 'name' | 'saysUtf8'> {
  if (pax?.path !== undefined) return { name: Buffer.from(pax.path), saysUtf8: true };
  if (longName) return { name: longName, saysUtf8: false };
  const name = upToNul(block.subarray(0, 100));
  // GNU writes times where ustar has the prefix, and says so by its magic
  const prefix = block.toString('latin1', MAGIC_AT, MAGIC_AT + 6) === 'ustar\0' ? upToNul(block.subarray(345, 500)) : Buffer.alloc(0);
  return { name: prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name, saysUtf8: false };
}

function upToNul(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end));
}

/** The content of an entry, which may be read or not, and what fills its last block. */
function toBody(reader: ByteReader, sizeBytes: number) {
  let left = sizeBytes;
  const pieces = async function* () {
    for await (const piece of reader.pieces(left)) {
      left -= piece.length;
      yield piece;
    }
    if (left > 0) throw toDamaged('传输不完整，最后一个文件没有收全');
  };
  const passRest = async () => {
    for await (const _piece of pieces());
    await reader.take(toBlocks(sizeBytes) - sizeBytes);
  };
  return { sizeBytes, pieces, passRest };
}

/** Writers fill up with zeros; anything else would be content that nobody looked at. */
async function passEnd(reader: ByteReader): Promise<undefined> {
  for await (const piece of reader.pieces()) if (piece.some((byte) => byte !== 0)) throw toDamaged('结尾之后还有内容');
  return undefined;
}

const toBlocks = (sizeBytes: number): number => Math.ceil(sizeBytes / BLOCK) * BLOCK;

function toDamaged(what: string): Problem {
  const issue: Issue = { path: '', message: `文件夹的传送流${what}；请重新传送`, rule: 'zip.unreadable' };
  return new Problem('rule_broken', `tar: ${what}`, [issue]);
}
