import { createHash, randomBytes } from 'node:crypto';
import { isPermission } from '../../core/permissions.ts';
import type { Actor } from '../../core/scope.ts';
import type { Db } from '../../platform/db.ts';
import * as store from './store.ts';

const IDLE_MS = 4 * 3_600_000; // a lunch break, but not a night
const SESSION_MS = 12 * 3_600_000;
const TOKEN_MS = 90 * 86_400_000;

/** The form in which a secret is stored: it opens nothing. */
export const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** Makes a session or a script's token for a user; the secret is shown once and kept nowhere. */
export async function openSession(db: Db, kind: 'session' | 'token', userId: string, now: Date, address: string | null) {
  const secret = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + (kind === 'token' ? TOKEN_MS : SESSION_MS));
  await store.insertSession(db, { digest: digestOf(secret), kind, userId, now, expiresAt, address });
  return { secret, expiresAt };
}

/**
 * Who holds this secret, with permissions and scope; undefined when it has ended. A user whose password was set by somebody else
 * may do nothing but change it.
 */
export async function findActor(db: Db, kind: 'session' | 'token', secret: string, now: Date): Promise<Actor | undefined> {
  const found = await store.findBySession(db, digestOf(secret), kind, now, new Date(now.getTime() - IDLE_MS));
  if (!found) return undefined;
  const { userId, loginName, displayName, institutionId, kinds, below } = found;
  const permissions = new Set(found.mustChange ? [] : found.permissions.filter(isPermission));
  return { userId, loginName, displayName, institutionId, permissions, scope: { institutions: [institutionId, ...below], kinds } };
}
