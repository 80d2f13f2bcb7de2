import { type KeyboardEvent, useCallback, useEffectEvent, useRef } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import type { Scheme } from '../../../../modules/packages/categories.ts';
import { cellNames, focusCell, focusedCell } from './grid-focus.ts';
import { type GridRow, labelsOf } from './grid-rows.ts';
import { ItemRow } from './ItemRow.tsx';
import { cellOf } from './row-issues.ts';
import type { useRows } from './useRows.ts';

type Props = {
  rows: readonly GridRow[];
  issuesByRow: ReadonlyMap<string, readonly Issue[]>;
  scheme: Scheme;
  edit: Pick<ReturnType<typeof useRows>, 'change' | 'mark' | 'add'>;
};

const columns: readonly (readonly [string, number | undefined])[] = [
  ...([
    ['编号', 80],
    ['类号', 52],
    ['材料名称', undefined],
    ['年', 50],
    ['月', 36],
    ['日', 36],
    ['份数', 42],
  ] as const),
  ...([
    ['页数', 46],
    ['标记', 104],
    ['备注', 128],
  ] as const),
];

/** The catalogue as a grid: one row an item, moved through with Enter and the arrows. */
export function Grid({ rows, issuesByRow, scheme, edit }: Props) {
  const labels = labelsOf(rows);
  const walk = useEffectEvent((event: KeyboardEvent) => {
    const step = stepOf(event);
    const from = focusedCell();
    if (!step || !from) return;
    event.preventDefault();
    const to =
      step === 'insert'
        ? undefined
        : step === 'next'
          ? nextCell(rows, from)
          : { rowKey: neighbour(rows, from.rowKey, step), cell: from.cell };
    if (to) return to.rowKey && focusCell(to.rowKey, to.cell);
    return focusCell(edit.add(from.rowKey), 'category');
  });
  // the rows are drawn again only when they change, so what they are given must stay the same
  const latest = useRef(walk);
  const onKey = useCallback((event: KeyboardEvent) => latest.current(event), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="list-scroll" aria-label="目录" tabIndex={0}>
      <table className="list grid">
        <colgroup>
          {columns.map(([title, width]) => (
            <col key={title} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(([title]) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => {
            const issues = issuesByRow.get(row.key) ?? [];
            return (
              <ItemRow
                key={row.key}
                {...{ row, number: place + 1, code: labels.get(row.key) ?? '', scheme, onKey }}
                {...{ change: edit.change, mark: edit.mark }}
                wrongCells={issues.map(cellOf).join(' ')}
                worst={worstOf(issues)}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function stepOf({ key, altKey, ctrlKey, metaKey, shiftKey, nativeEvent }: KeyboardEvent): 'next' | 'insert' | 'up' | 'down' | undefined {
  if (altKey || ctrlKey || metaKey || nativeEvent.isComposing) return undefined;
  if (key === 'Enter') return shiftKey ? 'insert' : 'next';
  if (key === 'ArrowDown') return 'down';
  return key === 'ArrowUp' ? 'up' : undefined;
}

type Cell = NonNullable<ReturnType<typeof focusedCell>>;

/** Where Enter leads: along the row, then to the next row; undefined after the last box of the last row. */
function nextCell(rows: readonly GridRow[], { rowKey, cell }: Cell): Cell | undefined {
  const next = cellNames[cellNames.indexOf(cell === 'copies' ? 'day' : cell) + 1];
  if (next) return { rowKey, cell: next };
  const below = neighbour(rows, rowKey, 'down');
  return below === undefined ? undefined : { rowKey: below, cell: 'category' };
}

const neighbour = (rows: readonly GridRow[], rowKey: string, step: 'up' | 'down'): string | undefined =>
  rows[rows.findIndex(({ key }) => key === rowKey) + (step === 'down' ? 1 : -1)]?.key;

const worstOf = (issues: readonly Issue[]) => {
  if (issues.length === 0) return undefined;
  return issues.some(({ severity }) => severity !== 'warning') ? 'error' : 'warning';
};
