import { Button } from 'antd';
import type { ReactNode } from 'react';
import { IssueList, refusalOf } from './IssueList.tsx';

/** `width` in px; a column without one takes what is left. */
export type Column<Row> = {
  key: string;
  title: string;
  width?: number;
  isNumber?: boolean;
  isWrapped?: boolean;
  render: (row: Row) => ReactNode;
};

type Props<Row> = {
  /** What the list holds, for a screen reader. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  keyOf: (row: Row) => string;
  error?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  /** The key of a row that has just been added. */
  freshKey?: string | undefined;
};

/** A list of 36 px rows under a header that stays. A plain table: it draws at once, and the antd Table would be 150 kB more. */
export function DataTable<Row>({ label, columns, rows, keyOf, error, onRetry, empty, freshKey }: Props<Row>) {
  if (error && !rows) {
    return (
      <div className="sheet-pad list-scroll">
        <IssueList refusal={refusalOf(error)} />
        {onRetry ? <Button onClick={onRetry}>重新读取</Button> : null}
      </div>
    );
  }
  if (rows?.length === 0) return <div className="list-scroll">{empty}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="list-scroll" aria-label={label} tabIndex={0} aria-busy={rows === undefined}>
      <table className="list">
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber }) => (
              <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows?.map((row) => (
            <tr key={keyOf(row)} className={keyOf(row) === freshKey ? 'fresh' : undefined}>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows === undefined ? <p className="empty">正在读取…</p> : null}
    </section>
  );
}

/** Text that is cut off can be read in full by pointing at it. */
function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.render(row);
  const names = [column.isNumber ? 'number' : '', column.isWrapped ? 'wrap' : ''].filter(Boolean).join(' ');
  return (
    <td className={names || undefined} title={typeof content === 'string' ? content : undefined}>
      {content}
    </td>
  );
}
