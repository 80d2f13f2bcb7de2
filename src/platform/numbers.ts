import { sql } from 'kysely';
import type { Scoped } from './scoped.ts';

/** The next number of a series, from 1: a call that fails gives it back, and no two calls share one. */
export async function nextNumber(tx: Scoped, series: string): Promise<number> {
  const { last } = await tx
    .insert('number_series', { series, last: 1 })
    .onConflict((oc) => oc.columns(['institution_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}
