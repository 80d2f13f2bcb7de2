import type { Column } from './DataTable.tsx';
import type { Selection } from './useSelection.ts';

/** The first column of a list whose rows can be ticked. `nameOf` says which row, to a screen reader. */
export const selectionColumn = <Row,>(selection: Selection, keyOf: (row: Row) => string, nameOf: (row: Row) => string): Column<Row> => ({
  ...{ key: 'select', title: '选', width: 42 },
  render: (row) => (
    <input
      type="checkbox"
      aria-label={`选择 ${nameOf(row)}`}
      checked={selection.has(keyOf(row))}
      onChange={(event) => selection.set(keyOf(row), event.target.checked)}
    />
  ),
});
