import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../../core/problem.ts';
import type { StorageRoot } from './storage-root.ts';

/** The folder of one version being written; its name says for which object and by which process. */
export type Stage = { path: string; close(): Promise<void> };

/** A staging folder found, and whether its writer is still there. `foreign` means another machine: nobody here can know. */
export type FoundStage = { path: string; objectKey: string; owner: 'alive' | 'gone' | 'foreign' };

/** Milliseconds a writer waits for another writer of the same object. */
const WAIT_MS = 15_000;

/**
 * Opens a stage and with it the only right to write this object, among all processes on this file system: everybody first makes a
 * folder of their own and then looks for others, so that of two at least one sees the other and steps back. A killed writer's folder
 * counts for nothing, so no lock is left behind.
 * @throws conflict when another writer holds the object longer than 15 s.
 */
export async function openStage(root: StorageRoot, objectId: string): Promise<Stage> {
  const objectKey = toObjectKey(objectId);
  const giveUpAt = performance.now() + WAIT_MS;
  for (;;) {
    const path = join(root.stagingPath, [objectKey, encodeURIComponent(hostname()), process.pid, randomUUID()].join('~'));
    await mkdir(path);
    const others = (await findStages(root)).filter(
      (stage) => stage.objectKey === objectKey && stage.path !== path && stage.owner !== 'gone',
    );
    if (others.length === 0) return { path, close: () => rm(path, { recursive: true, force: true }) };
    await rm(path, { recursive: true });
    if (performance.now() > giveUpAt) throw new Problem('conflict', `object is being written by ${others[0]?.path}`);
    await sleep(5 + Math.random() * 40);
  }
}

/** Everything that stands in the staging folder and is a stage. */
export async function findStages(root: StorageRoot): Promise<FoundStage[]> {
  const names = await readdir(root.stagingPath);
  return names.flatMap((name) => {
    const [objectKey, host, pid] = name.split('~');
    if (!objectKey || !host || !pid) return [];
    const owner = host === encodeURIComponent(hostname()) ? ownerOf(Number(pid)) : 'foreign';
    return [{ path: join(root.stagingPath, name), objectKey, owner }];
  });
}

function toObjectKey(objectId: string): string {
  return createHash('sha256').update(objectId, 'utf8').digest('hex').slice(0, 32);
}

function ownerOf(pid: number): 'alive' | 'gone' {
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : 'gone';
  }
}
