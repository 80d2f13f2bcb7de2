import { hash } from '@node-rs/argon2';
import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import * as contract from '../contract.ts';
import { checkPassword, checkSeparation } from '../rules.ts';
import * as store from '../store.ts';

export const findUsers = answer(contract.findUsers, async ({ tx }, { after, limit }) => {
  const rows = await store.findUsers(tx, after, limit + 1);
  const users = rows.slice(0, limit).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  return { users, next: rows.length > limit ? (users.at(-1)?.id ?? null) : null };
});

export const findRoles = answer(contract.findRoles, async ({ tx }) => ({ roles: await store.findRoles(tx) }));
export const findInstitutions = answer(contract.findInstitutions, async ({ tx }) => ({ institutions: await store.findInstitutions(tx) }));

export const createUser = implement(contract.createUser, async ({ tx, now }, input) => {
  const issues = checkPassword('password', input.password, input.loginName);
  const taken = await store.findTakenLoginNames(tx, [input.loginName]);
  if (taken.length > 0) issues.push({ path: 'loginName', message: `登录名 ${input.loginName} 已使用` });
  refuse(issues);
  const { loginName, displayName, seesBelow, kinds } = input;
  const user = { id: newId(), institutionId: tx.institutionId, loginName, displayName, seesBelow, kinds, mustChange: true, createdAt: now };
  await store.insertUser(tx, { ...user, passwordHash: await hash(input.password) });
  return { result: { userId: user.id }, events: [fact('user.created', user.id, now, {}, true)] };
});

export const setUserDisabled = implement(contract.setUserDisabled, async ({ tx, now, actor }, { userId, isDisabled }) => {
  const user = await getUser(tx, userId);
  if (userId === actor.userId) throw new Problem('rule_broken', 'own account', [{ path: 'userId', message: '不能停用自己的账号' }]);
  if (user.isDisabled === isDisabled)
    throw new Problem('conflict', 'already so', [{ path: 'userId', message: isDisabled ? '该账号已停用' : '该账号已启用' }]);
  await store.updateUser(tx, userId, { isDisabled });
  if (isDisabled) await store.deleteSessions(tx, userId);
  return { result: {}, events: [fact(isDisabled ? 'user.disabled' : 'user.enabled', userId, now, {}, true)] };
});

export const resetPassword = implement(contract.resetPassword, async ({ tx, now }, { userId, password }) => {
  const user = await getUser(tx, userId);
  refuse(checkPassword('password', password, user.loginName));
  await store.updateUser(tx, userId, { passwordHash: await hash(password), mustChange: true });
  await store.deleteSessions(tx, userId);
  return { result: {}, events: [fact('user.passwordChanged', userId, now, { by: 'administrator' }, true)] };
});

export const grantRoles = implement(contract.grantRoles, async ({ tx, now, actor }, { userId, roles }) => {
  await getUser(tx, userId);
  const known = await store.findRoles(tx);
  const unknown: Issue[] = roles
    .filter((code) => !known.some((role) => role.code === code))
    .map((code) => ({ path: 'roles', message: `没有角色 ${code}` }));
  const own: Issue[] = userId === actor.userId ? [{ path: 'userId', message: '不能给自己分配角色' }] : [];
  refuse([
    ...unknown,
    ...own,
    ...checkSeparation(
      'roles',
      known.filter((role) => roles.includes(role.code)),
    ),
  ]);
  const granted = [...new Set(roles)].sort();
  await store.replaceRoles(tx, userId, granted);
  return { result: {}, events: [fact('user.rolesGranted', userId, now, { roles: granted }, false)] };
});

export const unlockUser = implement(contract.unlockUser, async ({ tx, now }, { userId, loginName }) => {
  const user = await getUser(tx, userId);
  if (user.loginName !== loginName)
    throw new Problem('rule_broken', 'names differ', [{ path: 'loginName', message: '登录名与所选用户不符' }]);
  return { result: {}, events: [fact('user.unlocked', userId, now, {}, false)] };
});

export const endSessions = answer(contract.endSessions, async ({ tx }, { userId }) => {
  await getUser(tx, userId);
  return { endedCount: await store.deleteSessions(tx, userId) };
});

export const findAuditLines = answer(contract.findAuditLines, async ({ tx }, { limit, ...filter }) => {
  const rows = await store.findAuditLines(tx, { ...filter, limit: limit + 1 });
  const lines = rows.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { lines, next: rows.length > limit ? (lines.at(-1)?.id ?? null) : null };
});

async function getUser(tx: Scoped, userId: string) {
  const user = await store.getUser(tx, userId);
  if (!user) throw new Problem('not_found', `user ${userId}`);
  return user;
}

const fact = (type: string, id: string, now: Date, data: Record<string, unknown>, hasRow: boolean): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'user', id }, data },
  rows: hasRow ? [{ table: 'app_user', id }] : [],
});
