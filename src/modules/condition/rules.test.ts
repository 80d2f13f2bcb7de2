import { expect, test } from 'vitest';
import { checkInspection, gradeOf, levelOf } from './rules.ts';

test.each([
  ['mould', 0, 'intact'],
  ['mould', 4, 'slight'],
  ['mould', 20, 'severe'],
  ['mould', 30, 'severe'],
  ['mould', 31, 'extreme'],
  ['stains', 60, 'severe'],
  ['stains', 61, 'extreme'],
  ['loss', 19, 'moderate'],
  ['sticking', 51, 'extreme'],
  ['acidity', 7, 'intact'],
  ['acidity', 6, 'moderate'],
  ['acidity', 5.2, 'severe'],
  ['acidity', 4.5, 'extreme'],
] as const)('%s of %d is %s', (sign, value, level) => {
  expect(levelOf(sign, value)).toBe(level);
});

test('the worst sign decides; without signs a volume is sound', () => {
  expect(gradeOf({ mould: 1, acidity: 5.4, loss: 0 })).toBe('severe');
  expect(gradeOf({})).toBe('intact');
});

test('a level better than its signs is refused, a worse one may be given; all problems at once', () => {
  const today = '2026-03-02';
  expect(checkInspection({ level: 'severe', signs: { mould: 1 }, inspectedOn: today }, today)).toEqual([]);
  expect(checkInspection({ level: 'slight', signs: { mould: 25 }, inspectedOn: '2026-03-03' }, today).map(({ path }) => path)).toEqual([
    'inspectedOn',
    'level',
  ]);
  expect(checkInspection({ level: 'moderate', signs: {}, inspectedOn: today }, today)).toMatchObject([{ path: 'note' }]);
});
