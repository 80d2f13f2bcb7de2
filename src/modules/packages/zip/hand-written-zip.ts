import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a ZIP written byte by byte, so that tests can lie where real writers do not. */
export type HandEntry = {
  name: string | Buffer;
  content?: Buffer;
  isDeflated?: boolean;
  /** Lies about the unpacked size. */
  declaredBytes?: number;
  crc?: number;
  flags?: number;
  method?: number;
  unixMode?: number;
  /** Uses the content of the first entry again: overlapping entries. */
  reusesFirst?: boolean;
};

/** Builds a whole archive in memory; for tests only. More than 65,535 entries wrap in the count, as in real overlong archives. */
export function writeZipByHand(entries: readonly HandEntry[], declaredCount = entries.length): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = toHeader(entry);
    const at = entry.reusesFirst ? 0 : offset;
    if (!entry.reusesFirst) {
      const signature = Buffer.from([0x50, 0x4b, 3, 4]);
      const parts = [signature, header.common, header.name, header.packed];
      local.push(...parts);
      offset += parts.reduce((sum, part) => sum + part.length, 0);
    }
    central.push(toCentral(header, at, entry.unixMode ?? 0));
  }
  return Buffer.concat([...local, ...central, toEnd(declaredCount, central, offset)]);
}

type Header = { common: Buffer; name: Buffer; packed: Buffer };

function toHeader(entry: HandEntry): Header {
  const content = entry.content ?? Buffer.from('x');
  const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name);
  const packed = entry.isDeflated ? deflateRawSync(content) : content;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? (Buffer.isBuffer(entry.name) ? 0 : 0x800), 2);
  common.writeUInt16LE(entry.method ?? (entry.isDeflated ? 8 : 0), 4);
  common.writeUInt16LE(0x21, 8);
  common.writeUInt32LE(entry.crc ?? crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.declaredBytes ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  return { common, name, packed };
}

function toCentral({ common, name }: Header, offset: number, unixMode: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((unixMode << 16) >>> 0) as number, 6);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), common, tail, name]);
}

function toEnd(count: number, central: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(
    central.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return end;
}
