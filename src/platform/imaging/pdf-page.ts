import type { Pixels } from './decode.ts';
import { type Engine, floatsAt, type OpenPdf, withMemory } from './pdfium.ts';
import { maxPixelCount, type Refusal, refusal } from './refusal.ts';

/** A scan that fills its page. `dpi` is by the size of the page; `jpeg` its bytes as they lie in the PDF, where they are one and stand upright. */
export type EmbeddedScan = { dpi: number; bitsPerPixel: number; jpeg: Buffer | undefined };

/** One page: the scan that is all of it, if one is, and how to draw it. `render` draws at 300 dpi on white. */
export type PdfPage = { ok: true; scan: EmbeddedScan | undefined; render: () => Pixels | Refusal };

/** Dots per inch that pages are drawn at. */
export const renderDpi = 300;

/** Runs `use` with a page of an open PDF, `index` from 0. */
export function withPdfPage<T>({ engine, document }: OpenPdf, index: number, use: (page: PdfPage) => T): T | Refusal {
  const page = engine._FPDF_LoadPage(document, index);
  if (page === 0) return refusal('damaged', 'pdf', 'PDF 此页已损坏，无法打开，请重新扫描或重新导出。');
  try {
    return use({ ok: true, scan: findScan(engine, page), render: () => render(engine, page) });
  } finally {
    engine._FPDF_ClosePage(page);
  }
}

const kinds = { text: 1, image: 3 } as const;
const invisible = 3;

/** The one object of a page that shows anything, when it is an image as large as the page. Recognised text under a scan is invisible. */
function findScan(engine: Engine, page: number): EmbeddedScan | undefined {
  const objects = Array.from({ length: Math.min(engine._FPDFPage_CountObjects(page), 20_000) }, (_, i) =>
    engine._FPDFPage_GetObject(page, i),
  );
  const shown = objects.filter(
    (object) => engine._FPDFPageObj_GetType(object) !== kinds.text || engine._FPDFTextObj_GetTextRenderMode(object) !== invisible,
  );
  const [image] = shown;
  if (image === undefined || shown.length > 1 || engine._FPDFPage_GetAnnotCount(page) > 0) return undefined;
  if (engine._FPDFPageObj_GetType(image) !== kinds.image || engine._FPDFPageObj_HasTransparency(image) !== 0) return undefined;
  const place = placeOf(engine, page, image);
  if (place === undefined) return undefined;
  const { widthPx, heightPx, bitsPerPixel } = measure(engine, page, image);
  const dpi = Math.round(72 * Math.sqrt((widthPx * heightPx) / (place.width * place.height)));
  return { dpi, bitsPerPixel, jpeg: place.isUpright ? readJpeg(engine, image) : undefined };
}

/** Size in points of an image that covers its page to within a hundredth, whichever way it lies; nothing when it does not. */
function placeOf(engine: Engine, page: number, image: number): { width: number; height: number; isUpright: boolean } | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = withMemory(engine, 24, (at) =>
    engine._FPDFPageObj_GetMatrix(image, at) ? floatsAt(engine, at, 6) : [],
  );
  const box = withMemory(engine, 16, (at) => (engine._FPDF_GetPageBoundingBox(page, at) ? floatsAt(engine, at, 4) : []));
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const sides = [
    Math.min(e, e + a + c) - left,
    Math.min(f, f + b + d) - bottom,
    Math.max(e, e + a + c) - right,
    Math.max(f, f + b + d) - top,
  ];
  const size = { width: right - left, height: top - bottom };
  const slack = Math.max(size.width, size.height) / 100;
  if (!(size.width > 0 && size.height > 0) || sides.some((side) => Math.abs(side) > slack)) return undefined;
  const isLevel = Math.abs(b) + Math.abs(c) < slack;
  if (!isLevel && Math.abs(a) + Math.abs(d) >= slack) return undefined; // aslant
  return { ...size, isUpright: isLevel && a > 0 && d > 0 && engine._FPDFPage_GetRotation(page) === 0 };
}

/** FPDF_IMAGEOBJ_METADATA: two numbers of pixels, two resolutions, bits a pixel, two more. */
const measure = (engine: Engine, page: number, image: number) =>
  withMemory(engine, 28, (at) => {
    engine._FPDFImageObj_GetImageMetadata(image, page, at);
    const [widthPx = 0, heightPx = 0, , , bitsPerPixel = 0] = new Uint32Array(engine.HEAPU8.buffer, at, 5);
    return { widthPx, heightPx, bitsPerPixel };
  });

/** The bytes of an image that is a JPEG in the PDF, without what may be packed around it. */
function readJpeg(engine: Engine, image: number): Buffer | undefined {
  const filterCount = engine._FPDFImageObj_GetImageFilterCount(image);
  if (filterCount < 1 || filterName(engine, image, filterCount - 1) !== 'DCTDecode') return undefined;
  const read = filterCount === 1 ? engine._FPDFImageObj_GetImageDataRaw : engine._FPDFImageObj_GetImageDataDecoded;
  const sizeBytes = read(image, 0, 0);
  return withMemory(engine, sizeBytes, (at) => {
    read(image, at, sizeBytes);
    return Buffer.from(engine.HEAPU8.subarray(at, at + sizeBytes));
  });
}

const filterName = (engine: Engine, image: number, place: number): string =>
  withMemory(engine, 32, (at) => {
    const length = engine._FPDFImageObj_GetImageFilter(image, place, at, 32);
    return Buffer.from(engine.HEAPU8.subarray(at, at + Math.max(0, Math.min(length, 32) - 1))).toString('latin1');
  });

/** FPDFBitmap_BGR, and flags: with annotations, red first. */
const [bgr, withAnnotations, redFirst] = [2, 0x01, 0x10];

function render(engine: Engine, page: number): Pixels | Refusal {
  const widthPx = Math.round((engine._FPDF_GetPageWidth(page) / 72) * renderDpi);
  const heightPx = Math.round((engine._FPDF_GetPageHeight(page) / 72) * renderDpi);
  if (widthPx * heightPx > maxPixelCount) return refusal('too_large', 'pdf', 'PDF 此页幅面过大，按 300 dpi 超过 1.2 亿像素的上限。');
  const bitmap = widthPx > 0 && heightPx > 0 ? engine._FPDFBitmap_CreateEx(widthPx, heightPx, bgr, 0, 0) : 0;
  if (bitmap === 0) return refusal('out_of_memory', 'pdf');
  try {
    engine._FPDFBitmap_FillRect(bitmap, 0, 0, widthPx, heightPx, 0xffffffff);
    engine._FPDF_RenderPageBitmap(bitmap, page, 0, 0, widthPx, heightPx, 0, withAnnotations | redFirst);
    const [from, stride] = [engine._FPDFBitmap_GetBuffer(bitmap), engine._FPDFBitmap_GetStride(bitmap)];
    const rgb = Buffer.allocUnsafeSlow(widthPx * heightPx * 3);
    for (let y = 0; y < heightPx; y++) rgb.set(engine.HEAPU8.subarray(from + y * stride, from + y * stride + widthPx * 3), y * widthPx * 3);
    return { rgb, widthPx, heightPx };
  } finally {
    engine._FPDFBitmap_Destroy(bitmap);
  }
}
