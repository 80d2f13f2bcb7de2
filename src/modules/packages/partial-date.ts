/**
 * A day known in part (材料形成时间): `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Old paper often shows only a year.
 * Pure, no Node: the browser uses it too.
 */
export type PartialDate = string;

/** What the reader of a date says: a value, nothing written, or why it cannot be taken. `rule` is R34 or R35. */
export type PartialDateReading = { value: PartialDate } | { empty: true } | { problem: string; rule: 'R34' | 'R35' };

/** The shapes people write, in words, for messages. */
const SHAPES = '请写成 1999、199908 或 19990805（年、年月、年月日）';

/**
 * Reads a date in any of the shapes seen in packages and spreadsheets: 19990805, 199908, 1999, 1999-8-5, 1999.08, 1999/8/5,
 * 1999年8月5日, with 00 for an unknown month or day. Never guesses: what is not clear is a problem.
 */
export function readPartialDate(text: string): PartialDateReading {
  const plain = toAsciiDigits(text).replace(/\s+/g, '');
  if (plain === '') return { empty: true };
  const parts = splitCompact(plain) ?? splitPunctuated(plain);
  if (!parts) return { problem: `“${text}”不是日期；${SHAPES}`, rule: 'R34' };
  return checkParts(text, parts);
}

/** True when `value` is one of the three canonical shapes and names a real day. */
export function isPartialDate(value: string): boolean {
  const reading = /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value) ? readPartialDate(value) : undefined;
  return reading !== undefined && 'value' in reading && reading.value === value;
}

/** `19990805`, `199908` or `1999`: the form GB/T 33870 packages carry. */
export function toCompactDate(value: PartialDate): string {
  return value.replaceAll('-', '');
}

/** `1999年8月5日`, `1999年8月` or `1999年`, for people. */
export function toChineseDate(value: PartialDate): string {
  const [year = '', month, day] = value.split('-');
  return `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`;
}

/**
 * Negative when `a` certainly lies before `b`, positive when certainly after, 0 when they are equal or one contains the other
 * (1999 and 1999-08 have no certain order).
 */
export function comparePartialDates(a: PartialDate, b: PartialDate): number {
  const length = Math.min(a.length, b.length);
  const [left, right] = [a.slice(0, length), b.slice(0, length)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

type Parts = { year: string; month: string | undefined; day: string | undefined };

function toAsciiDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function splitCompact(plain: string): Parts | undefined {
  const found = /^(\d{4})(\d{2})?(\d{2})?$/.exec(plain);
  return found ? { year: found[1] ?? '', month: found[2], day: found[3] } : undefined;
}

function splitPunctuated(plain: string): Parts | undefined {
  // A clock behind the day (1999-08-05T00:00:00) comes from spreadsheets; only midnight may be dropped.
  const day = plain.replace(/[T ]?00:00(:00(\.0+)?)?Z?$/, '');
  const found = /^(\d{4})(?:[-./．。－年](\d{1,2}))?(?:[-./．。－月](\d{1,2}))?[年月日号]?$/.exec(day);
  return found ? { year: found[1] ?? '', month: found[2], day: found[3] } : undefined;
}

function checkParts(text: string, parts: Parts): PartialDateReading {
  const [year, month, day] = [Number(parts.year), Number(parts.month ?? 0), Number(parts.day ?? 0)];
  if (year < 1850 || year > 2199) return { problem: `“${text}”的年份不在 1850 至 2199 之间；${SHAPES}`, rule: 'R34' };
  if (month === 0 && day > 0) return { problem: `“${text}”缺少月份；有日必须有月，不知道月份就只写年`, rule: 'R35' };
  if (month === 0) return { value: parts.year };
  if (month > 12) return { problem: `“${text}”的月份不在 1 至 12 之间；${SHAPES}`, rule: 'R34' };
  const yearMonth = `${parts.year}-${String(month).padStart(2, '0')}`;
  if (day === 0) return { value: yearMonth };
  if (day > daysInMonth(year, month)) return { problem: `“${text}”：${year}年${month}月没有${day}日；${SHAPES}`, rule: 'R34' };
  return { value: `${yearMonth}-${String(day).padStart(2, '0')}` };
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
