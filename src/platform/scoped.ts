import {
  type DeleteQueryBuilder,
  type DeleteResult,
  type InsertObject,
  type InsertQueryBuilder,
  type InsertResult,
  type SelectQueryBuilder,
  sql,
  type Transaction,
  type UpdateQueryBuilder,
  type UpdateResult,
} from 'kysely';
import type { Scope } from '../core/scope.ts';
import type { Tables } from '../core/tables.gen.ts';

/** Tables that people list: each carries `institution_id`. */
export type ScopedTable = { [T in keyof Tables]: Tables[T] extends { institution_id: number } ? T : never }[keyof Tables];
type Row<T extends ScopedTable> = Omit<InsertObject<Tables, T>, 'institution_id'>;

/**
 * A transaction bound to what its caller may see. Stores take this and nothing else, so a query without scope does not compile;
 * row-level security on `institution_id` is the net below.
 */
export type Scoped = {
  scope: Scope;
  /** The caller's own institution: all that it writes goes there. */
  institutionId: number;
  /** Rows of every institution in scope. */
  select: <T extends ScopedTable>(table: T) => SelectQueryBuilder<Tables, T, object>;
  /** Rows of the caller's own institution. */
  selectOwn: <T extends ScopedTable>(table: T) => SelectQueryBuilder<Tables, T, object>;
  insert: <T extends ScopedTable>(table: T, rows: Row<T> | readonly Row<T>[]) => InsertQueryBuilder<Tables, T, InsertResult>;
  update: <T extends ScopedTable>(table: T) => UpdateQueryBuilder<Tables, T, T, UpdateResult>;
  remove: <T extends ScopedTable>(table: T) => DeleteQueryBuilder<Tables, T, DeleteResult>;
  /** For statements that the five above can't say; still under row-level security. */
  db: Transaction<Tables>;
};

/** Binds `db` to `scope`. */
export function scopedTo(db: Transaction<Tables>, scope: Scope): Scoped {
  const [institutionId] = scope.institutions;
  const own = (table: string) => sql<boolean>`${sql.ref(`${table}.institution_id`)} = ${institutionId}`;
  // one institution by `=`, so that an index on (institution_id, …) still gives the order of its further columns
  const visible = (table: string) =>
    scope.institutions.length === 1
      ? own(table)
      : sql<boolean>`${sql.ref(`${table}.institution_id`)} = any (${sql.val([...scope.institutions])})`;
  // the casts only widen what Kysely infers for one table name to the same for any
  const from = <T extends ScopedTable>(table: T) => db.selectFrom(table as ScopedTable) as unknown as SelectQueryBuilder<Tables, T, object>;
  return {
    scope,
    institutionId,
    db,
    select: (table) => from(table).where(visible(table)),
    selectOwn: (table) => from(table).where(own(table)),
    insert: <T extends ScopedTable>(table: T, rows: Row<T> | readonly Row<T>[]) => {
      const list = Array.isArray(rows) ? (rows as readonly Row<T>[]) : [rows as Row<T>];
      const values = list.map((row) => ({ ...row, institution_id: institutionId })) as unknown as InsertObject<Tables, T>[];
      return db.insertInto(table).values(values);
    },
    update: <T extends ScopedTable>(table: T) =>
      (db.updateTable(table as ScopedTable) as unknown as UpdateQueryBuilder<Tables, T, T, UpdateResult>).where(own(table)),
    remove: <T extends ScopedTable>(table: T) =>
      (db.deleteFrom(table as ScopedTable) as unknown as DeleteQueryBuilder<Tables, T, DeleteResult>).where(own(table)),
  };
}
