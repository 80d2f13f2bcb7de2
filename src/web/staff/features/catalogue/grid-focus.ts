/** The boxes of a row, in the order that Enter walks through; 份数 is 1 but rarely, so only Tab and the mouse stop there. */
export const cellNames = ['category', 'title', 'year', 'month', 'day', 'pages', 'marks', 'remark'] as const;
export type CellName = (typeof cellNames)[number] | 'copies';

/** Puts the focus into a box that is drawn, at once: who types fast loses no key. */
export function focusCell(rowKey: string, cell: CellName): void {
  const box = document.querySelector<HTMLInputElement>(`[data-row="${rowKey}"] [data-cell="${cell}"]`);
  box?.focus();
  box?.scrollIntoView({ block: 'nearest' });
}

/** Where the focus is; undefined outside the grid. */
export function focusedCell(): { rowKey: string; cell: CellName } | undefined {
  const box = document.activeElement?.closest<HTMLElement>('[data-cell]');
  const rowKey = box?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  const cell = box?.dataset['cell'] as CellName | undefined;
  return rowKey && cell ? { rowKey, cell } : undefined;
}
