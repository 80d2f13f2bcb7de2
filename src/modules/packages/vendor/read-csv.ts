import { decodeText } from '../text.ts';
import type { Sheet } from './read-workbook.ts';

/** A CSV catalogue as one sheet: comma, semicolon or tab, quotes doubled, UTF-8 or GB18030. Undefined when it is neither. */
export function readCsv(bytes: Uint8Array): Sheet | undefined {
  const decoded = decodeText(bytes);
  if (!decoded) return undefined;
  const firstLine = decoded.text.slice(0, decoded.text.search(/[\r\n]|$/));
  const count = (separator: string) => firstLine.split(separator).length;
  const separator = [',', '\t', ';', '，'].reduce((best, next) => (count(next) > count(best) ? next : best));
  return { name: '', rows: split(decoded.text, separator), mergedRows: [] };
}

/** A quoted part runs over line breaks; a quote that is never closed is text. */
function split(text: string, separator: string): string[][] {
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"[^${separator}\\r\\n]*|([^${separator}\\r\\n]*))(${separator}|\\r\\n|[\\r\\n]|$)`, 'y');
  const rows: string[][] = [[]];
  for (;;) {
    const [, quoted, bare, end] = cell.exec(text) ?? [];
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === separator) continue;
    if (cell.lastIndex >= text.length) return rows;
    rows.push([]);
  }
}
