import { Problem } from '../../core/problem.ts';
import type { Context } from '../../platform/house.ts';
import { busyStates, type RunState, runStates } from './rules.ts';
import * as runs from './store/runs.ts';

const queues: Partial<Record<RunState, string>> = { judging: 'opening.judge', committing: 'opening.commit', undoing: 'opening.undo' };

/** The queue of the background step that a run is in. */
export const queueOf = (state: RunState): string | undefined => queues[state];

/** Locks a run that must be in one of `states`. @throws not_found, conflict */
export async function lockIn({ tx }: Pick<Context, 'tx'>, runId: string, states: readonly RunState[]): Promise<runs.Run> {
  const run = await runs.lockRun(tx, runId);
  if (!run) throw new Problem('not_found', `opening run ${runId}`);
  if (states.includes(run.state)) return run;
  const isBusy = busyStates.includes(run.state);
  const message = isBusy
    ? `清单正在处理（${runStates[run.state]}），请等它完成或先停止`
    : `清单现为“${runStates[run.state]}”，不能这样做；请刷新`;
  throw new Problem('conflict', `run is ${run.state}`, [{ path: 'runId', message }]);
}

/** Puts a run into a step and asks for its work. */
export async function begin(
  { tx, actor, now, sendJob }: Pick<Context, 'tx' | 'actor' | 'now' | 'sendJob'>,
  runId: string,
  state: 'judging' | 'committing' | 'undoing',
  stepTotal: number,
  change: Parameters<typeof runs.updateRun>[2] = {},
): Promise<void> {
  const step = { state, stepDone: 0, stepTotal, stepBeganAt: now, stepBy: actor.userId, isStopping: false, faultCount: 0 };
  await runs.updateRun(tx, runId, { ...change, ...step });
  const queue = queueOf(state);
  if (queue) await sendJob(queue, { runId });
}
