import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { refusedRows, stopRun } from '../../../../modules/opening/contract.ts';
import { addressOf, CallError, call } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Columns } from './Columns.tsx';
import { Missing } from './Missing.tsx';
import { RunTag } from './Openings.tsx';
import { Progress } from './Progress.tsx';
import { Rows } from './Rows.tsx';
import { type Act, RunDialog } from './RunDialog.tsx';
import { isBusy, type Run, useRun, useRunChanged } from './useRun.ts';
import '../../styles/opening.css';

/** 期初清单: one list from its columns to the books. */
export function OpeningRun() {
  const { runId = '' } = useParams({ strict: false }) as { runId?: string };
  const { data, error } = useRun(runId);
  if (error instanceof CallError && error.code === 'not_found')
    return (
      <EmptyState title="没有这份清单" action={<Link to={'/opening' as string}>回到期初建账</Link>}>
        可能已放弃，或其中有您不办理的档案类别。
      </EmptyState>
    );
  if (error && !data) return <IssueList refusal={refusalOf(error)} />;
  return data ? <Shown key={runId} run={data} /> : <p className="empty">正在读取…</p>;
}

function Shown({ run }: { run: Run }) {
  const [act, setAct] = useState<Act>();
  const [isChanging, setChanging] = useState(false);
  const isOpen = run.state === 'uploaded' || (run.state === 'judged' && isChanging);
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          <Link to={'/opening' as string} className="quiet-link">
            期初建账
          </Link>{' '}
          <span className="opening-file" title={run.fileName}>
            {run.fileName}
          </span>
        </h1>
        <RunTag state={run.state} />
        <span className="muted">{run.asOf ? `共 ${run.rowCount} 行，接管日 ${run.asOf}` : `共 ${run.rowCount} 行`}</span>
        <div className="page-end">
          <Acts run={run} setAct={setAct} isChanging={isChanging} change={() => setChanging(!isChanging)} />
        </div>
      </div>
      {run.step.isBroken ? <IssueList refusal={BROKEN} /> : null}
      {isBusy(run) ? <Working run={run} /> : null}
      {isOpen ? <Columns run={run} onJudged={() => setChanging(false)} /> : null}
      {!isOpen && run.state !== 'judging' ? (
        <>
          {run.state === 'judged' ? <Missing run={run} /> : null}
          <Rows run={run} />
        </>
      ) : null}
      {act ? <RunDialog {...{ run, act }} close={() => setAct(undefined)} /> : null}
    </div>
  );
}

const BROKEN = { title: '上次处理中断：系统出错', advice: '已写入的保留，可以接着做；再次中断请把时间告诉系统管理员查看日志', issues: [] };

type ActsProps = { run: Run; setAct: (act: Act) => void; isChanging: boolean; change: () => void };

/** What can be done with a list as it stands: one primary action at most. */
function Acts({ run, setAct, isChanging, change }: ActsProps) {
  if (isBusy(run)) return null;
  const { state, counts } = run;
  const left = counts.ready + counts.warned - counts.opened - counts.undone;
  const may = actsIn(run, isChanging);
  return (
    <>
      {may.discard ? (
        <Button danger onClick={() => setAct('discard')}>
          放弃清单
        </Button>
      ) : null}
      {may.change ? <Button onClick={change}>{isChanging ? '看试导结果' : '改列对应'}</Button> : null}
      {may.download ? <Button href={addressOf(refusedRows, { runId: run.id })}>下载未通过的 {counts.refused} 行</Button> : null}
      {may.undo ? (
        <Button danger onClick={() => setAct('undo')}>
          整批撤销
        </Button>
      ) : null}
      {may.commit ? (
        <Button type="primary" disabled={left <= 0} onClick={() => setAct('commit')}>
          {state === 'stopped' ? `继续建账（余 ${left} 行）` : `正式建账（${left} 行）`}
        </Button>
      ) : null}
    </>
  );
}

function actsIn({ state, counts }: Run, isChanging: boolean) {
  const isNotBegun = state === 'uploaded' || state === 'judged';
  return {
    ...{ discard: isNotBegun, change: state === 'judged', download: counts.refused > 0 && state !== 'uploaded' },
    undo: counts.opened > 0 && (state === 'committed' || state === 'stopped'),
    commit: (state === 'judged' && !isChanging) || state === 'stopped',
  };
}

function Working({ run }: { run: Run }) {
  const changed = useRunChanged();
  const { mutate, isPending, error } = useMutation({ mutationFn: () => call(stopRun, { runId: run.id }), onSuccess: changed });
  return (
    <>
      <IssueList refusal={error ? refusalOf(error, true) : undefined} />
      <Progress run={run} isStopping={isPending || run.step.isStopping} stop={() => mutate()} />
    </>
  );
}
