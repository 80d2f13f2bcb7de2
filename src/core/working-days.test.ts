import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcedHolidays } from './holidays.ts';
import { addDays, isDay } from './time.ts';
import { addMonths, addWorkingDays, calendarGap, isWorkingDay, workingDaysBetween } from './working-days.ts';

const day = fc.integer({ min: 0, max: 2191 }).map((n) => addDays('2021-01-01', n));

test('every announced day exists, what is worked is a weekend outside the days off, and what is off begins no later than it ends', () => {
  for (const { off, work } of Object.values(announcedHolidays)) {
    for (const [from, to] of off) {
      expect(isDay(from) && isDay(to), from).toBe(true);
      expect(from <= to, from).toBe(true);
    }
    for (const each of work) {
      expect(isDay(each), each).toBe(true);
      expect([0, 6], each).toContain(new Date(`${each}T00:00:00Z`).getUTCDay());
      expect(
        off.some(([from, to]) => from <= each && each <= to),
        each,
      ).toBe(false);
    }
  }
});

test('fifteen working days jump over the Spring Festival and count the weekends that are worked', () => {
  expect(addWorkingDays('2026-02-10', 15)).toBe('2026-03-09');
  expect(addWorkingDays('2026-09-18', 3)).toBe('2026-09-22');
  expect(isWorkingDay('2026-02-14')).toBe(true);
  expect(isWorkingDay('2026-02-23')).toBe(false);
  expect(addWorkingDays('2025-09-30', 1)).toBe('2025-10-09');
});

test('adding and counting working days undo each other, and the day reached is worked', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const end = addWorkingDays(from, count);
      expect(isWorkingDay(end)).toBe(true);
      expect(workingDaysBetween(from, end)).toBe(count);
      expect(workingDaysBetween(from, addDays(end, -1))).toBe(count - 1);
    }),
  );
});

test('working days of two stretches add up, and never exceed the days between', () => {
  fc.assert(
    fc.property(day, fc.nat(200), fc.nat(200), (from, a, b) => {
      const [middle, end] = [addDays(from, a), addDays(from, a + b)];
      expect(workingDaysBetween(from, middle) + workingDaysBetween(middle, end)).toBe(workingDaysBetween(from, end));
      expect(workingDaysBetween(from, end)).toBeLessThanOrEqual(a + b);
    }),
  );
});

test('months end where they end, and a year without a notice is named', () => {
  expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
  expect(addMonths('2026-03-02', 2)).toBe('2026-05-02');
  expect(calendarGap('2026-03-02', '2026-03-20')).toBeUndefined();
  expect(calendarGap('2026-12-20', '2027-01-12')).toContain('2027');
});
