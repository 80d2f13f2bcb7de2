import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { gaps } from '../../../../modules/holdings/rules.ts';
import { findRows, undoRows } from '../../../../modules/opening/contract.ts';
import { type RowFilter, rowFilters, verdicts } from '../../../../modules/opening/rules.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { IssueText } from '../../parts/IssueText.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useSelection } from '../../parts/useSelection.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { isBusy, type Row, type Run, useRunChanged } from './useRun.ts';

const PAGE = 50;
const keyOf = ({ rowNo }: Row) => String(rowNo);

/** The rows of a list with what was found, filtered by what became of them. */
export function Rows({ run }: { run: Run }) {
  const { filters, set, page } = useUrlFilters();
  const asked = filters['show'];
  const filter = asked !== undefined && asked in rowFilters ? (asked as RowFilter) : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findRows.name, run.id, filter, page.cursor, run.state],
    queryFn: () => call(findRows, { runId: run.id, filter, ...(page.cursor ? { after: Number(page.cursor) } : {}), limit: PAGE }),
    placeholderData: (before) => before,
  });
  const undoable = data?.rows.filter(({ state }) => state === 'opened') ?? [];
  const selection = useSelection(undoable.map(keyOf));
  const canUndo = !isBusy(run) && undoable.length > 0;
  return (
    <div className="sheet">
      <div className="filters">
        <FilterChips label="显示" choices={choicesFor(run)} value={filter} onChange={(chosen) => set({ show: chosen })} />
      </div>
      <DataTable
        {...{ label: '清单各行', rows: data?.rows, keyOf, error }}
        columns={canUndo ? [undoColumn(selection), ...columns] : columns}
        onRetry={() => void refetch()}
        empty={<EmptyState title={filter ? `没有“${rowFilters[filter]}”的行` : '没有行'}>再点一次筛选可显示全部。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next === null || data?.next === undefined ? null : String(data.next)}>
        本页 {data?.rows.length ?? 0} 行{' '}
        {canUndo ? <UndoRows {...{ run }} rowNos={selection.chosen.map(Number)} onDone={selection.clear} /> : null}
      </KeysetPager>
    </div>
  );
}

const undoColumn = (selection: ReturnType<typeof useSelection>): Column<Row> => {
  const column = selectionColumn(selection, keyOf, ({ rowNo }: Row) => `第 ${rowNo} 行`);
  return { ...column, render: (row) => (row.state === 'opened' ? column.render(row) : null) };
};

/** What only says what may be done. */
const before: ReadonlySet<RowFilter> = new Set(['ready', 'warned']);

/** Each with how many there are; what there is none of is not offered. */
function choicesFor({ counts, state }: Run): Record<RowFilter, string> {
  const isOver = state === 'committed' || state === 'undoing' || state === 'undone';
  const shown = (Object.keys(rowFilters) as RowFilter[]).filter((filter) => counts[filter] > 0 && !(isOver && before.has(filter)));
  const choices = Object.fromEntries(shown.map((filter) => [filter, `${rowFilters[filter]} ${counts[filter]}`]));
  return choices as Record<RowFilter, string>; // the chips only list what is there
}

function UndoRows({ run, rowNos, onDone }: { run: Run; rowNos: readonly number[]; onDone: () => void }) {
  const changed = useRunChanged();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" danger disabled={rowNos.length === 0} onClick={() => setOpen(true)}>
        {rowNos.length > 0 ? `撤销所选 ${rowNos.length} 行` : '撤销所选行'}
      </Button>
      {isOpen ? (
        <ReasonDialog
          {...{ title: `撤销 ${rowNos.length} 行的建账`, verb: '撤销', isDangerous: true, close: () => setOpen(false) }}
          {...{ operation: undoRows, input: { runId: run.id, rowNos } }}
          onDone={({ undoneCount }) => {
            announce(`已撤销 ${undoneCount} 行`);
            setOpen(false);
            onDone();
            changed();
          }}
        >
          档案作废、库位腾出、数字相应减去，记录都留在台账中。已办过其他业务的档案不能撤销。
        </ReasonDialog>
      ) : null}
    </>
  );
}

const tints = { ready: 'tag tag-verified', warned: 'tag tag-amber', refused: 'tag tag-vermilion', known: 'tag' } as const;

const columns: readonly Column<Row>[] = [
  { key: 'row', title: '行', width: 64, isNumber: true, render: ({ rowNo }) => rowNo },
  {
    ...{ key: 'name', title: '姓名', width: 104 },
    render: ({ name, dossierId }) =>
      dossierId ? (
        <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
          {name}
        </Link>
      ) : (
        name
      ),
  },
  { key: 'code', title: '旧编号', width: 150, render: ({ legacyCode }) => <span className="code">{legacyCode}</span> },
  {
    ...{ key: 'verdict', title: '结果', width: 92 },
    render: ({ verdict, state }) => {
      if (state === 'opened') return <span className="tag tag-verified">已建账</span>;
      if (state === 'undone') return <span className="tag">已撤销</span>;
      return verdict ? <span className={tints[verdict]}>{verdicts[verdict]}</span> : null;
    },
  },
  { key: 'places', title: '库位', width: 196, render: ({ places }) => <span className="code">{places.join('、')}</span> },
  { key: 'lacks', title: '待补', width: 130, isWrapped: true, render: ({ lacks }) => lacks.map((gap) => gaps[gap]).join('、') },
  { key: 'issues', title: '问题', isWrapped: true, render: (row) => <RowIssues row={row} /> },
];

const RowIssues = ({ row: { issues, undoIssue } }: { row: Row }) => (
  <ul className="opening-issues">
    {undoIssue ? <li className="fault">{undoIssue}</li> : null}
    {issues.map(({ path, message, rule, severity }) => (
      <li key={`${path} ${message}`} className={severity === 'warning' ? '' : 'fault'}>
        <IssueText issue={{ path, message, ...(rule ? { rule } : {}) }} />
      </li>
    ))}
  </ul>
);
