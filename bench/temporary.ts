import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openImaging, queuesOf } from '../src/doors/house.ts';
import { modules } from '../src/doors/modules.ts';
import { openBlobs } from '../src/platform/blobs.ts';
import { openDb } from '../src/platform/db.ts';
import type { House } from '../src/platform/house.ts';
import { migrateJobs, openJobs } from '../src/platform/jobs.ts';
import { migrate } from '../src/platform/migrate.ts';
import { startPostgres } from '../src/platform/postgres.ts';
import { provision } from '../src/platform/provision.ts';

/** A house on a durable database of its own, for one measurement; `close` removes all of it. */
export async function openTemporaryHouse(connections: number) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-bench-'));
  fs.chmodSync(folder, 0o711); // the database's user must pass
  const server = await startPostgres(path.join(folder, 'postgres'), { settings: { shared_buffers: '512MB', max_connections: '120' } });
  const urls = await provision(server.url, 'bench');
  await migrate(urls.owner);
  await migrateJobs(urls.owner, queuesOf(modules));
  const db = openDb(urls.app, connections);
  const owner = openDb(urls.owner, 2);
  const boss = openJobs(urls.app);
  const files = { inbox: folder, storage: folder };
  const house: House = {
    db,
    modules,
    rowKey: Buffer.alloc(32, 1),
    blobs: openBlobs(path.join(folder, 'blobs')),
    files,
    imaging: openImaging(files),
    boss,
    clock: () => new Date(),
  };
  const close = async () => {
    await house.imaging.close();
    await db.destroy();
    await owner.destroy();
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  };
  return { house, owner, close };
}

/** Founds the one institution of a measurement, with a user to act as. */
export async function foundInstitution(
  owner: Awaited<ReturnType<typeof openTemporaryHouse>>['owner'],
): Promise<{ institutionId: number; userId: string }> {
  const now = new Date();
  const { id } = await owner
    .insertInto('institution')
    .values({ parent_id: null, path: [1], code: '440117', name: '示例', created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow();
  const userId = crypto.randomUUID();
  const user = {
    id: userId,
    institution_id: id,
    login_name: 'bench',
    display_name: 'bench',
    password_hash: '',
    must_change: false,
    kinds: ['floating'],
    created_at: now,
  };
  await owner.insertInto('app_user').values(user).execute();
  return { institutionId: id, userId };
}
