import { expect, test } from 'vitest';
import { checkFacts, demandOf, gather, hintsOf, type PageFacts } from './rules.ts';

const good: PageFacts = {
  ...{ widthPx: 2480, heightPx: 3508, bitsPerChannel: 8, channels: 3, colourSpace: 'rgb', dpi: 300, sizeBytes: 600_000 },
};
const rulesOf = (facts: Partial<PageFacts>, profile: 'new' | 'existing' = 'new') =>
  checkFacts('1-1-001.jpg', { ...good, ...facts }, demandOf(profile, 200)).map(
    ({ rule, severity }) => `${rule}${severity === 'warning' ? 'w' : ''}`,
  );

test('a page is held against what its profile asks', () => {
  expect(rulesOf({})).toEqual([]);
  expect(rulesOf({ dpi: 299.6 })).toEqual([]); // 300 to the nearest dot
  expect(rulesOf({ dpi: 200, channels: 1, colourSpace: 'grey' })).toEqual(['R49', 'R50']);
  expect(rulesOf({ dpi: 200, channels: 1, colourSpace: 'grey' }, 'existing')).toEqual([]);
  expect(rulesOf({ channels: 4, colourSpace: 'cmyk' }, 'existing')).toEqual(['R50']);
  expect(rulesOf({ sizeBytes: 20_000 })).toEqual(['R54w']);
  expect(rulesOf({ sizeBytes: 3_000_000 })).toEqual(['R54w']);
});

test('where the file does not say its resolution, it is taken for A4', () => {
  expect(rulesOf({ dpi: null })).toEqual([]);
  expect(checkFacts('x.jpg', { ...good, dpi: null, widthPx: 1240, heightPx: 1754 }, demandOf('new', 200))).toMatchObject([
    { rule: 'R49', message: expect.stringContaining('150 dpi（文件未注明，按 A4 幅面推算）') },
  ]);
});

test('a fault of 2,000 pages is twenty lines and a number', () => {
  const issues = Array.from({ length: 2000 }, (_, page) => ({ path: `${page}.jpg`, message: '太小', rule: 'R49' }));
  const gathered = gather([...issues, { path: 'a.jpg', message: '坏了', rule: 'R48' }]);
  expect(gathered.length).toBe(22);
  expect(gathered[20]?.message).toBe('另有 1980 处同类问题未逐一列出');
});

test('hints name what an inspector should look at, and return nothing', () => {
  const sides = { left: 0, top: 0, right: 0, bottom: 0 };
  const fine = {
    skewDegrees: 0.4,
    isBlank: false,
    border: sides,
    inkMargin: { left: 90, top: 80, right: 70, bottom: 60 },
    sharpness: 0.9,
    hashDistance: 30,
  };
  expect(hintsOf(fine)).toEqual([]);
  const odd = hintsOf({ ...fine, skewDegrees: -1.3, border: { ...sides, top: 40 }, inkMargin: sides, sharpness: 0.3, hashDistance: 4 });
  expect(odd.map(({ defect }) => defect)).toEqual(['skewed', 'duplicate', 'blackBorder', 'cropped', 'blurred']);
  expect(hintsOf({ ...fine, isBlank: true, hashDistance: 0, inkMargin: sides, sharpness: 0 }).map(({ defect }) => defect)).toEqual([
    'blank',
  ]);
});
