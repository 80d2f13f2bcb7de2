import type { Issue } from '../../../../core/problem.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { IssueText } from '../../parts/IssueText.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import type { Selection } from '../../parts/useSelection.ts';
import type { Waiting } from './useWaiting.ts';
import { codeColumn, handedOverColumns, volumeColumns } from './waiting-columns.tsx';

type Work = {
  selection: Selection;
  /** By volume id, the place that it is to have. */
  places: ReadonlyMap<string, string>;
  place: (ids: readonly string[], address: string | undefined) => void;
  issues: readonly Issue[];
};

/** The columns for who only looks, or, with `work`, for who shelves. */
export function acceptColumns(work: Work | undefined): readonly Column<Waiting>[] {
  if (!work) return [...volumeColumns, codeColumn, ...handedOverColumns];
  const { selection, places, place, issues } = work;
  const address: Column<Waiting> = {
    ...{ key: 'address', title: '库位', isWrapped: true },
    render: ({ id, barcode }) => {
      const issue = issues.find(({ message }) => message.includes(barcode));
      return (
        <>
          {places.has(id) ? (
            <span className="place">
              <span className="code">{places.get(id)}</span>
              <button type="button" className="plain-button" aria-label={`取消 ${barcode} 的库位`} onClick={() => place([id], undefined)}>
                取消
              </button>
            </span>
          ) : null}
          {issue ? (
            <div className="fault" role="alert">
              <IssueText issue={issue} />
            </div>
          ) : null}
        </>
      );
    },
  };
  return [
    selectionColumn(
      selection,
      ({ id }) => id,
      ({ barcode }) => barcode,
    ),
    ...volumeColumns,
    address,
    ...handedOverColumns,
  ];
}
