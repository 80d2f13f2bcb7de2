import type { Module } from './house.ts';

/** @throws Error when an event could, by way of reactions, bring forth itself. Run at start. */
export function refuseCycles(modules: readonly Module[]): void {
  const next = new Map<string, string[]>();
  for (const { reactions } of modules)
    for (const [type, { emits }] of Object.entries(reactions ?? {})) next.set(type, [...(next.get(type) ?? []), ...emits]);
  const walk = (type: string, path: readonly string[]): void => {
    if (path.includes(type)) throw new Error(`reactions run in a circle: ${[...path, type].join(' → ')}`);
    for (const emitted of next.get(type) ?? []) walk(emitted, [...path, type]);
  };
  for (const type of next.keys()) walk(type, []);
}
