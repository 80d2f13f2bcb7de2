/** A seeded source of choices; the same seed parts give the same choices on every machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  next: () => number;
  /** 0 ≤ n < below, whole. */
  int: (below: number) => number;
  /** Whole, both ends included. */
  between: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** `count` different items (fewer when there are not enough), in random order. */
  some: <T>(items: readonly T[], count: number) => T[];
  /** Picks by weight; weights need not add up to anything. */
  weighted: <T>(items: readonly (readonly [T, number])[]) => T;
};

/** Starts a source from its parts, so that person 7 does not change when person 6 takes one more choice. */
export function seeded(...parts: readonly (string | number)[]): Random {
  const next = generator(hash(parts.join('\u0000')));
  const int = (below: number) => Math.floor(next() * below);
  const some = <T>(items: readonly T[], count: number) => {
    const left = [...items];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) taken.push(...left.splice(int(left.length), 1));
    return taken;
  };
  return {
    next,
    int,
    between: (low, high) => low + int(high - low + 1),
    chance: (probability) => next() < probability,
    pick: (items) => present(items[int(items.length)]),
    some,
    weighted: (items) => byWeight(items, next()),
  };
}

function byWeight<T>(items: readonly (readonly [T, number])[], at: number): T {
  let left = at * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return present(items.at(-1))[0];
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** mulberry32: small, quick, and good enough for invented people. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
