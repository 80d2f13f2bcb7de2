import { expect, test } from 'vitest';
import { checkComplete, checkResolution, checkSheet, judge, type Sighting } from './rules.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 1, minute));
const here: Sighting = {
  ...{ baselineShelfId: 'A', seenShelfId: 'A', seenAt: at(5), isDamaged: false },
  volume: { state: 'shelved', shelfId: 'A', movedAt: null },
};
const unseen = { seenShelfId: null, seenAt: null };

test('each bar code is judged by the books, by what moved since and by where it was seen', () => {
  const cases: [Partial<Sighting>, string][] = [
    [{}, 'match'],
    [{ isDamaged: true }, 'damaged'],
    [{ seenShelfId: 'B' }, 'misplaced'],
    [{ seenShelfId: 'B', isDamaged: true }, 'misplaced'],
    [{ volume: undefined, baselineShelfId: null }, 'extra'],
    [unseen, 'missing'],
    [{ ...unseen, volume: { state: 'out', shelfId: 'A', movedAt: at(1) } }, 'lent'],
    [{ ...unseen, volume: { state: 'shelved', shelfId: 'B', movedAt: at(1) } }, 'moved'],
    [{ ...unseen, volume: { state: 'gone', shelfId: null, movedAt: null } }, 'moved'],
    [{ volume: { state: 'out', shelfId: 'A', movedAt: at(1) } }, 'extra'],
    [{ volume: { state: 'handedOver', shelfId: null, movedAt: null }, baselineShelfId: null }, 'extra'],
  ];
  for (const [change, category] of cases) expect(judge({ ...here, ...change }), JSON.stringify(change)).toBe(category);
});

test('what the books moved after it was seen counts as it stood, what they moved before as it stands now', () => {
  expect(judge({ ...here, volume: { state: 'shelved', shelfId: 'B', movedAt: at(9) } })).toBe('moved');
  expect(judge({ ...here, volume: { state: 'out', shelfId: 'A', movedAt: at(9) } })).toBe('moved');
  expect(judge({ ...here, volume: { state: 'shelved', shelfId: 'B', movedAt: at(1) } })).toBe('misplaced');
  expect(judge({ ...here, seenShelfId: 'B', volume: { state: 'shelved', shelfId: 'B', movedAt: at(1) } })).toBe('match');
});

test('a difference is settled once, and only in a way that fits it; every one that does not is named', () => {
  const lines = [
    { barcode: '1', category: 'misplaced' as const, resolution: null },
    { barcode: '2', category: 'extra' as const, resolution: null },
    { barcode: '3', category: 'misplaced' as const, resolution: 'returned' as const },
    { barcode: '4', category: 'match' as const, resolution: null },
  ];
  expect(checkResolution(lines, 'corrected').map(({ message }) => message)).toEqual([
    '2 为“多”，不能按“按实物改正库位”处理',
    '3 已处理：已放回账面库位',
    '4 没有待处理的差异',
  ]);
});

test('a stocktake is complete when every level is counted and every difference settled', () => {
  expect(checkComplete({ waiting: 0, open: { missing: 0 } })).toEqual([]);
  expect(checkComplete({ waiting: 2, open: { missing: 3 } }).map(({ message }) => message)).toEqual([
    '还有 2 层没有盘完',
    '缺：还有 3 条没有处理',
  ]);
});

test('a typed sheet names as missing only what it listed, and nothing as both missing and extra', () => {
  expect(checkSheet(new Set(['1', '2']), { missing: ['2'], extra: ['9'] })).toEqual([]);
  expect(checkSheet(new Set(['1']), { missing: ['7', '1'], extra: ['1'] })).toHaveLength(2);
});
