import type { Scoped } from '../../platform/scoped.ts';
import * as store from './store.ts';

const others: Readonly<Record<string, string>> = { operator: '系统运维', anonymous: '未登录' };
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** How to name users by id: one query for all of `ids`; an id that is no user's is named as itself. */
export async function nameUsers(tx: Scoped, ids: readonly string[]): Promise<(id: string) => string> {
  const unique = [...new Set(ids.filter((id) => UUID.test(id)))];
  const rows = unique.length === 0 ? [] : await store.findDisplayNames(tx, unique);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? others[id] ?? id;
}

/** Who of the caller's own institution signs in by this name; undefined when nobody may. */
export async function findOwnUser(tx: Scoped, loginName: string): Promise<{ id: string } | undefined> {
  const user = await store.findForSignIn(tx, loginName);
  return user && user.institutionId === tx.institutionId && !user.isDisabled ? { id: user.id } : undefined;
}

/** What the caller's own institution is called. */
export async function unitName(tx: Scoped): Promise<string> {
  return (await store.findInstitution(tx.db, tx.institutionId))?.name ?? '';
}

/** The code of the caller's own institution, as numbers carry it. */
export async function unitCode(tx: Scoped): Promise<string> {
  const institution = await store.findInstitution(tx.db, tx.institutionId);
  return institution?.code ?? String(tx.institutionId);
}
