import { sql } from 'kysely';
import type { Scoped } from './scoped.ts';

/** The next number of a series, from 1: a call that fails gives it back, and no two calls share one. */
export const nextNumber = (tx: Scoped, series: string): Promise<number> => nextNumbers(tx, series, 1);

/** The first of the next `count` numbers of a series; they follow each other. */
export async function nextNumbers(tx: Scoped, series: string, count: number): Promise<number> {
  const { last } = await tx
    .insert('number_series', { series, last: count })
    .onConflict((oc) => oc.columns(['institution_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + ${count}` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}
