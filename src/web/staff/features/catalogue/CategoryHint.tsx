import { useEffect, useState } from 'react';
import { readQuickCategory } from '../../../../modules/catalogue/rules/item.ts';
import { categories, categoryOrder, isCategoryCode, type Scheme } from '../../../../modules/packages/categories.ts';
import { focusedCell } from './grid-focus.ts';
import type { GridRow } from './grid-rows.ts';

/** The name of the category that the row with the focus stands in, or how to write one. */
export function CategoryHint({ rows, scheme }: { rows: readonly GridRow[]; scheme: Scheme }) {
  const [rowKey, setRowKey] = useState<string>();
  useEffect(() => {
    const look = () => setRowKey(focusedCell()?.rowKey);
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, []);
  const code = readQuickCategory(rows.find(({ key }) => key === rowKey)?.categoryCode ?? '');
  const name = isCategoryCode(code) ? `${categories[code].numeral}　${categories[code].names[scheme]}` : undefined;
  return <span className="muted">{name ?? `类号 ${categoryOrder.join(' ')}；41 即 4-1，92 即 9-2`}</span>;
}
