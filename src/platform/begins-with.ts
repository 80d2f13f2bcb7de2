import { sql } from 'kysely';

/**
 * `column` begins with `text`, as a range in collation C, which an index on `column collate "C"` serves also under row-level
 * security: that pushes only leakproof comparisons into an index, and LIKE is none.
 */
export const beginsWith = (column: string, text: string) =>
  sql<boolean>`(${sql.ref(column)} collate "C" >= ${text} and ${sql.ref(column)} collate "C" < ${`${text}\u{10FFFF}`})`;
