import type { OutputOf } from '../../../../../core/operation.ts';
import type { readRoll } from '../../../../../modules/reception/contract.ts';
import { type RollColumns, type RollField, rollFieldNames, rollFields } from '../../../../../modules/reception/rules.ts';

type Read = OutputOf<typeof readRoll>;

/** Which column means what: guessed or remembered, changed here; the first rows stand under it to be compared. */
export function MapColumns({ read, onChange }: { read: Read; onChange: (columns: RollColumns) => void }) {
  const { titles, samples, columns, isRemembered } = read;
  const fieldOf = (column: number) => rollFieldNames.find((field) => columns[field] === column);
  const choose = (column: number, chosen: string) => {
    const kept = Object.entries(columns).filter(([field, at]) => field !== chosen && at !== column);
    onChange(Object.fromEntries(chosen === '' ? kept : [...kept, [chosen, column]]) as RollColumns);
  };
  return (
    <section aria-label="各列含义">
      <p className="muted">
        {isRemembered ? '已按上次这家单位同样标题行的对应读取；可改' : '已按标题猜测各列含义；不对的请改，导入后记住'}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="roll-map" tabIndex={0} aria-label="名册前几行">
        <table className="list">
          <thead>
            <tr>
              {titles.map((title, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col">
                  <div>{title || `第 ${column + 1} 列`}</div>
                  <select
                    className="field"
                    aria-label={`“${title || `第 ${column + 1} 列`}”是`}
                    value={fieldOf(column) ?? ''}
                    onChange={({ target }) => choose(column, target.value)}
                  >
                    <option value="">不用</option>
                    {rollFieldNames.map((field: RollField) => (
                      <option key={field} value={field}>
                        {rollFields[field][0]}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its place
              <tr key={row}>
                {titles.map((_, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column}>{cells[column] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
