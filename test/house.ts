import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Permission } from '../src/core/permissions.ts';
import type { Actor } from '../src/core/scope.ts';
import { openImaging } from '../src/doors/house.ts';
import { modules } from '../src/doors/modules.ts';
import { openBlobs } from '../src/platform/blobs.ts';
import { openDb } from '../src/platform/db.ts';
import type { House, Implementation } from '../src/platform/house.ts';
import { openJobs } from '../src/platform/jobs.ts';
import { execute } from '../src/platform/run.ts';
import { verify } from '../src/platform/verify.ts';
import { cloneDatabase } from './database.ts';

const PASSWORD = 'Tuo-Ling-2026';

/**
 * A house on a database of this test file's own, with a founded institution. `clock.now` is the one thing that is injected:
 * set it to move in time.
 */
export async function openTestHouse(start = '2026-03-02T01:00:00Z') {
  const { db, ownerUrl, appUrl } = await cloneDatabase();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-house-'));
  const clock = { now: new Date(start) };
  const boss = openJobs(appUrl);
  await boss.start();
  const files = { inbox: path.join(folder, 'inbox'), storage: path.join(folder, 'storage') };
  for (const name of Object.values(files)) fs.mkdirSync(name);
  const house: House = {
    db,
    modules,
    rowKey: Buffer.alloc(32, 7),
    blobs: openBlobs(path.join(files.storage, 'blobs')),
    files,
    ...openImaging(files),
    boss,
    clock: () => clock.now,
  };
  const owner = openDb(ownerUrl, 2);
  afterAll(async () => {
    await boss.stop({ graceful: false });
    await house.imaging.close();
    await owner.destroy();
    fs.rmSync(folder, { recursive: true });
  });

  const implementationOf = (name: string): Implementation => {
    const found = modules.flatMap((m) => m.operations).find((i) => i.operation.name === name);
    if (!found) throw new Error(`no operation ${name}`);
    return found;
  };
  /** Any operation, through the one path of all calls. */
  const call = <T = Record<string, unknown>>(actor: Actor | undefined, name: string, input: object = {}, body?: Uint8Array) =>
    execute(
      house,
      { actor, door: 'http', address: '127.0.0.1', ...(body ? { body: streamOf(body) } : {}) },
      implementationOf(name),
      input,
    ) as Promise<T>;

  const found = (code: string, prefix = '') => ({
    ...{ code, name: `示例${code}` },
    ...Object.fromEntries(['sysadmin', 'secadmin', 'auditadmin', 'leader'].map((post) => [post, newcomer(`${prefix}${post}`)])),
  });
  await owner.insertInto('setup_link').values({ digest: SETUP_DIGEST }).execute();
  const { institutionId } = await call<{ institutionId: number }>(undefined, 'accounts.setUp', { link: 'link', ...found('440117') });

  /** Somebody with exactly these permissions; an account stands behind it. */
  const actorWith = async (permissions: readonly Permission[], loginName = `u${crypto.randomUUID().slice(0, 8)}`): Promise<Actor> => {
    const manager: Actor = {
      ...person('00000000-0000-7000-8000-000000000000', 'manager', institutionId),
      permissions: new Set(['user.manage']),
    };
    const { userId } = await call<{ userId: string }>(manager, 'accounts.createUser', newcomer(loginName));
    return { ...person(userId, loginName, institutionId), permissions: new Set(permissions) };
  };
  return {
    house,
    folder,
    owner,
    clock,
    call,
    actorWith,
    institutionId,
    founding: found,
    verify: (isDeep = false) => verify(house, owner, isDeep),
  };
}

export const newcomer = (loginName: string) => ({ loginName, displayName: loginName, password: PASSWORD });
const SETUP_DIGEST = createHash('sha256').update('link').digest('hex');

const person = (userId: string, loginName: string, institutionId: number) => ({
  ...{ userId, loginName, displayName: loginName, institutionId },
  scope: { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const },
});

async function* streamOf(bytes: Uint8Array) {
  yield bytes;
}
