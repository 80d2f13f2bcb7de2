import pg from 'pg';

/** Whether an error of the database says that somebody else was at the same rows, so that a second look may succeed. */
export const isClash = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && ['23505', '40P01', '40001'].includes(error.code ?? '');
