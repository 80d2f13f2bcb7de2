import { randomBytes } from 'node:crypto';
import { isPermission } from '../../core/permissions.ts';
import type { Db } from '../../platform/db.ts';
import { digestOf } from './sessions.ts';
import * as store from './store.ts';

/** A fresh one-time secret for the set-up wizard, while there is no user; undefined afterwards. `db` is the owner's. */
export async function openSetupLink(db: Db): Promise<string | undefined> {
  if ((await store.countUsers(db)) > 0) return undefined;
  const secret = randomBytes(24).toString('base64url');
  await store.replaceSetupLink(db, digestOf(secret));
  return secret;
}

/** The id of the user with this login name. */
export const findUserId = async (db: Db, loginName: string) => (await store.findUserIds(db, loginName))?.id;

/** The ids of all institutions. `db` needs no scope: institutions are read to find one. */
export const findInstitutionIds = async (db: Db) => (await store.findAllInstitutionIds(db)).map(({ id }) => id);

/** The permissions of every role, by its code. */
export const rolesOf = async (db: Db) =>
  new Map((await store.findAllRoles(db)).map(({ code, permissions }) => [code, permissions.filter(isPermission)]));
