import { normaliseIdNumber, to18 } from '../../core/codes/id-number.ts';
import { isDay, type LocalDate } from '../../core/time.ts';

/** What a text in the search box may be, as it is said to the reader: 按…. */
export const queryKinds = {
  idNumber: '身份证号',
  idTail: '身份证号后四位',
  birthDate: '出生日期',
  code: '档案编号或卷条码',
  pinyin: '姓名拼音',
  name: '姓名',
  title: '材料名称',
} as const;
export type QueryKind = keyof typeof queryKinds;

/** The groups of an answer, in order: whoever is surely meant stands first. */
export const groupNames = {
  exact: '人员（精确）',
  former: '曾用名',
  nameContains: '姓名包含',
  pinyin: '拼音',
  code: '编号',
  title: '材料名称',
} as const;
export type GroupKey = keyof typeof groupNames;

/**
 * A text as it is to be looked up; a field that is left out is not looked up. `kind` is the best guess, said to the reader; several
 * may be tried, for 2008 can be the last four, a part of a number and a year in a title.
 */
export type Question = {
  kind: QueryKind;
  /** Any of them: as written, and with 18 digits. */
  idNumbers?: readonly string[];
  idTail?: string;
  birthOn?: LocalDate;
  code?: string;
  /** Digits that may end a number: a running number. */
  runningNumber?: string;
  /** Long enough to be looked for inside numbers. */
  codePart?: string;
  /** May be an old number (旧编号), which may hold Chinese: 流字1998-0234. */
  legacyCode?: string;
  /** Lower case, without spaces: initials, or the beginning of a whole reading. */
  pinyin?: string;
  name?: string;
  title?: string;
};

/** What papers are called; names hold none of these, and are short unless they have a dot. */
const PAPER = /[\d表书证单函件]|通知|报告|材料|鉴定|合同|决定|审批|登记|考核|学历|总结|履历|自传/;
const LONGEST_NAME = 6;
const LONGEST_CODE = 40;
const SHORTEST_PART = 4;

/** Recognises what was typed; undefined where nothing in it can be looked up. Pure. */
export function recognise(typed: string): Question | undefined {
  const text = typed
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim();
  if (!/[\p{L}\p{N}\p{Co}]/u.test(text)) return undefined;
  const question = readNumber(text) ?? readDate(text) ?? readLetters(text) ?? readWords(text);
  const isNumbered = question.kind !== 'idNumber' && /\d/.test(text) && text.length <= LONGEST_CODE;
  return isNumbered ? { ...question, legacyCode: text } : question;
}

/** Digits, perhaps with capital letters and hyphens. */
function readNumber(text: string): Question | undefined {
  const written = normaliseIdNumber(text);
  if (!/^[0-9A-Z-]*\d[0-9A-Z-]*$/.test(written)) return undefined;
  const code = asCode(written);
  if (/^\d{17}[\dX]$|^\d{15}$/.test(written)) return { kind: 'idNumber', idNumbers: [...new Set([to18(written), written])], ...code };
  const title = written.length > 1 ? { title: text } : {};
  if (/^\d{3}[\dX]$/.test(written)) return { kind: 'idTail', idTail: written, ...code, ...title };
  const birthOn = readDay(text);
  const idNumbers = [written]; // of another kind of paper: a passport
  return birthOn ? { kind: 'birthDate', idNumbers, birthOn, ...code, ...title } : { kind: 'code', idNumbers, ...code, ...title };
}

const asCode = (written: string) => ({
  ...(written.length <= LONGEST_CODE ? { code: written } : {}),
  ...(/^0*[1-9]\d{0,9}$/.test(written) ? { runningNumber: written } : {}),
  ...(written.length >= SHORTEST_PART && written.length <= LONGEST_CODE ? { codePart: written } : {}),
});

function readDate(text: string): Question | undefined {
  const birthOn = readDay(text);
  return birthOn === undefined ? undefined : { kind: 'birthDate', birthOn, title: text };
}

function readLetters(text: string): Question | undefined {
  if (!/^[a-z' -]+$/i.test(text)) return undefined;
  const pinyin = text.toLowerCase().replace(/[^a-z]/g, '');
  return { kind: 'pinyin', pinyin, name: text, ...asCode(normaliseIdNumber(text)), ...(pinyin.length > 1 ? { title: text } : {}) };
}

function readWords(text: string): Question {
  const isName = /[·•‧]/.test(text) || (!PAPER.test(text) && [...text.replace(/\s/g, '')].length <= LONGEST_NAME);
  return { kind: isName ? 'name' : 'title', name: text, title: text };
}

/** 19900102, 1990-1-2, 1990.01.02, 1990/1/2, 1990年1月2日. */
function readDay(text: string): LocalDate | undefined {
  const [, year, month = '', day = ''] =
    /^((?:18|19|20)\d{2})(\d{2})(\d{2})$/.exec(text) ??
    /^((?:18|19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    [];
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year && isDay(read) ? read : undefined;
}
