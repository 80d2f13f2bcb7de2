import { expect, test } from 'vitest';
import { levelFor, tilesIn, visiblePart } from './tile-geometry.ts';

const levels = [
  { widthPx: 4960, heightPx: 7016, columnCount: 10, tileCount: 140 },
  { widthPx: 2480, heightPx: 3508, columnCount: 5, tileCount: 35 },
];
const stage = { width: 800, height: 600 };

test('the least level that is sharp enough is taken, the full page when none is', () => {
  expect(levelFor(levels, 1700)).toBe(1);
  expect(levelFor(levels, 2500)).toBe(1);
  expect(levelFor(levels, 3000)).toBe(0);
  expect(levelFor(levels, 9000)).toBe(0);
});

test('the part that is seen turns with the page', () => {
  const part = (turns: number) => visiblePart(stage, { width: 1600, height: 2400 }, { left: 0, top: 0 }, turns);
  expect(part(0)).toEqual({ left: 0, right: 0.5, top: 0, bottom: 0.25 });
  expect(part(1)).toEqual({ left: 0, right: 0.25, top: 0.5, bottom: 1 });
  expect(part(2)).toEqual({ left: 0.5, right: 1, top: 0.75, bottom: 1 });
  expect(part(3)).toEqual({ left: 0.75, right: 1, top: 0, bottom: 0.5 });
  expect(visiblePart(stage, { width: 400, height: 500 }, { left: 0, top: 0 }, 0)).toEqual({ left: 0, right: 1, top: 0, bottom: 1 });
});

test('only the tiles of that part are asked for, the middle ones first', () => {
  const [, level] = levels;
  if (!level) throw new Error('no level');
  expect(tilesIn(level, 512, { left: 0, right: 0.4, top: 0, bottom: 0.28 }).sort((a, b) => a - b)).toEqual([0, 1, 5, 6]);
  expect(tilesIn(level, 512, { left: 0, right: 1, top: 0, bottom: 1 })).toHaveLength(35);
  expect(tilesIn(level, 512, { left: 0, right: 1, top: 0, bottom: 1 })[0]).toBe(17);
  expect(tilesIn(level, 512, { left: 0.99, right: 1, top: 0.999, bottom: 1 })).toEqual([34]);
});
