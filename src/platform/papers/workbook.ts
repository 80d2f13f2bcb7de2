import writeXlsxFile from 'write-excel-file/node';

/** One column of a workbook: its head, its width in characters, and what a row has in it. */
export type SheetColumn<Row> = { head: string; width: number; value: (row: Row) => string | number | null };

/** MIME type of what `workbook` makes. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An Excel workbook of one sheet; text stays text, so that no bar code becomes a number and no cell a formula. */
export async function workbook<Row>(sheet: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Uint8Array> {
  const head = columns.map((column) => ({ value: column.head, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row);
      return typeof value === 'number' ? { value, type: Number } : { value: value ?? '', type: String };
    }),
  );
  return writeXlsxFile([head, ...body], { sheet, columns: columns.map(({ width }) => ({ width })) }).toBuffer();
}
