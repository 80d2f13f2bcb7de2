/**
 * Why a file was not read, with the sentence a clerk sees.
 *
 * `unwritable`, `crashed` and `timeout` come from the pool only; with `out_of_memory` they say nothing about whether the file is sound.
 */
const refusalSentences = {
  empty: '文件为空（0 字节），请重新扫描或重新上传。',
  not_an_image: '文件内容不是图像，扩展名可能被改过。',
  truncated: '图像文件不完整，可能传输中断，请重新扫描或重新上传。',
  damaged: '图像文件已损坏，无法打开，请重新扫描。',
  too_large: '图像像素过多，超过每页 1.2 亿像素的上限。',
  unsupported: '图像格式不受支持，请改存为 24 位彩色 JPEG 或 TIFF。',
  unreadable: '文件不存在或无权读取。',
  unwritable: '处理结果无法写入，请管理员检查磁盘空间和目录权限。',
  out_of_memory: '图像过大，超出图像处理进程的内存上限，请降低分辨率或联系管理员。',
  crashed: '图像处理进程异常退出，本页未处理，请检查文件后重试。',
  timeout: '图像处理超时，本页未处理，请检查文件后重试。',
} as const satisfies Record<string, string>;
export type RefusalReason = keyof typeof refusalSentences;

/** What a file is by its first bytes, whatever its name says. */
export type FileFormat = 'jpeg' | 'png' | 'tiff' | 'gif' | 'bmp' | 'webp' | 'heic' | 'pdf' | 'executable' | 'zip' | 'svg' | 'unknown';

/** A file that was not read. `format` stands where the first bytes were seen; `detail` is one Chinese sentence for people. */
export type Refusal = { ok: false; reason: RefusalReason; detail: string; format?: FileFormat };

/** Pixels of one page, at most: an A2 sheet at 600 dpi is 139 M, A3 at 600 dpi 70 M. More is taken for a decompression bomb. */
export const maxPixelCount = 120_000_000;

/** Bytes of one file, at most: 120 Mpx of uncompressed 24-bit TIFF are 360 MB. */
export const maxFileBytes = 400_000_000;

/** Makes the refusal with its standing sentence, or a more exact one. */
export function refusal(reason: RefusalReason, format?: FileFormat, detail: string = refusalSentences[reason]): Refusal {
  return format === undefined ? { ok: false, reason, detail } : { ok: false, reason, detail, format };
}

/** The refusal for want of memory, if that is what an error of libvips or Node means. */
export function refuseOutOfMemory(error: unknown, format?: FileFormat): Refusal | undefined {
  const message = error instanceof Error ? error.message : '';
  return /out of memory|insufficient memory|cannot allocate|bad_alloc|allocation failed/i.test(message)
    ? refusal('out_of_memory', format)
    : undefined;
}
