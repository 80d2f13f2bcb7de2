import { useState } from 'react';
import { useSession } from '../session.ts';
import type { Column } from './DataTable.tsx';

/** Columns that are no field of the row: they cannot be put away, nor saved. */
const TOOLS: ReadonlySet<string> = new Set(['select', 'actions']);

/** Which columns of a list this user sees, remembered in this browser. The first field stays: it says which row it is. */
export function useColumnChoice<Row>(list: string, columns: readonly Column<Row>[]) {
  const { userId } = useSession();
  const key = `lantai.columns.${userId}.${list}`;
  const [hidden, setHidden] = useState(() => read(key));
  const fields = columns.filter((column) => !TOOLS.has(column.key));
  const isShown = (column: string) => !hidden.includes(column) || column === fields[0]?.key || TOOLS.has(column);
  const keep = (next: readonly string[]) => {
    setHidden(next);
    if (next.length > 0) localStorage.setItem(key, JSON.stringify(next));
    else localStorage.removeItem(key);
  };
  return {
    columns: columns.filter((column) => isShown(column.key)),
    choices: fields.map((column, place) => ({ key: column.key, title: column.title, isShown: isShown(column.key), isFixed: place === 0 })),
    toggle: (column: string) => keep(hidden.includes(column) ? hidden.filter((other) => other !== column) : [...hidden, column]),
    reset: () => keep([]),
  };
}

export type ColumnChoice = Omit<ReturnType<typeof useColumnChoice>, 'columns'>;

function read(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((name) => typeof name === 'string') : [];
  } catch {
    return []; // written by another version
  }
}
