/** Which pages of the tray are chosen. `at` is where the keyboard is, `from` where a range begins. */
export type LooseSelection = { at: string | undefined; from: string | undefined; chosen: ReadonlySet<string> };

export const noSelection: LooseSelection = { at: undefined, from: undefined, chosen: new Set() };

/** Pure. `add` chooses one more, or no longer; `range` all from the last one on, and nothing else. */
export function choose(before: LooseSelection, ids: readonly string[], id: string, how: 'add' | 'range'): LooseSelection {
  if (how === 'range') return { at: id, from: before.from ?? id, chosen: new Set(between(ids, before.from ?? id, id)) };
  const chosen = new Set(before.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { at: id, from: id, chosen };
}

/** Where a key leads from here: one on, one row on, to an end. Undefined for other keys. */
export function stepTo(ids: readonly string[], at: string | undefined, key: string, columns: number): string | undefined {
  const here = at === undefined ? -1 : ids.indexOf(at);
  const last = ids.length - 1;
  const places: Record<string, number> = {
    ...{ ArrowRight: here + 1, ArrowLeft: here - 1, ArrowDown: here + columns, ArrowUp: here - columns },
    ...{ Home: 0, End: last },
  };
  const place = here < 0 && key in places ? 0 : places[key];
  return place === undefined ? undefined : ids[Math.max(0, Math.min(place, last))];
}

function between(ids: readonly string[], from: string, to: string): string[] {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start < 0 ? [to] : ids.slice(start, end + 1);
}
