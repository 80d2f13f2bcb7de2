import type { House, JobData } from '../../../platform/house.ts';
import { inTransaction } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';

/** A transaction that is no call and no fact. */
export function alone<T>(house: House, { institutionId }: JobData, body: (tx: Scoped) => Promise<T>): Promise<T> {
  const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
  return inTransaction(house, scope, async (tx) => ({ result: await body(tx), statements: [] }));
}

/** Lets calls be served between two pieces of work that keep the processor. */
export const breathe = () => new Promise((resolve) => setImmediate(resolve));
