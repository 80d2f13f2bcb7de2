import { sql } from 'kysely';
import { Problem } from '../core/problem.ts';
import type { Scoped } from './scoped.ts';

/** One row of many: when it is refused, what it wrote is taken back and the rows around it stand. Anything but a Problem is thrown. */
export async function attempt<T>(tx: Scoped, body: () => Promise<T>): Promise<{ result: T } | { problem: Problem }> {
  await sql`savepoint attempt`.execute(tx.db);
  try {
    const result = await body();
    await sql`release savepoint attempt`.execute(tx.db);
    return { result };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint attempt`.execute(tx.db);
    return { problem: error };
  }
}
