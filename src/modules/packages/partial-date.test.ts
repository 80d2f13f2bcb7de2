import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePartialDates, isPartialDate, readPartialDate, toChineseDate, toCompactDate } from './partial-date.ts';

test.each([
  ['19990805', '1999-08-05'],
  ['199908', '1999-08'],
  ['1999', '1999'],
  ['1999-8-5', '1999-08-05'],
  ['1999.08', '1999-08'],
  ['1999．8．5', '1999-08-05'],
  ['１９９９年８月５日', '1999-08-05'],
  ['1999年8月', '1999-08'],
  ['1999年', '1999'],
  ['1999/8/05', '1999-08-05'],
  ['19990800', '1999-08'],
  ['19990000', '1999'],
  ['1999-08-05T00:00:00.000Z', '1999-08-05'],
  ['20000229', '2000-02-29'],
  [' 1999 . 8 ', '1999-08'],
])('%s is read as %s', (text, value) => {
  expect(readPartialDate(text)).toEqual({ value });
});

test.each([
  '19990231',
  '19991301',
  '19000229',
  '12345',
  '199',
  '八月',
  '1999-08-05-01',
  '0001',
  '99999999',
  '1999-08-05T12:00:00',
  '-1999',
])('%s is refused, never guessed', (text) => {
  expect(readPartialDate(text)).toMatchObject({ rule: 'R34' });
});

test('a day without its month is told apart, and nothing is not a date', () => {
  expect(readPartialDate('19990005')).toMatchObject({ rule: 'R35' });
  expect(readPartialDate('1999-00-05')).toMatchObject({ rule: 'R35' });
  expect(readPartialDate(' 　')).toEqual({ empty: true });
});

test('what is written in any form reads back', () => {
  const days = fc
    .date({ min: new Date('1850-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, fc.constantFrom(4, 7, 10), (day, length) => {
      const value = day.slice(0, length);
      expect(isPartialDate(value)).toBe(true);
      for (const text of [value, toCompactDate(value), toChineseDate(value)]) expect(readPartialDate(text)).toEqual({ value });
    }),
  );
});

test('only certain orders are orders', () => {
  expect(comparePartialDates('1999', '1999-08')).toBe(0);
  expect(comparePartialDates('1998-12-31', '1999')).toBe(-1);
  expect(comparePartialDates('1999-09', '1999-08-31')).toBe(1);
});
