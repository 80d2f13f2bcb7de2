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

/** What lists write for a word of the tables. */
const aliases: Readonly<Record<string, string>> = {
  男性: '男',
  女性: '女',
  无党派人士: '无党派民主人士',
  党员: '中共党员',
  团员: '共青团员',
  博士研究生: '博士研究生毕业',
  硕士研究生: '硕士研究生毕业',
  研究生: '硕士研究生毕业',
  大学本科: '大学本科毕业',
  本科: '大学本科毕业',
  大学专科: '大学专科毕业',
  大专: '大学专科毕业',
  专科: '大学专科毕业',
  中等专科: '中等专科毕业',
  中专: '中等专科毕业',
  普通高中: '普通高中毕业',
  高中: '普通高中毕业',
  '辞职辞退、解除聘用（劳动）合同等未就业人员': codes.identities['2'],
  未就业的高校和中专毕业生: codes.identities['3'],
  其他流动人员: codes.identities['7'],
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

function findCode(table: codes.CodeTable, text: string): string | undefined {
  if (text in table) return text;
  const word = aliases[text] ?? text;
  return Object.keys(table).find((code) => table[code] === word || table[code] === `${word}族`);
}

/** Where a row of a sheet stands, as a message says it: `people.xlsx!存档人员!第12行`. Pure. */
export const placeOf = (fileName: string, sheet: Pick<Sheet, 'name'>, index: number): string =>
  `${sheet.name ? `${fileName}!${sheet.name}` : fileName}!第${index + 1}行`;
