import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { findRuns, upload } from '../../../../modules/opening/contract.ts';
import { runStates } from '../../../../modules/opening/rules.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { PickList } from './PickList.tsx';
import { isBusy, type RunRow } from './useRun.ts';
import '../../styles/digitisation.css';
import '../../styles/opening.css';

const PAGE = 50;
const WHILE_BUSY_MS = 2000;

/** 期初建账: lists of what stood on the shelves when the centre took Lantai into use. */
export function Openings() {
  const { page } = useUrlFilters();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery({
    queryKey: [findRuns.name, page.cursor],
    queryFn: () => call(findRuns, { before: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.runs.some(isBusy) ? WHILE_BUSY_MS : false),
  });
  const sending = useMutation({
    mutationFn: (file: File) => call(upload, { fileName: file.name.slice(-120) }, file.slice(0, file.size, 'application/octet-stream')),
    onSuccess: ({ runId }) => navigate({ to: '/opening/$runId' as string, params: { runId } as never }),
  });
  useShortcut('n', '选择清单', () => document.getElementById('opening-list')?.click());
  return (
    <Sheet isPaper={false} note="把接管时已经在架的档案登入系统：上传清单，试导，确认后建账">
      <div className="imports">
        <div className="sheet imports-in">
          <PickList isSending={sending.isPending} take={(file) => sending.mutate(file)} />
          <IssueList refusal={sending.error ? refusalOf(sending.error, true) : undefined} />
          <Steps />
        </div>
        <div className="sheet">
          <DataTable
            {...{ label: '已上传的清单', columns, rows: data?.runs, keyOf: ({ id }: RunRow) => id, error }}
            onRetry={() => void refetch()}
            empty={<EmptyState title="还没有上传过清单">把在架清单（Excel 或 CSV）拖到左边，或按 N 选择文件。</EmptyState>}
          />
          <KeysetPager page={page} next={data?.next}>
            本页 {data?.runs.length ?? 0} 份，最新上传的在前
          </KeysetPager>
        </div>
      </div>
    </Sheet>
  );
}

const Steps = () => (
  <ol className="opening-steps muted">
    <li>列对应：每一列是什么，选一次，下次同样的表头不用再选。</li>
    <li>试导：逐行检查，一次列出全部问题，不写入任何内容。</li>
    <li>建账：可导入的行分批写入，业务日期为接管日；可随时停止、继续。</li>
    <li>未通过的行下载改正后再传；建错的可整批或逐行撤销。</li>
  </ol>
);

const tints: Partial<Record<RunRow['state'], string>> = {
  ...{ judged: 'tag tag-amber', stopped: 'tag tag-amber', committed: 'tag tag-verified', undone: 'tag tag-vermilion' },
};

/** 状态 of a list as a tag. */
export const RunTag = ({ state }: Pick<RunRow, 'state'>) => <span className={tints[state] ?? 'tag'}>{runStates[state]}</span>;

const columns: readonly Column<RunRow>[] = [
  {
    ...{ key: 'file', title: '清单' },
    render: ({ id, fileName }) => (
      <Link to={'/opening/$runId' as string} params={{ runId: id } as never} className="quiet-link" title={fileName}>
        {fileName}
      </Link>
    ),
  },
  { key: 'state', title: '状态', width: 84, render: (run) => <RunTag state={run.state} /> },
  { key: 'rows', title: '行数', width: 72, isNumber: true, render: ({ rowCount }) => rowCount },
  { key: 'opened', title: '已建账', width: 72, isNumber: true, render: ({ counts }) => counts.opened },
  { key: 'refused', title: '未通过', width: 72, isNumber: true, render: ({ counts }) => counts.refused },
  { key: 'asOf', title: '接管日', width: 104, render: ({ asOf }) => asOf ?? <span className="muted">—</span> },
  { key: 'at', title: '上传', width: 136, render: ({ createdAt }) => formatInstant(createdAt) },
  { key: 'by', title: '上传人', width: 84, render: ({ createdBy }) => createdBy },
];
