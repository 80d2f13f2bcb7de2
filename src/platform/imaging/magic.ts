import type { FileFormat } from './refusal.ts';

/** How many bytes of the head `formatOf` looks at. */
export const magicBytes = 512;

/** Tells what a file is from its first bytes; the name and the declared type are never asked. */
export function formatOf(head: Uint8Array): FileFormat {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.byteLength, magicBytes)).toString('latin1');
  for (const [format, starts] of signatures) if (starts.some((start) => text.startsWith(start))) return format;
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.slice(4, 8) === 'ftyp' && /hei[cfmsx]|hev[cx]|mif1|msf1|avif/.test(text.slice(8, 32))) return 'heic';
  // Readers of PDF accept up to 1024 bytes of rubbish before the header; some scanners write a few.
  if (text.includes('%PDF-')) return 'pdf';
  return /^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg|<svg)/is.test(text) ? 'svg' : 'unknown';
}

const signatures: ReadonlyArray<readonly [FileFormat, readonly string[]]> = [
  ['jpeg', ['\xff\xd8\xff']],
  ['png', ['\x89PNG\r\n\x1a\n']],
  ['tiff', ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']],
  ['gif', ['GIF87a', 'GIF89a']],
  ['executable', ['MZ', '\x7fELF', '#!', '\xca\xfe\xba\xbe', '\xcf\xfa\xed\xfe', '\xfe\xed\xfa']],
  ['zip', ['PK\x03\x04', 'PK\x05\x06']],
  ['bmp', ['BM']],
];
