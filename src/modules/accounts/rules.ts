import { isPermission, permissions } from '../../core/permissions.ts';
import type { Issue } from '../../core/problem.ts';

export const PASSWORD_MIN = 10;
/** Failures in a row before an account is locked, and for how long. */
export const LOCK_AFTER = 5;
export const LOCK_MINUTES = 15;
/** Failures from one address in a minute before it has to wait. */
export const ADDRESS_FAILURES_A_MINUTE = 20;

/** What is wrong with a new password; empty when it will do. Pure. */
export function checkPassword(path: string, password: string, loginName: string): Issue[] {
  const issues: Issue[] = [];
  if (password.length < PASSWORD_MIN) issues.push({ path, message: `密码至少 ${PASSWORD_MIN} 位` });
  if (password.toLowerCase().includes(loginName.toLowerCase())) issues.push({ path, message: '密码不得包含登录名' });
  if (new Set(password).size < 5) issues.push({ path, message: '密码中不同的字符太少' });
  return issues;
}

/**
 * The separation of the three administrators (三员分立): the permissions of one user come from one group, so that who runs the
 * system can't read dossiers, who grants can't act, and who watches is watched by nobody he commands. Pure.
 */
export function checkSeparation(path: string, granted: readonly { name: string; permissions: readonly string[] }[]): Issue[] {
  const groupsOf = (names: readonly string[]) => names.filter(isPermission).map((name) => permissions[name].group);
  const groups = new Set(granted.flatMap((role) => groupsOf(role.permissions)).filter((group) => group !== 'shared'));
  if (groups.size <= 1) return [];
  const names = granted.map((role) => role.name).join('、');
  return [{ path, message: `三员分立：${names} 不能由同一人兼任`, rule: 'separation' }];
}
