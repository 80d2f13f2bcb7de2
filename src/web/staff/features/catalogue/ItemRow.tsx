import { type KeyboardEvent, memo } from 'react';
import { type Mark, readQuickCategory } from '../../../../modules/catalogue/rules/item.ts';
import { expectCategories } from '../../../../modules/catalogue/rules/lexicon.ts';
import type { Scheme } from '../../../../modules/packages/categories.ts';
import type { CellName } from './grid-focus.ts';
import type { GridRow } from './grid-rows.ts';
import { MarksCell } from './MarksCell.tsx';
import { TitleCell } from './TitleCell.tsx';

type Props = {
  row: GridRow;
  /** From 1. */
  number: number;
  /** `4-1-2`; empty while the row has no category. */
  code: string;
  /** The boxes in which something is wrong, joined, and the worst of it. */
  wrongCells: string;
  worst: 'error' | 'warning' | undefined;
  scheme: Scheme;
  change: (key: string, patch: Partial<Omit<GridRow, 'key'>>) => void;
  mark: (key: string, mark: Mark) => void;
  onKey: (event: KeyboardEvent) => void;
};

const DIGITS = /\D/g;

/** One item (一件), a row of boxes. */
export const ItemRow = memo(function ItemRow({ row, number, code, wrongCells, worst, scheme, change, mark, onKey }: Props) {
  const set = (patch: Partial<Omit<GridRow, 'key'>>) => change(row.key, patch);
  const isWrong = (cell: CellName) => wrongCells.split(' ').includes(cell);
  const fillCategory = () => {
    const place = row.categoryCode === '' ? expectCategories(row.title, scheme)?.codes[0] : undefined;
    if (place) set({ categoryCode: place });
  };
  const box = (cell: CellName, zh: string, value: string, patch: (text: string) => Partial<Omit<GridRow, 'key'>>, maxLength: number) => (
    <input
      {...{ 'data-cell': cell, 'aria-label': `第 ${number} 行${zh}`, value, maxLength, autoComplete: 'off' }}
      {...(isWrong(cell) ? { 'aria-invalid': true, className: 'cell wrong' } : { className: 'cell' })}
      onChange={(event) => set(patch(event.target.value))}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKey}
      {...(cell === 'category' ? { onBlur: () => set({ categoryCode: readQuickCategory(row.categoryCode) }) } : {})}
    />
  );
  const digits = (name: 'year' | 'month' | 'day' | 'pageCount' | 'copyCount') => (text: string) => ({
    [name]: text.normalize('NFKC').replace(DIGITS, ''),
  });
  return (
    <tr data-row={row.key} className={worst ? `row-${worst}` : undefined}>
      <th scope="row" title={worst === 'error' ? '有错误' : worst === 'warning' ? '有提示' : undefined}>
        {worst ? <span className={`dot dot-${worst}`}>{worst === 'error' ? '误' : '疑'}</span> : null}
        {code || number}
      </th>
      <td>{box('category', '类号', row.categoryCode, (categoryCode) => ({ categoryCode }), 10)}</td>
      <td onBlur={fillCategory}>
        <TitleCell
          {...{
            label: `第 ${number} 行材料名称`,
            title: row.title,
            categoryCode: row.categoryCode,
            scheme,
            isWrong: isWrong('title'),
            onKey,
          }}
          onType={(title) => set({ title })}
          onChoose={({ title, categoryCode }) => set({ title, categoryCode })}
        />
      </td>
      <td className="date-first">{box('year', '年', row.year, digits('year'), 4)}</td>
      <td className="date-part">{box('month', '月', row.month, digits('month'), 2)}</td>
      <td className="date-part">{box('day', '日', row.day, digits('day'), 2)}</td>
      <td>{box('copies', '份数', row.copyCount, digits('copyCount'), 2)}</td>
      <td>{box('pages', '页数', row.pageCount, digits('pageCount'), 4)}</td>
      <td>
        <MarksCell {...{ label: `第 ${number} 行标记`, marks: row.marks, onKey }} onToggle={(toggled) => mark(row.key, toggled)} />
      </td>
      <td>{box('remark', '备注', row.remark, (remark) => ({ remark }), 200)}</td>
    </tr>
  );
});
