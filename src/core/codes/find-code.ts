import { type CodeTable, identities } from './tables.ts';

/** The code of a word in lists, or of a code itself; undefined for a word that is in no table. Pure. */
export function findCode(table: CodeTable, text: string): string | undefined {
  if (text in table) return text;
  const word = aliases[text] ?? text;
  return Object.keys(table).find((code) => table[code] === word || table[code] === `${word}族`);
}

/** What lists write for a word of the tables. */
const aliases: Readonly<Record<string, string>> = {
  男性: '男',
  女性: '女',
  无党派人士: '无党派民主人士',
  党员: '中共党员',
  团员: '共青团员',
  博士研究生: '博士研究生毕业',
  硕士研究生: '硕士研究生毕业',
  大学本科: '大学本科毕业',
  本科: '大学本科毕业',
  大学专科: '大学专科毕业',
  大专: '大学专科毕业',
  中等专科: '中等专科毕业',
  中专: '中等专科毕业',
  普通高中: '普通高中毕业',
  高中: '普通高中毕业',
  '辞职辞退、解除聘用（劳动）合同等未就业人员': identities['2'],
  未就业的高校和中专毕业生: identities['3'],
  其他流动人员: identities['7'],
};
