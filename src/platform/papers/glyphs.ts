import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Issue, Problem } from '../../core/problem.ts';

/** The fonts of papers: what one lacks, the other stands in for. */
const FONTS = ['noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf', 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'];

let printable: ReadonlySet<number> | undefined;

/**
 * Refuses to print what would come out as an empty box: a paper with a name that can't be read is worse than none. `texts` by the
 * path that issues name. The fonts are read at the first paper and their characters kept.
 * @throws rule_broken naming each character
 */
export function refuseUnprintable(texts: Readonly<Record<string, string>>): void {
  printable ??= new Set(
    FONTS.flatMap((file) => [...coveredBy(readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`))))]),
  );
  const issues = Object.entries(texts).flatMap(([path, text]) => findUnprintable(path, text, printable ?? new Set()));
  if (issues.length > 0) throw new Problem('rule_broken', 'glyphs missing', issues);
}

function findUnprintable(path: string, text: string, known: ReadonlySet<number>): Issue[] {
  const missing = [...new Set(text)].filter((char) => !/\s/.test(char) && !known.has(char.codePointAt(0) ?? 0));
  return missing.map((char) => {
    const point = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return { path, message: `“${text}”中的“${char}”（${point}）在打印字体中没有字形，打印出来会是空框；请核对该字，或改用规范字` };
  });
}

/**
 * The characters a TrueType font can draw, as code points, read from its character map (cmap formats 4 and 12).
 *
 * The typesetter draws an empty box for a missing character and says nothing, so texts are checked here first.
 */
export function coveredBy(font: Buffer): Set<number> {
  const covered = new Set<number>();
  const cmap = tableAt(font, 'cmap');
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(at);
    if (format === 12) readGroups(font, at, covered);
    if (format === 4) readSegments(font, at, covered);
  }
  return covered;
}

function tableAt(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const row = 12 + index * 16;
    if (font.toString('latin1', row, row + 4) === tag) return font.readUInt32BE(row + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

function readGroups(font: Buffer, at: number, covered: Set<number>): void {
  for (let index = 0; index < font.readUInt32BE(at + 12); index++) {
    const row = at + 16 + index * 12;
    for (let code = font.readUInt32BE(row); code <= font.readUInt32BE(row + 4); code++) covered.add(code);
  }
}

function readSegments(font: Buffer, at: number, covered: Set<number>): void {
  const doubled = font.readUInt16BE(at + 6);
  for (let shift = 0; shift < doubled; shift += 2) {
    const end = font.readUInt16BE(at + 14 + shift);
    const start = font.readUInt16BE(at + 16 + doubled + shift);
    const delta = font.readUInt16BE(at + 16 + doubled * 2 + shift);
    const offsetAt = at + 16 + doubled * 3 + shift;
    const offset = font.readUInt16BE(offsetAt);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = offset === 0 ? code + delta : font.readUInt16BE(offsetAt + offset + (code - start) * 2);
      if ((glyph & 0xffff) !== 0) covered.add(code);
    }
  }
}
