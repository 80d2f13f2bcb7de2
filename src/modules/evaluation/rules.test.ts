import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPlan, gradeOf, ratio, scoreOf } from './rules.ts';

const indicator = { key: 'k', name: '某率', target: '0.90', weight: 25 };

test.each([
  [2, 3, '0.6667'],
  [1, 3, '0.3333'],
  [0, 5, '0.0000'],
  [5, 5, '1.0000'],
  [10_086, 27_812, '0.3626'],
  [3, 2, '1.5000'],
])('%i of %i is %s', (numerator, denominator, expected) => {
  expect(ratio(numerator, denominator, 4)).toBe(expected);
});

test('a share is never off by more than half of its last place', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 10_000_000 }), (n, d) => {
      expect(Math.abs(Number(ratio(n, d, 4)) - n / d)).toBeLessThanOrEqual(0.00005 + 1e-9);
    }),
  );
});

test('full marks where the target is met, a proportion where not, nothing without a denominator', () => {
  expect(scoreOf({ ...indicator, numerator: 90, denominator: 100 })).toEqual({ value: '0.9000', score: '25.00', met: true });
  expect(scoreOf({ ...indicator, numerator: 45, denominator: 100 })).toEqual({ value: '0.4500', score: '12.50', met: false });
  expect(scoreOf({ ...indicator, numerator: 8_999_999, denominator: 10_000_000 }).met).toBe(false); // 0.9000 as shown, yet below the target
  expect(scoreOf({ ...indicator, numerator: 0, denominator: 0 })).toEqual({ value: null, score: null, met: null });
});

test.each([
  [90, '优'],
  [89.99, '良'],
  [80, '良'],
  [60, '中'],
  [59.99, '差'],
])('%d points are %s', (total, grade) => {
  expect(gradeOf(total)).toBe(grade);
});

test('a plan that stands is changed for a reason only', () => {
  expect(checkPlan({ quantity: 5 }, 0)).toEqual([]);
  expect(checkPlan({ quantity: 5 }, 5)).toMatchObject([{ path: 'quantity' }]);
  expect(checkPlan({ quantity: 6 }, 5)).toMatchObject([{ path: 'reason' }]);
  expect(checkPlan({ quantity: 6, reason: '调整' }, 5)).toEqual([]);
});
