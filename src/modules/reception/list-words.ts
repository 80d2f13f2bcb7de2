import { findCode } from '../../core/codes/find-code.ts';
import * as codes from '../../core/codes/tables.ts';
import type { Sheet } from '../packages/index.ts';

const tables: Readonly<Record<string, codes.CodeTable>> = {
  sex: codes.sexes,
  ethnicity: codes.ethnicities,
  politicalStatus: codes.politicalStatuses,
  education: codes.educations,
  degree: codes.degrees,
  identity: codes.identities,
};

/** The code of a word of a list; free text as it is; undefined for a word that is in no table. Pure. */
export function codeOf(field: string, text: string): string | undefined {
  if (field === 'birthOn' || field === 'graduatedOn') return dayIn(text) ?? text;
  if (field === 'inReason') return findCode(codes.inReasons, text) ?? 'other';
  if (field === 'degree') return findCode(codes.degrees, text) ?? findCode(codes.degrees, text.slice(-2));
  const table = tables[field];
  return table ? findCode(table, text) : text;
}

/** `20260630`, `2026/6/30`, `2026年6月30日` as a day; undefined for less than that. */
function dayIn(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(text) ?? [];
  const isWhole = year !== '' && (/^\d{8}$/.test(text) || !/^\d+$/.test(text));
  return isWhole ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined;
}

/** Where a row of a sheet stands, as a message says it: `people.xlsx!存档人员!第12行`. Pure. */
export const placeOf = (fileName: string, sheet: Pick<Sheet, 'name'>, index: number): string =>
  `${sheet.name ? `${fileName}!${sheet.name}` : fileName}!第${index + 1}行`;
