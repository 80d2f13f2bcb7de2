import writeXlsxFile from 'write-excel-file/node';

/** A sheet of text cells only, so that a cell which begins with = + - @ stays what was typed and is never run as a formula. */
export async function sheetOf(name: string, columns: readonly string[], lines: readonly (readonly string[])[]): Promise<Uint8Array> {
  const rows = [
    columns.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...lines.map((line) => line.map((value) => ({ value, type: String }))),
  ];
  return writeXlsxFile(rows, { sheet: name, columns: columns.map(() => ({ width: 18 })), stickyRowsCount: 1 }).toBuffer();
}
