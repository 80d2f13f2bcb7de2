import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { permissionNames } from '../src/core/permissions.ts';
import type { Actor } from '../src/core/scope.ts';
import { openImaging, queuesOf } from '../src/doors/house.ts';
import { modules } from '../src/doors/modules.ts';
import { openBlobs } from '../src/platform/blobs.ts';
import { type Db, openDb } from '../src/platform/db.ts';
import type { House } from '../src/platform/house.ts';
import { migrateJobs, openJobs } from '../src/platform/jobs.ts';
import { migrate } from '../src/platform/migrate.ts';
import { startPostgres } from '../src/platform/postgres.ts';
import { provision } from '../src/platform/provision.ts';
import { execute } from '../src/platform/run.ts';

/** A house on a durable database of its own, for one measurement, with an institution and a user who may do everything; `close` removes all of it. */
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
  await boss.start();
  const files = { inbox: folder, storage: folder };
  const house: House = {
    db,
    modules,
    rowKey: Buffer.alloc(32, 1),
    blobs: openBlobs(path.join(folder, 'blobs')),
    files,
    ...openImaging(files),
    boss,
    clock: () => new Date(),
  };
  const close = async () => {
    await boss.stop({ graceful: false });
    await house.imaging.close();
    await db.destroy();
    await owner.destroy();
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  };
  const { institutionId, userId } = await foundInstitution(owner);
  const scope = { institutions: [institutionId] as [number], kinds: ['floating'] as const };
  const actor: Actor = { userId, loginName: 'bench', displayName: 'bench', institutionId, permissions: new Set(permissionNames), scope };
  const implementations = new Map(modules.flatMap((m) => m.operations.map((i) => [i.operation.name, i] as const)));
  /** Any operation, through the one path of all calls. */
  const ask = <T = unknown>(name: string, input: object, body?: AsyncIterable<Uint8Array>): Promise<T> => {
    const implementation = implementations.get(name);
    if (!implementation) throw new Error(`no operation ${name}`);
    return execute(house, { actor, door: 'cli', address: 'bench', ...(body ? { body } : {}) }, implementation, input) as Promise<T>;
  };
  /** For floors that only the database's own user may lay: COPY from a file. */
  const superuser = async <T>(body: (db: Db) => Promise<T>): Promise<T> => {
    const address = new URL(server.url);
    address.pathname = new URL(urls.owner).pathname;
    const su = openDb(address.href, 1);
    return body(su).finally(() => su.destroy());
  };
  return { house, owner, folder, institutionId, userId, ask, close, superuser };
}

async function foundInstitution(owner: Db): Promise<{ institutionId: number; userId: string }> {
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
