import type { House, Job, JobData } from '../../../platform/house.ts';
import { log } from '../../../platform/log.ts';
import { inTransaction } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { RunState } from '../rules.ts';
import * as runs from '../store/runs.ts';

/** A transaction that is no call and no fact. */
export function alone<T>(house: House, { institutionId }: JobData, body: (tx: Scoped) => Promise<T>): Promise<T> {
  const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
  return inTransaction(house, scope, async (tx) => ({ result: await body(tx), statements: [] }));
}

/** Lets calls be served between two pieces of work that keep the processor. */
export const breathe = () => new Promise((resolve) => setImmediate(resolve));

const TRIES = 3;

/**
 * A step of a run as a job. One that breaks down is tried again by the job system; the third time it rests, so that a person can go on or
 * take back, and says so. What was committed stays either way.
 */
export const stepJob = (run: Job['run'], busy: RunState, resting: RunState): Job => ({
  concurrency: 1,
  run: async (house, data) => {
    try {
      await run(house, data);
    } catch (error) {
      log('error', 'opening step broke down', { run: String(data['runId']), state: busy, error: String(error) });
      if (!(await countFault(house, data, busy, resting))) throw error;
    }
  },
});

/** Whether the step rests from now on. */
const countFault = (house: House, data: JobData, busy: RunState, resting: RunState) =>
  alone(house, data, async (tx) => {
    const runId = String(data['runId']);
    const run = await runs.lockRun(tx, runId);
    if (run?.state !== busy) return true;
    const faultCount = run.faultCount + 1;
    const isResting = faultCount >= TRIES;
    await runs.updateRun(tx, runId, { faultCount, ...(isResting ? { state: resting, isStopping: false } : {}) });
    return isResting;
  });
