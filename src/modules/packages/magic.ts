/** What the first bytes of a file say it is. Names lie; these do not. */
export type FileKind =
  | 'empty'
  | 'jpeg'
  | 'png'
  | 'tiff'
  | 'pdf'
  | 'zip'
  | 'ole'
  | 'xml'
  | 'text'
  | 'executable'
  | 'script'
  | 'archive'
  | 'unknown';

/** How many bytes `fileKindOf` wants to see; fewer is allowed for a shorter file. */
export const MAGIC_BYTES = 512;

/** Judges a file by its first bytes, never by its extension (R61). */
export function fileKindOf(head: Uint8Array): FileKind {
  if (head.length === 0) return 'empty';
  for (const [kind, ...signatures] of SIGNATURES) {
    if (signatures.some((signature) => startsWith(head, signature))) return kind;
  }
  return textKindOf(head);
}

/** The kind in words a clerk knows. */
export const fileKindNames = {
  empty: '空文件',
  jpeg: 'JPEG 图像',
  png: 'PNG 图像',
  tiff: 'TIFF 图像',
  pdf: 'PDF 文件',
  zip: 'ZIP 压缩包或 Office 文件',
  ole: '旧版 Office（.xls/.et/.doc）文件',
  xml: 'XML 文件',
  text: '文本文件',
  executable: '可执行程序',
  script: '脚本',
  archive: '压缩包',
  unknown: '未知类型的文件',
} as const satisfies Record<FileKind, string>;

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

const SIGNATURES: readonly [FileKind, ...number[][]][] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['tiff', [0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a]],
  ['pdf', ascii('%PDF')],
  ['zip', [0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['executable', ascii('MZ'), [0x7f, 0x45, 0x4c, 0x46], [0xcf, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe]],
  ['archive', ascii('Rar!'), [0x37, 0x7a, 0xbc, 0xaf], [0x1f, 0x8b], [0xfd, 0x37, 0x7a, 0x58]],
];

function startsWith(head: Uint8Array, signature: readonly number[]): boolean {
  return head.length >= signature.length && signature.every((byte, index) => head[index] === byte);
}

function textKindOf(head: Uint8Array): FileKind {
  const bom = startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  const isWide = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  const text = Buffer.from(head.subarray(bom))
    .toString('latin1')
    .replaceAll('\0', isWide ? '' : '\0');
  if (/^#!|^\s*<(script|%|\?php|\?=)|^\s*@echo|^\s*(powershell|cmd(\.exe)? )/i.test(text)) return 'script';
  if (/^(ÿþ|þÿ)?\s*<(\?xml|[^\s!>])/.test(text)) return 'xml';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is exactly what tells bytes from text
  return !isWide && /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text) ? 'unknown' : 'text';
}
