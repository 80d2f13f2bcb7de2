import { readFile } from 'node:fs/promises';
import { type DecodedPage, decodePage, openPixels, type Pixels } from './decode.ts';
import { withJfifHeader } from './jfif.ts';
import { formatOf, magicBytes } from './magic.ts';
import type { PageCount, ScanFacts, Taking } from './page-in-file.ts';
import { type EmbeddedScan, renderDpi, withPdfPage } from './pdf-page.ts';
import { openPdf } from './pdfium.ts';
import { probeImage, refuseUndecodable } from './probe.ts';
import { encodeViews, type JpegImage } from './process.ts';
import { type Refusal, refusal } from './refusal.ts';

/** Pages of one file, at most: a dossier has sixty. */
const maxPageCount = 500;

/** Tells what a file is and how many pages it has. Refuses what is neither JPEG nor TIFF nor PDF, and what cannot be opened. */
export async function countPages(path: string): Promise<PageCount | Refusal> {
  const counted = await count(path);
  if (!counted.ok || counted.pageCount <= maxPageCount) return counted;
  const detail = `文件有 ${counted.pageCount} 页，超过每个文件 ${maxPageCount} 页的上限，请拆分后导入。`;
  return refusal('too_large', counted.format, detail);
}

async function count(path: string): Promise<PageCount | Refusal> {
  const probe = await probeImage(path);
  if (!probe.ok && probe.format === 'pdf') {
    const pdf = await openPdf(await readFile(path));
    if (!pdf.ok) return pdf;
    pdf.close();
    return { ok: true, format: 'pdf', pageCount: pdf.pageCount };
  }
  if (!probe.ok) return probe;
  const { format, frameCount } = probe;
  if (format === 'jpeg' || format === 'tiff') return { ok: true, format, pageCount: frameCount };
  return refusal('unsupported', format, `文件是 ${format.toUpperCase()} 图像，散页只收 JPEG、TIFF 和 PDF。`);
}

/** The three images of one page and what is known of it. `raw` is null where the file itself is the raw image. */
export type PageImages = { ok: true; taking: Taking; facts: ScanFacts; raw: JpegImage | null; view: JpegImage; thumb: JpegImage };

/** Takes one page out of the bytes of a file that was counted, `index` from 0. Every page is decoded in full, so that what is broken inside is seen now. */
export async function takePage(bytes: Buffer, index: number): Promise<PageImages | Refusal> {
  if (formatOf(bytes.subarray(0, magicBytes)) === 'pdf') return takeFromPdf(bytes, index);
  const page = await decodePage(bytes, index);
  if (!page.ok) return page;
  if (page.facts.format === 'jpeg') return { ok: true, taking: 'asIs', facts: page.facts, raw: null, ...(await encodeViews(page.pixels)) };
  const raw = await encodeRaw(page.pixels, page.facts.dpi);
  const facts = { ...page.facts, widthPx: raw.widthPx, heightPx: raw.heightPx };
  return { ok: true, taking: 'encoded', facts, raw, ...(await encodeViews(page.pixels)) };
}

type Drawn = { ok: true; scan: EmbeddedScan | undefined; pixels: Pixels | undefined } | Refusal;

async function takeFromPdf(bytes: Buffer, index: number): Promise<PageImages | Refusal> {
  const pdf = await openPdf(bytes);
  if (!pdf.ok) return pdf;
  let drawn: Drawn;
  try {
    drawn = withPdfPage(pdf, index, ({ scan, render }): Drawn => {
      if (scan?.jpeg) return { ok: true, scan, pixels: undefined };
      const pixels = render();
      return 'ok' in pixels ? pixels : { ok: true, scan, pixels };
    });
  } finally {
    pdf.close();
  }
  if (!drawn.ok) return drawn;
  const { scan, pixels } = drawn;
  if (scan?.jpeg) return keepEmbedded(scan.jpeg, scan.dpi);
  if (!pixels) return refusal('damaged', 'pdf');
  const raw = await encodeRaw(pixels, renderDpi);
  return { ok: true, taking: 'rendered', facts: factsOfDrawn(raw, scan), raw, ...(await encodeViews(pixels)) };
}

async function keepEmbedded(jpeg: Buffer, dpi: number): Promise<PageImages | Refusal> {
  const probe = await probeImage(jpeg);
  const page: DecodedPage | Refusal = probe.ok ? (refuseUndecodable(probe) ?? (await decodePage(jpeg))) : probe;
  if (!page.ok) return page;
  const { widthPx, heightPx } = page.facts;
  const raw = { bytes: jpeg, widthPx, heightPx };
  return { ok: true, taking: 'embedded', facts: { ...page.facts, dpi }, raw, ...(await encodeViews(page.pixels)) };
}

/** A scan of 200 dpi does not become one of 300 by being drawn, nor a grey one one in colour. */
function factsOfDrawn({ widthPx, heightPx }: JpegImage, scan: EmbeddedScan | undefined): ScanFacts {
  const isColour = scan === undefined || scan.bitsPerPixel >= 24;
  const colours = isColour ? ({ channels: 3, colourSpace: 'rgb' } as const) : ({ channels: 1, colourSpace: 'grey' } as const);
  return { widthPx, heightPx, bitsPerChannel: 8, ...colours, dpi: Math.min(renderDpi, scan?.dpi ?? renderDpi) };
}

/** Pages that are kept as JPEG and were none: every channel in full, 24-bit. 90 of 100. */
async function encodeRaw(pixels: Pixels, dpi: number | null): Promise<JpegImage> {
  const bytes = await openPixels(pixels).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  return { bytes: withJfifHeader(bytes, dpi), widthPx: pixels.widthPx, heightPx: pixels.heightPx };
}
