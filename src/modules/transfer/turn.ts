import { Problem, refuse } from '../../core/problem.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { checkTurn, type TransferState } from './rules.ts';
import * as store from './store/transfers.ts';

/** Locks transfers that must all be in one of `states`. @throws not_found, rule_broken with every one that is not */
export async function lockInTurn(tx: Scoped, ids: readonly string[], states: readonly TransferState[], doing: string) {
  const rows = await lockAll(tx, ids);
  refuse(rows.flatMap((row) => checkTurn(row, states, doing)));
  return rows;
}

/** @throws not_found when one is missing or out of scope */
export async function lockAll(tx: Scoped, ids: readonly string[]): Promise<store.TransferRow[]> {
  const unique = [...new Set(ids)];
  const rows = await store.lockTransfers(tx, unique);
  if (rows.length < unique.length) throw new Problem('not_found', 'transfers missing');
  return rows;
}
