import type { ByteSource } from './byte-source.ts';
import type { ParsedHeader } from './image-facts.ts';
import { refusal } from './refusal.ts';

const plain = { bitsPerChannel: 8, channels: 3, colourSpace: 'rgb', dpi: null, orientation: 1, frameCount: 1 } as const;

/** Walks the chunks of a PNG up to its pixels, then looks for the closing chunk. */
export async function probePng(bytes: ByteSource): Promise<ParsedHeader> {
  const head = await bytes.read(8, 25);
  if (head.length < 25) return refusal('truncated', 'png');
  if (head.toString('latin1', 4, 8) !== 'IHDR') return refusal('damaged', 'png');
  const kind = pngKinds[head.readUInt8(17)];
  if (kind === undefined) return refusal('damaged', 'png');
  const tail = await bytes.read(Math.max(0, bytes.sizeBytes - 65_536), 65_536);
  if (!tail.includes('IEND')) return refusal('truncated', 'png');
  return {
    ...plain,
    ...kind,
    widthPx: head.readUInt32BE(8),
    heightPx: head.readUInt32BE(12),
    bitsPerChannel: head.readUInt8(16),
    dpi: await pngDpi(bytes),
  };
}

/** Reads the screen size of a GIF. */
export async function probeGif(bytes: ByteSource): Promise<ParsedHeader> {
  const head = await bytes.read(0, 13);
  if (head.length < 13) return refusal('truncated', 'gif');
  return { ...plain, colourSpace: 'palette', channels: 1, widthPx: head.readUInt16LE(6), heightPx: head.readUInt16LE(8) };
}

/** Reads the header of a Windows bitmap. */
export async function probeBmp(bytes: ByteSource): Promise<ParsedHeader> {
  const head = await bytes.read(0, 54);
  if (head.length < 54 || head.readUInt32LE(2) > bytes.sizeBytes) return refusal('truncated', 'bmp');
  const bitsPerPixel = head.readUInt16LE(28);
  const dpi = Math.round(head.readInt32LE(38) * 0.0254);
  return {
    ...plain,
    widthPx: head.readInt32LE(18),
    // A negative height means rows from the top.
    heightPx: Math.abs(head.readInt32LE(22)),
    bitsPerChannel: Math.min(bitsPerPixel, 8),
    channels: bitsPerPixel <= 8 ? 1 : bitsPerPixel / 8,
    colourSpace: bitsPerPixel <= 8 ? 'palette' : 'rgb',
    dpi: dpi > 1 ? dpi : null,
  };
}

/** Reads the size of a WebP in its three forms. */
export async function probeWebp(bytes: ByteSource): Promise<ParsedHeader> {
  const head = await bytes.read(0, 30);
  if (head.length < 30 || head.readUInt32LE(4) + 8 > bytes.sizeBytes) return refusal('truncated', 'webp');
  const form = head.toString('latin1', 12, 16);
  if (form === 'VP8 ') return { ...plain, widthPx: head.readUInt16LE(26) & 0x3fff, heightPx: head.readUInt16LE(28) & 0x3fff };
  if (form === 'VP8L') {
    const bits = head.readUInt32LE(21);
    return { ...plain, channels: 4, widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form !== 'VP8X') return refusal('damaged', 'webp');
  const isAnimated = (head.readUInt8(20) & 2) !== 0;
  return { ...plain, widthPx: head.readUIntLE(24, 3) + 1, heightPx: head.readUIntLE(27, 3) + 1, frameCount: isAnimated ? 2 : 1 };
}

const pngKinds: Record<number, { channels: number; colourSpace: 'grey' | 'rgb' | 'palette' }> = {
  0: { channels: 1, colourSpace: 'grey' },
  2: { channels: 3, colourSpace: 'rgb' },
  3: { channels: 1, colourSpace: 'palette' },
  4: { channels: 2, colourSpace: 'grey' },
  6: { channels: 4, colourSpace: 'rgb' },
};

/** pHYs stands before the pixels; unit 1 is dots per metre. */
async function pngDpi(bytes: ByteSource): Promise<number | null> {
  let offset = 33;
  for (let i = 0; i < 100; i++) {
    const chunk = await bytes.read(offset, 17);
    if (chunk.length < 17) return null;
    const name = chunk.toString('latin1', 4, 8);
    if (name === 'IDAT') return null;
    if (name === 'pHYs') return chunk[16] === 1 ? Math.round(chunk.readUInt32BE(8) * 0.0254) : null;
    offset += 12 + chunk.readUInt32BE(0);
  }
  return null;
}
