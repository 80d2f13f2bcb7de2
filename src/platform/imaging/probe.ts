import { type ByteSource, openBytes } from './byte-source.ts';
import type { ImageFacts, ParsedHeader } from './image-facts.ts';
import { formatOf, magicBytes } from './magic.ts';
import { probeJpeg } from './probe-jpeg.ts';
import { probeBmp, probeGif, probePng, probeWebp } from './probe-raster.ts';
import { probeTiff } from './probe-tiff.ts';
import { type FileFormat, maxFileBytes, maxPixelCount, type Refusal, refusal } from './refusal.ts';

/** The facts, or why there are none. */
export type Probe = ({ ok: true } & ImageFacts) | Refusal;

/**
 * Reads the facts in the header of one image, by its bytes and never by its name; of a TIFF with several, those of page `frame`, from 0.
 * Never throws, decodes nothing, uses no native code.
 *
 * A file whose end is missing is `truncated`; holes and flipped bits inside stay unseen, only a digest finds them. Under 1 ms a page.
 */
export async function probeImage(source: Uint8Array | string, frame = 0): Promise<Probe> {
  let bytes: ByteSource;
  try {
    bytes = await openBytes(source);
  } catch {
    return refusal('unreadable');
  }
  try {
    return await probeBytes(bytes, frame);
  } catch {
    // A parser that ran into nonsense: the header lies about itself.
    return refusal('damaged');
  } finally {
    await bytes.close();
  }
}

/** Says why an image that was probed well cannot be worked on; nothing when it can. */
export function refuseUndecodable(facts: ImageFacts): Refusal | undefined {
  const { format } = facts;
  if (format === 'gif' || format === 'bmp') return refusal('unsupported', format);
  if (format === 'jpeg' && facts.bitsPerChannel !== 8) {
    return refusal('unsupported', format, `JPEG 图像每通道 ${facts.bitsPerChannel} 位，只支持 8 位，请按 24 位彩色重新扫描。`);
  }
  if (facts.frameCount > 1) return refusal('unsupported', format, `文件含 ${facts.frameCount} 页图像，请先拆分为每页一个文件。`);
  return undefined;
}

const parsers: Partial<Record<FileFormat, (bytes: ByteSource, frame: number) => Promise<ParsedHeader>>> = {
  jpeg: probeJpeg,
  png: probePng,
  tiff: probeTiff,
  gif: probeGif,
  bmp: probeBmp,
  webp: probeWebp,
};

const foreign: Partial<Record<FileFormat, string>> = {
  pdf: '文件是 PDF 文档，不是单页图像，请先拆分为图像。',
  executable: '文件是可执行程序，不是图像，已拒收。',
  zip: '文件是压缩包，不是图像。',
  svg: '文件是矢量图，不是扫描图像。',
};

async function probeBytes(bytes: ByteSource, frame: number): Promise<Probe> {
  if (bytes.sizeBytes === 0) return refusal('empty');
  const format = formatOf(await bytes.read(0, magicBytes));
  const parse = parsers[format];
  if (format === 'heic') return refusal('unsupported', format, '图像为 HEIC/AVIF 格式，不受支持，请改存为 24 位彩色 JPEG。');
  if (parse === undefined) return refusal('not_an_image', format, foreign[format]);
  if (bytes.sizeBytes > maxFileBytes) return refusal('too_large', format, '图像文件超过 400 MB 的上限。');
  const header = await parse(bytes, frame);
  if ('ok' in header) return { ...header, format };
  if (header.widthPx < 1 || header.heightPx < 1) return refusal('damaged', format);
  if (header.widthPx * header.heightPx > maxPixelCount) return refusal('too_large', format);
  return { ok: true, format: format as ImageFacts['format'], sizeBytes: bytes.sizeBytes, ...header };
}
