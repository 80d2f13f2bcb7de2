import { expect, test } from 'vitest';
import { categories, categoryOrder, compareCategoryCodes, readCategoryCode, toPackageCode } from './categories.ts';

test.each([
  ['一', '1'],
  ['十', '10'],
  ['01', '1'],
  ['10', '10'],
  ['第三类', '3'],
  ['4-1', '4-1'],
  ['四－1', '4-1'],
  ['四（一）', '4-1'],
  ['9.4', '9-4'],
  ['九—2', '9-2'],
  ['4_3', '4-3'],
])('%s is read as %s', (text, code) => {
  expect(readCategoryCode(text)).toEqual({ code });
});

test.each(['四', '9', '第九类'])('%s is only a heading', (text) => {
  expect(readCategoryCode(text)).toHaveProperty('heading');
});

test.each(['', '0', '11', '4-5', '1-1', '十一', 'constructor', '4-1-1', '四1'])('%s is no category', (text) => {
  expect(readCategoryCode(text)).toEqual({ unknown: true });
});

test('every code stands once in the order, and its package form reads back', () => {
  expect([...categoryOrder].sort()).toEqual(Object.keys(categories).sort());
  expect([...categoryOrder].reverse().sort(compareCategoryCodes)).toEqual(categoryOrder);
  for (const code of categoryOrder) expect(readCategoryCode(toPackageCode(code))).toEqual({ code });
});
