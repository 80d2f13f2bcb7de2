/**
 * One column of a list that may be saved. `field` names it in a row of the answer; `words` say what its codes mean, or `wordsFrom`: the
 * rows of another query. `as`: a number, an instant in the centre's zone, how many there are of an array, the title of an operation,
 * text without the ID numbers in it, or names with their values; text otherwise. `width` in characters.
 */
export type ExportColumn = {
  title: string;
  field: string;
  words?: Readonly<Record<string, string>>;
  wordsFrom?: { query: string; rows: string; key: string; text: string };
  as?: 'number' | 'instant' | 'count' | 'operation' | 'masked' | 'json';
  width?: number;
};

/**
 * How the answers of a query become a workbook: `rows` and `next` stand in the answer, `cursor` is the input field that takes `next`.
 * Columns have the keys of the columns on the screen, and nothing that the screen does not show.
 */
export type ListExport = { rows: string; cursor: 'before' | 'after'; columns: Readonly<Record<string, ExportColumn>> };
