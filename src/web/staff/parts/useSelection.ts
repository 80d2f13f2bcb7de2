import { useState } from 'react';

/** Which rows of a list are ticked, by key. Keys that are no longer in `keys` do not count. */
export function useSelection(keys: readonly string[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = keys.filter((key) => ticked.has(key));
  const set = (key: string, isOn: boolean) => {
    setTicked((before) => {
      const after = new Set(before);
      if (isOn) after.add(key);
      else after.delete(key);
      return after;
    });
  };
  const isAll = keys.length > 0 && chosen.length === keys.length;
  return {
    chosen,
    has: (key: string) => ticked.has(key),
    set,
    isAll,
    toggleAll: () => setTicked(new Set(isAll ? [] : keys)),
    clear: () => setTicked(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
