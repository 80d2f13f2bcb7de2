import { readFile } from 'node:fs/promises';
import { PDFiumModule } from '@hyzyla/pdfium';
import { type Refusal, refusal } from './refusal.ts';

/** Functions of PDFium that the package carries and does not declare. Pointers are offsets into `HEAPU8`. */
type Undeclared = {
  _FPDF_GetSecurityHandlerRevision: (document: number) => number;
  _FPDF_GetPageBoundingBox: (page: number, rect: number) => number;
  _FPDFPage_GetRotation: (page: number) => number;
  _FPDFPage_GetAnnotCount: (page: number) => number;
  _FPDFPageObj_GetMatrix: (object: number, matrix: number) => number;
  _FPDFPageObj_HasTransparency: (object: number) => number;
  _FPDFTextObj_GetTextRenderMode: (object: number) => number;
  _FPDFImageObj_GetImageDataDecoded: (object: number, buffer: number, length: number) => number;
  _FPDFImageObj_GetImageMetadata: (object: number, page: number, metadata: number) => number;
};

/** PDFium itself, with `malloc` and `free` of its memory. */
export type Engine = Awaited<ReturnType<typeof PDFiumModule>> & Undeclared;

/** One document, open until `close`; `document` is PDFium's handle. */
export type OpenPdf = { ok: true; engine: Engine; document: number; pageCount: number; close: () => void };

/** Bytes of a PDF, at most: it lies whole in the memory of PDFium. */
const maxPdfBytes = 200_000_000;

/**
 * Opens a PDF from its bytes; in a decoder process only, for PDFium is native code that reads what strangers wrote. Refuses what is
 * encrypted, even with an empty password, cut off or broken. 40 ms for the first.
 */
export async function openPdf(bytes: Buffer): Promise<OpenPdf | Refusal> {
  if (bytes.length > maxPdfBytes) return refusal('too_large', 'pdf', 'PDF 文件超过 200 MB 的上限，请拆分后导入。');
  // PDFium mends a file without an end as far as it goes, and pages would be missing without a word.
  if (!bytes.subarray(-65_536).includes('%%EOF'))
    return refusal('truncated', 'pdf', 'PDF 文件不完整，可能传输中断，请重新扫描或重新上传。');
  const engine = await theEngine();
  const memory = engine.wasmExports.malloc(bytes.length);
  if (memory === 0) return refusal('out_of_memory', 'pdf');
  engine.HEAPU8.set(bytes, memory);
  const document = engine._FPDF_LoadMemDocument(memory, bytes.length, 0);
  const close = () => {
    if (document !== 0) engine._FPDF_CloseDocument(document);
    engine.wasmExports.free(memory);
  };
  const refused = document === 0 ? refuseUnopened(engine._FPDF_GetLastError()) : refuseOpened(engine, document);
  if (refused) {
    close();
    return refused;
  }
  return { ok: true, engine, document, pageCount: engine._FPDF_GetPageCount(document), close };
}

const encrypted = () => refusal('unsupported', 'pdf', 'PDF 已加密，无法取出页面，请解除密码后重新导入。');

/** FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY. */
const refuseUnopened = (code: number): Refusal => (code === 4 || code === 5 ? encrypted() : refusal('damaged', 'pdf', damagedPdf));

const damagedPdf = 'PDF 文件已损坏，无法打开，请重新扫描或重新导出。';

function refuseOpened(engine: Engine, document: number): Refusal | undefined {
  if (engine._FPDF_GetSecurityHandlerRevision(document) !== -1) return encrypted();
  return engine._FPDF_GetPageCount(document) < 1 ? refusal('damaged', 'pdf', 'PDF 文件没有页面。') : undefined;
}

let loading: Promise<Engine> | undefined;

/** Loaded once a process, and only where a PDF comes. */
function theEngine(): Promise<Engine> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Engine> {
  const wasm = await readFile(new URL(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  const engine = (await PDFiumModule({ wasmBinary: new Uint8Array(wasm).buffer })) as Engine;
  engine._FPDF_InitLibraryWithConfig({});
  return engine;
}

/** Runs `read` with some bytes of PDFium's memory, and frees them. */
export function withMemory<T>(engine: Engine, sizeBytes: number, read: (at: number) => T): T {
  const at = engine.wasmExports.malloc(sizeBytes);
  if (at === 0) throw new Error('out of memory in PDFium');
  try {
    return read(at);
  } finally {
    engine.wasmExports.free(at);
  }
}

/** Numbers that PDFium wrote at a place of its memory. */
export const floatsAt = ({ HEAPU8 }: Engine, at: number, count: number): number[] => [...new Float32Array(HEAPU8.buffer, at, count)];
