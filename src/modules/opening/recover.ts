import type { House } from '../../platform/house.ts';
import { send } from '../../platform/jobs.ts';
import { inTransaction } from '../../platform/run.ts';
import { institutionIds } from '../../platform/verify.ts';
import { queueOf } from './steps.ts';
import { findBusy } from './store/runs.ts';

/** After a kill: asks again for the steps that were under way. One that the job system repeats too finds nothing left to do. */
export async function recover(house: House): Promise<void> {
  for (const institutionId of await institutionIds(house.db)) {
    const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
    await inTransaction(house, scope, async (tx) => {
      for (const { id, state, stepBy } of await findBusy(tx)) {
        const queue = queueOf(state);
        if (queue) await send(house.boss, tx.db, queue, { institutionId, userId: stepBy ?? 'operator', runId: id });
      }
      return { result: undefined, statements: [] };
    });
  }
}
