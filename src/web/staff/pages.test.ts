import { expect, test } from 'vitest';
import { pages } from './pages.ts';

const twice = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

test('no two pages have one address, one title in the navigation, or one key after g', () => {
  expect(pages.length).toBeGreaterThan(30);
  expect(twice(pages.map(({ path }) => path))).toEqual([]);
  expect(twice(pages.filter(({ group }) => group !== null).map(({ title }) => title))).toEqual([]);
  expect(twice(pages.flatMap(({ goKey }) => goKey ?? []))).toEqual([]);
});
