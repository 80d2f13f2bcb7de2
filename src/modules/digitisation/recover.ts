import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { House } from '../../platform/house.ts';
import { send } from '../../platform/jobs.ts';
import { inTransaction } from '../../platform/run.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { dropStage, isPublishing, stageOf, stagingFolder } from './staging.ts';
import { findInstitutionIds, findReadyIds } from './store/imports.ts';
import * as scans from './store/scans.ts';

/** After a kill: removes what was received and not yet judged. The stages of publishing belong to the worker. */
export async function dropReceived(house: House): Promise<void> {
  const ready = new Set<string>();
  await eachInstitution(house, async (tx) => {
    for (const id of await findReadyIds(tx)) ready.add(id);
  });
  await dropStages(house, (name) => !isPublishing(name) && !ready.has(name));
}

/**
 * After a kill: asks again for the steps that were under way, and removes what they had not finished. A step that the job system also
 * repeats finds nothing left to do. Only one worker opens a data folder, so nobody else is at work here.
 */
export async function askAgain(house: House): Promise<void> {
  await eachInstitution(house, async (tx, institutionId) => {
    for (const { id, dossierId, state } of await scans.findUnfinished(tx)) {
      const queue = state === 'processing' ? 'digitisation.process' : 'digitisation.publish';
      const userId = (await scans.getLastActor(tx, id)) ?? 'operator';
      await send(house.boss, tx.db, queue, { institutionId, userId, dossierId });
    }
  });
  await dropStages(house, isPublishing);
  // images that were made and not yet kept are made again
  await dropStage({ folder: path.join(house.files.storage, 'imaging') });
}

async function eachInstitution(house: House, body: (tx: Scoped, institutionId: number) => Promise<void>) {
  for (const institutionId of await findInstitutionIds(house.db)) {
    const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
    await inTransaction(house, scope, async (tx) => ({ result: await body(tx, institutionId), statements: [] }));
  }
}

async function dropStages(house: House, isLeft: (name: string) => boolean) {
  const names = await readdir(stagingFolder(house.files)).catch(() => []);
  for (const name of names.filter(isLeft)) await dropStage(stageOf(house.files, name));
}
