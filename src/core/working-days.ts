import { announcedHolidays } from './holidays.ts';
import { addDays, type LocalDate } from './time.ts';

const years = Object.values(announcedHolidays);
const worked = new Set(years.flatMap(({ work }) => work));
const off = years.flatMap((year) => year.off);

/** Saturday or Sunday. Pure. */
const isWeekend = (day: LocalDate): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** True for a day on which offices work: by the State Council's notice of that year, else (no notice here) Monday to Friday. Pure. */
export function isWorkingDay(day: LocalDate): boolean {
  if (worked.has(day)) return true;
  return !isWeekend(day) && !off.some(([from, to]) => from <= day && day <= to);
}

/** The `count`-th working day after `day`; the day itself is not counted (办理时限自次日起算). `count` of 0 gives `day`. Pure. */
export function addWorkingDays(day: LocalDate, count: number): LocalDate {
  let end = day;
  for (let left = count; left > 0; ) {
    end = addDays(end, 1);
    if (isWorkingDay(end)) left--;
  }
  return end;
}

/** Working days after `from` up to and with `to`; 0 where `to` is not later. Pure. */
export function workingDaysBetween(from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++;
  return count;
}

/** `day` moved by whole months; where that month is shorter, its last day. Pure. */
export function addMonths(day: LocalDate, count: number): LocalDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + count, 0));
  const at = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())));
  return at.toISOString().slice(0, 10);
}

/** What a screen must say of a due day that reaches into a year without a notice here; undefined where all years are known. Pure. */
export function calendarGap(from: LocalDate, to: LocalDate): string | undefined {
  const missing: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    if (!(String(year) in announcedHolidays)) missing.push(year);
  return missing.length === 0 ? undefined : `系统内尚无 ${missing.join('、')} 年的节假日安排，该年只扣除周末，应寄日期仅供参考`;
}
