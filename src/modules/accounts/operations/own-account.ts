import { hash, verify } from '@node-rs/argon2';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import * as contract from '../contract.ts';
import { nameUsers } from '../names.ts';
import { ADDRESS_FAILURES_A_MINUTE, checkPassword, LOCK_AFTER, LOCK_MINUTES } from '../rules.ts';
import { openSession } from '../sessions.ts';
import * as store from '../store.ts';

/** So that an unknown name takes as long as a known one. */
const decoy = hash('no such user');

export const signIn = answer(contract.signIn, async ({ tx, now, address }, { loginName, password }) => {
  if (!(await store.lockSignIn(tx, loginName)))
    throw new Problem('rate_limited', 'sign-in under way', [{ path: '', message: '此账号正在登录，请稍候再试' }]);
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const failures = await store.countFailures(tx, loginName, minutesAgo(LOCK_MINUTES), address, minutesAgo(1));
  if (failures.ofName >= LOCK_AFTER) {
    const message = `连续 ${LOCK_AFTER} 次密码错误，账号已锁定；${LOCK_MINUTES} 分钟后再试，或请安全保密员解锁`;
    throw new Problem('rate_limited', 'account locked', [{ path: 'loginName', message }]);
  }
  if (failures.ofAddress >= ADDRESS_FAILURES_A_MINUTE)
    throw new Problem('rate_limited', 'address locked', [{ path: '', message: '本机登录失败过多，请一分钟后再试' }]);
  const user = await store.findForSignIn(tx, loginName);
  const isRight = await verify(user?.passwordHash ?? (await decoy), password);
  if (!user || !isRight || user.isDisabled) throw wrong('password', '登录名或密码不正确，或账号已停用');
  const { secret } = await openSession(tx.db, 'session', user.id, now, address);
  return { displayName: user.displayName, mustChange: user.mustChange, sessionSecret: secret };
});

export const signOut = answer(contract.signOut, async ({ tx, actor, sessionDigest }, { everywhere }) => ({
  endedCount: await store.deleteSessions(tx, actor.userId, everywhere ? undefined : sessionDigest),
}));

export const whoAmI = answer(contract.whoAmI, async ({ tx, actor }) => {
  const user = await store.getUser(tx, actor.userId);
  const institution = await store.findInstitution(tx.db, actor.institutionId);
  if (!user || !institution) throw new Problem('not_found', 'user gone');
  const { userId, loginName, displayName } = actor;
  return {
    userId,
    loginName,
    displayName,
    mustChange: user.mustChange,
    institution,
    permissions: [...actor.permissions],
    roles: user.roles,
  };
});

export const changePassword = implement(contract.changePassword, async ({ tx, actor, now }, { current, next }) => {
  const user = await store.getUser(tx, actor.userId);
  if (!user || !(await verify(user.passwordHash, current)))
    throw new Problem('rule_broken', 'current password', [{ path: 'current', message: '现密码不正确' }]);
  const same: Issue[] = current === next ? [{ path: 'next', message: '新密码不得与现密码相同' }] : [];
  refuse([...checkPassword('next', next, user.loginName), ...same]);
  await store.updateUser(tx, user.id, { passwordHash: await hash(next), mustChange: false });
  const subject = { kind: 'user', id: user.id };
  const rows = [{ table: 'app_user', id: user.id }];
  return { result: {}, events: [{ type: 'user.passwordChanged', occurredAt: now, subject, data: { by: 'self' }, rows }] };
});

export const nameColleagues = answer(contract.nameColleagues, async ({ tx }, { ids }) => {
  const list = ids.split(',').slice(0, 200);
  const names = await nameUsers(tx, list);
  return { names: Object.fromEntries(list.map((id) => [id, names(id)])) };
});

const wrong = (path: string, message: string) => new Problem('unauthenticated', 'sign-in refused', [{ path, message }]);
