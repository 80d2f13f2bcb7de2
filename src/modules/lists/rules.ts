import type { ExportColumn, ListExport } from '../../core/list-export.ts';
import { maskNumbers } from '../../core/mask-numbers.ts';
import type { Issue } from '../../core/problem.ts';
import { minuteOf } from '../../core/time.ts';

/** The columns asked for, in that order, or all; an issue for each that the list does not have. Pure. */
export function chooseColumns({ columns }: ListExport, asked: readonly string[]): { columns: ExportColumn[]; issues: Issue[] } {
  const keys = asked.length > 0 ? asked : Object.keys(columns);
  const issues = keys.filter((key) => !columns[key]).map((key) => ({ path: 'columns', message: `清单没有“${key}”这一列` }));
  return { columns: keys.flatMap((key) => columns[key] ?? []), issues };
}

/** What a cell of the workbook holds. `titleOf` names operations. Pure. */
export function cellOf({ field, words, as }: ExportColumn, row: Readonly<Record<string, unknown>>, titleOf: (name: string) => string) {
  const value = row[field];
  if (value === null || value === undefined) return null;
  if (as === 'number') return Number(value);
  if (as === 'count') return Array.isArray(value) ? value.length : null;
  if (as === 'json') return pairs(value);
  const textOf = (code: unknown) => words?.[String(code)] ?? String(code);
  const text = Array.isArray(value) ? value.map(textOf).join('、') : textOf(value);
  if (as === 'instant') return minuteOf(new Date(text));
  if (as === 'operation') return titleOf(text);
  return as === 'masked' ? maskNumbers(text) : text;
}

/** `carrier=ems；state=signed` */
const pairs = (value: unknown): string =>
  Object.entries(value as Record<string, unknown>)
    .map(([name, part]) => `${name}=${String(part)}`)
    .join('；');

/** Said at the end of the rows, on the second sheet and on the screen, where not all rows are in the file. */
export const cappedWords = (limit: number): string => `只导出了前 ${limit} 行，后面还有；请缩小筛选范围分次导出`;
