import type { LedgerEvent } from '../core/event.ts';
import type { Actor } from '../core/scope.ts';
import type { Context, House, JobData } from './house.ts';
import { appendStatement } from './ledger.ts';
import { auditStatement, inTransaction, react } from './run.ts';

/**
 * A transaction of a job: like a call, under the scope of the one who asked for it, with its events and an audit line that commit
 * together. `operation` is a key of the audit log, `digitisation.processDossier` for one.
 */
export async function inJob<T>(
  house: House,
  { institutionId, userId }: JobData,
  operation: string,
  body: (context: Pick<Context, 'tx' | 'actor' | 'now' | 'blobs'>) => Promise<{ result: T; events: readonly LedgerEvent[] }>,
): Promise<T> {
  const began = performance.now();
  const now = house.clock();
  const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
  const actor: Actor = { userId, loginName: '', displayName: '', institutionId, permissions: new Set(), scope };
  return inTransaction(house, scope, async (tx) => {
    const { result, events } = await body({ tx, actor, now, blobs: house.blobs });
    const all = await react(house, { tx, now }, events);
    const append = all.length > 0 ? [await appendStatement(house, tx, userId, now, all)] : [];
    const line = auditStatement({
      operation: { name: operation },
      caller: { actor, door: 'job', address: 'worker' },
      outcome: 'done',
      input: {},
      now,
      began,
    });
    return { result, statements: [...append, line] };
  });
}
