import type { Issue } from '../../core/problem.ts';
import { mapPrivateUse } from './private-use.ts';

export type DecodedText = { text: string; encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' };

/**
 * Bytes to text: a byte order mark decides, else strict UTF-8, else strict GB18030; undefined when neither fits.
 * What a declaration inside claims is not asked: exporters write one encoding and declare another.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes, 'utf-16be');
  return decodeAs(bytes, 'utf-8') ?? decodeAs(bytes, 'gb18030');
}

/**
 * A file name of an archive. Without the UTF-8 flag, a short GBK name can also be valid UTF-8 (“隆” is C2 A1): when UTF-8 gives
 * no East Asian character at all and GB18030 gives nothing else, GB18030 is meant; the dot in names (·, C2 B7) alone does not say so.
 * Undefined when the bytes are neither.
 */
export function decodeFileName(bytes: Uint8Array, saysUtf8: boolean): string | undefined {
  const utf8 = decodeAs(bytes, 'utf-8')?.text;
  if (utf8 === undefined) return decodeAs(bytes, 'gb18030')?.text;
  const isDoubtful = /[\u0080-\u00b6\u00b8-\u07ff]/.test(utf8) && !/[\u0800-\uffff]/.test(utf8);
  if (saysUtf8 || !isDoubtful) return utf8;
  const gbk = decodeAs(bytes, 'gb18030')?.text;
  return gbk !== undefined && /^[\p{ASCII}\p{Script=Han}]+$/u.test(gbk) ? gbk : utf8;
}

/** Trims, also the wide space (U+3000) and the invisible ones that spreadsheets carry along; maps the private characters that are certain. */
export function tidy(text: string): string {
  return mapPrivateUse(text).replace(/^[\s\u3000\u200b\ufeff]+|[\s\u3000\u200b\ufeff]+$/gu, '');
}

/**
 * Characters that will not look the same elsewhere: private use (自造字, rare names typed with a local font) and the replacement
 * character, which means that the original is already lost. One warning a text, naming each code point.
 */
export function findUnportableCharacters(text: string, field: string, path: string): Issue[] {
  const found = [...new Set(text.match(/[\p{Co}\ufffd]/gu) ?? [])];
  if (found.length === 0) return [];
  const points = found.map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join('、');
  const message = `“${field}”含自造字或无法识别的字符（${points}），换一台计算机会显示为空白或错字；请改用国家标准中的规范字`;
  return [{ path, message, rule: 'text.privateUse', severity: 'warning' }];
}

function decodeAs(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}
