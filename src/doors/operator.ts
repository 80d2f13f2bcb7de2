import { v7 as newId } from 'uuid';
import { openDataFolder } from '../platform/data-folder.ts';
import type { Db } from '../platform/db.ts';
import { findInstances } from '../platform/instance.ts';
import { openDatabase } from '../platform/open.ts';
import type { CommonOptions } from './command.ts';
import { asOwner, keptOutside } from './house.ts';

export type Operator = { db: Db } & ReturnType<typeof keptOutside>;

/**
 * Runs an owner command on a data folder, whether it is being served or not, and writes who did what into the audit log.
 * Stops the database again only if nobody serves it.
 */
export async function asOperator<T>(common: CommonOptions, operation: string, work: (operator: Operator) => Promise<T>): Promise<T> {
  const folder = openDataFolder(common.data);
  const isServed = Object.keys(findInstances(folder)).length > 0;
  const database = await openDatabase(folder, isServed);
  const began = performance.now();
  try {
    return await asOwner(database.owner, async (db) => {
      const audit = (outcome: string) => writeLine(db, operation, outcome, Math.round(performance.now() - began));
      try {
        const result = await work({ db, ...keptOutside(folder) });
        await audit('done');
        return result;
      } catch (error) {
        await audit('internal');
        throw error;
      }
    });
  } finally {
    await database.stop();
  }
}

async function writeLine(db: Db, operation: string, outcome: string, durationMs: number) {
  const line = {
    institution_id: 0,
    id: newId(),
    at: new Date(),
    actor_id: 'operator',
    operation,
    outcome,
    door: 'cli',
    detail: '{}',
    duration_ms: durationMs,
  };
  await db.insertInto('audit_log').values(line).execute();
}
