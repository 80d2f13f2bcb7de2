import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { House } from '../../platform/house.ts';
import { send } from '../../platform/jobs.ts';
import { inTransaction } from '../../platform/run.ts';
import { dropStage, stageOf, stagingFolder } from './staging.ts';
import { findInstitutionIds, findReadyIds } from './store/imports.ts';
import * as scans from './store/scans.ts';

/**
 * After a kill: removes what was received and not yet judged, and asks again for the steps that were under way. A step that the job
 * system also repeats finds nothing left to do. Only one process opens a data folder, so nobody else is at work here.
 */
export async function recover(house: House): Promise<void> {
  const ready = new Set<string>();
  for (const institutionId of await findInstitutionIds(house.db)) {
    const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
    await inTransaction(house, scope, async (tx) => {
      for (const id of await findReadyIds(tx)) ready.add(id);
      for (const { id, dossierId, state } of await scans.findUnfinished(tx)) {
        const queue = state === 'processing' ? 'digitisation.process' : 'digitisation.publish';
        const userId = (await scans.getLastActor(tx, id)) ?? 'operator';
        await send(house.boss, tx.db, queue, { institutionId, userId, dossierId });
      }
      return { result: undefined, statements: [] };
    });
  }
  const left = await readdir(stagingFolder(house.files)).catch(() => []);
  for (const id of left.filter((name) => !ready.has(name))) await dropStage(stageOf(house.files, id));
  // images that were made and not yet kept are made again
  await dropStage({ folder: path.join(house.files.storage, 'imaging') });
}
