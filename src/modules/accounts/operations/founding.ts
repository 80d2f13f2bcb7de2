import { hash } from '@node-rs/argon2';
import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../../core/event.ts';
import type { InputOf } from '../../../core/operation.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import type { Context } from '../../../platform/house.ts';
import { answer, implement } from '../../../platform/run.ts';
import * as contract from '../contract.ts';
import { checkPassword } from '../rules.ts';
import { digestOf } from '../sessions.ts';
import * as store from '../store.ts';

const POSTS = ['sysadmin', 'secadmin', 'auditadmin', 'leader'] as const;
type Founding = InputOf<typeof contract.createInstitution>;

export const setUp = implement(contract.setUp, async (context, { link, ...founding }) => {
  if (!(await store.takeSetupLink(context.tx, digestOf(link)))) {
    const message = '设置链接无效或已用过；重新启动服务可得到新的链接（仅在尚无用户时）';
    throw new Problem('forbidden', 'setup link', [{ path: 'link', message }]);
  }
  return found(context, null, founding);
});

export const setupStatus = answer(contract.setupStatus, async ({ tx }) => ({ isNeeded: await store.isSetupOpen(tx) }));

export const createInstitution = implement(contract.createInstitution, (context, input) => found(context, context.tx.institutionId, input));

/** An institution and its first four users; the events open the new institution's own ledger. */
async function found({ tx, now }: Context, parentId: number | null, input: Founding) {
  refuse(await checkFounding(tx, input));
  const institutionId = await store.insertInstitution(tx, { parentId, code: input.code, name: input.name, createdAt: now });
  const created: LedgerEvent = {
    ...{ type: 'institution.created', occurredAt: now, subject: { kind: 'institution', id: String(institutionId) } },
    data: { code: input.code, parentId },
  };
  const users: LedgerEvent[] = [];
  for (const post of POSTS) {
    const { loginName, displayName, password } = input[post];
    const id = newId();
    const seesBelow = post === 'sysadmin' || post === 'auditadmin';
    const user = { id, institutionId, loginName, displayName, passwordHash: await hash(password), mustChange: parentId !== null };
    await store.insertUser(tx, { ...user, seesBelow, kinds: ['floating', 'cadre'], createdAt: now });
    await store.replaceRoles(tx, id, [post]);
    const subject = { kind: 'user', id };
    users.push({ type: 'user.created', occurredAt: now, subject, data: {}, rows: [{ table: 'app_user', id }] });
    users.push({ type: 'user.rolesGranted', occurredAt: now, subject, data: { roles: [post] } });
  }
  return { result: { institutionId }, events: [created, ...users] as const, institutionId };
}

async function checkFounding(tx: Context['tx'], input: Founding): Promise<Issue[]> {
  const issues = POSTS.flatMap((post) => checkPassword(`${post}.password`, input[post].password, input[post].loginName));
  if (await store.isCodeTaken(tx, input.code)) issues.push({ path: 'code', message: `单位代码 ${input.code} 已使用` });
  const taken = new Set(
    (
      await store.findTakenLoginNames(
        tx,
        POSTS.map((post) => input[post].loginName),
      )
    ).map((row) => row.loginName),
  );
  for (const post of POSTS) {
    const { loginName } = input[post];
    if (taken.has(loginName)) issues.push({ path: `${post}.loginName`, message: `登录名 ${loginName} 已使用` });
    taken.add(loginName);
  }
  return issues;
}
