import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { drill } from '../../../../modules/evaluation/contract.ts';
import { measureNames, type Work, works } from '../../../../modules/evaluation/measures.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { Drawer } from '../../parts/Drawer.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { may, useSession } from '../../session.ts';
import { Subject } from './Subject.tsx';
import { useDossierNames } from './useDossierNames.ts';
import type { Drilled, DrillRow, Evaluation } from './useEvaluation.ts';

const PAGE = 50;
const workOf = (measure: string): string | undefined => works[measure.replace('plan.', '') as Work];

/** The rows behind a figure, as of the same day and the same event of the ledger. */
export function Drill({ drilled: { measure }, evaluation, close }: { drilled: Drilled; evaluation: Evaluation; close: () => void }) {
  const { year, asOf, ledger } = evaluation;
  const session = useSession();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: [drill.name, year, asOf, measure, ledger.seq],
    queryFn: ({ pageParam }) => call(drill, { year, asOf, measure, seq: ledger.seq, after: pageParam, limit: PAGE }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const rows = data?.pages.flatMap((page) => page.rows);
  const names = useDossierNames(may(session, 'dossier.read') ? (rows ?? []) : []);
  const total = data?.pages[0]?.total;
  const columns: Column<DrillRow>[] = [
    { key: 'day', title: '日期', width: 104, render: ({ day }) => day },
    { key: 'type', title: '事项', width: 116, render: ({ typeName }) => typeName },
    {
      ...{ key: 'subject', title: '对象' },
      render: (row) => <Subject row={row} names={names} plan={row.subjectKind === 'plan' ? workOf(measure) : undefined} />,
    },
    { key: 'amount', title: '数量', width: 64, isNumber: true, render: ({ amount }) => (amount > 0 ? `+${amount}` : amount) },
    {
      ...{ key: 'marks', title: '标记', width: 150 },
      render: ({ isLate, correctsSeq }) => (
        <span className="tags">
          {isLate ? <span className="tag tag-amber">迟录</span> : null}
          {correctsSeq === null ? null : <span className="tag tag-amber">更正第 {correctsSeq} 条</span>}
        </span>
      ),
    },
    { key: 'recorded', title: '记入台账', width: 134, render: ({ recordedAt }) => formatInstant(recordedAt) },
    { key: 'seq', title: '第几条', width: 68, isNumber: true, render: ({ seq }) => seq },
  ];
  return (
    <Drawer title={measureNames[measure] ?? measure} close={close}>
      <div className="drawer-note">
        {year} 年度截至 {asOf}，台账第 {ledger.seq} 条以前：合计 <b>{total ?? '…'}</b>
      </div>
      <DataTable
        {...{ label: '明细', columns, rows, keyOf: (row: DrillRow) => `${row.seq} ${row.day} ${row.amount}`, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有记录">截止日以前没有发生这类事项。</EmptyState>}
      />
      <div className="pager">
        <span>已列出 {rows?.length ?? 0} 条，最早的在前</span>
        {hasNextPage ? (
          <div className="pager-end">
            <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              再列 {PAGE} 条
            </Button>
          </div>
        ) : null}
      </div>
    </Drawer>
  );
}
