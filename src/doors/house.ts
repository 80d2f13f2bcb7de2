import os from 'node:os';
import path from 'node:path';
import { openSetupLink } from '../modules/accounts/index.ts';
import { openBlobs } from '../platform/blobs.ts';
import { type DataFolder, readKey } from '../platform/data-folder.ts';
import { openDb } from '../platform/db.ts';
import type { House, Module } from '../platform/house.ts';
import { openImagingPool } from '../platform/imaging/pool.ts';
import { openTileStore } from '../platform/imaging/tile-store.ts';
import type { Part } from '../platform/instance.ts';
import { migrateJobs, openJobs } from '../platform/jobs.ts';
import { openDatabase } from '../platform/open.ts';
import { refuseCycles } from '../platform/reactions.ts';
import { modules } from './modules.ts';

/**
 * Opens the house on a data folder for what this process does: database, key, blobs, modules. `setupLink` gives a fresh link while
 * there is no user. When it closes, `isLast` says whether the database goes with it.
 */
export async function openHouse(folder: DataFolder, parts: readonly Part[], isLast: () => boolean) {
  refuseCycles(modules);
  const database = await openDatabase(folder);
  await migrateJobs(database.owner, queuesOf(modules));
  const db = openDb(database.app, 20);
  const boss = openJobs(database.app);
  await boss.start();
  const house: House = { db, modules, ...keptOutside(folder), ...openImaging(folder), boss, clock: () => new Date() };
  for (const { recover } of modules) for (const part of parts) await recover?.[part]?.(house);
  const setupLink = () => asOwner(database.owner, openSetupLink);
  const close = async () => {
    await house.imaging.close(); // pages under way wait for the next start
    await boss.stop({ timeout: 10_000 });
    await db.destroy();
    await database.stop(isLast());
  };
  return { house, setupLink, close };
}

/** The queues of all modules' background steps. */
export const queuesOf = (list: readonly Module[]) => list.flatMap(({ jobs }) => Object.keys(jobs ?? {}));

/** Decoders for all cores but none before the first page; they read the blobs and write into folders of their own. */
export function openImaging({ storage }: Pick<DataFolder, 'storage'>): Pick<House, 'imaging' | 'tiles'> {
  const tiles = path.join(storage, 'tiles');
  const imaging = openImagingPool({
    ...{ size: os.availableParallelism(), memoryMb: 2500, timeoutMs: 120_000 },
    // what came and is not judged lies in staging
    ...{ readFolders: [path.join(storage, 'blobs'), path.join(storage, 'staging')], writeFolders: [path.join(storage, 'imaging'), tiles] },
  });
  return { imaging, tiles: openTileStore(imaging, tiles) };
}

/** What the database does not hold: the key of the row digests, the folders, and the blobs. */
export const keptOutside = (folder: DataFolder) => ({
  rowKey: readKey(folder, 'row-key'),
  files: folder,
  blobs: openBlobs(path.join(folder.storage, 'blobs')),
});

/** Runs `work` with a connection of the schema's owner, which sees all institutions. */
export async function asOwner<T>(ownerUrl: string, work: (db: ReturnType<typeof openDb>) => Promise<T>): Promise<T> {
  const db = openDb(ownerUrl, 2);
  return work(db).finally(() => db.destroy());
}
