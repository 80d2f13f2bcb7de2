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
