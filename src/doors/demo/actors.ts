import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Actor } from '../../core/scope.ts';
import { findUserId, rolesOf } from '../../modules/accounts/index.ts';
import type { DataFolder } from '../../platform/data-folder.ts';
import type { Call } from './call.ts';

/** One user a role; the first four are made by the set-up. */
const people = {
  ...{ sysadmin: '系统管理员甲', secadmin: '安全保密员乙', auditadmin: '安全审计员丙', leader: '主管丁' },
  ...{ clerk: '收件员戊', shelver: '库管员己', arranger: '整理员庚', scanner: '扫描员辛', inspector: '质检员壬', approver: '审核员癸' },
  ...{ reader: '查阅人子', finance: '财务丑' },
} as const;
type DemoUser = keyof typeof people;
export type Actors = Readonly<Record<DemoUser, Actor>>;
const founders = ['sysadmin', 'secadmin', 'auditadmin', 'leader'] as const;

/** Founds the demonstration centre through the set-up link, with a user for each role; passwords go to `secrets/demo-users.txt`. */
export async function makeActors(call: Call, link: string, folder: DataFolder): Promise<Actors> {
  const names = Object.keys(people) as DemoUser[];
  const passwords = Object.fromEntries(names.map((name) => [name, randomBytes(9).toString('base64url')])) as Record<DemoUser, string>;
  const file = path.join(folder.secrets, 'demo-users.txt');
  fs.writeFileSync(file, names.map((name) => `${name.padEnd(12)}${passwords[name]}  ${people[name]}\n`).join(''), { mode: 0o600 });

  const person = (name: DemoUser) => ({ loginName: name, displayName: people[name], password: passwords[name] });
  const founding = Object.fromEntries(founders.map((name) => [name, person(name)]));
  const { institutionId } = await call<{ institutionId: number }>(undefined, 'accounts.setUp', {
    link,
    code: '440117',
    name: '示例区人事档案管理中心',
    ...founding,
  });

  const actors = {} as Record<DemoUser, Actor>;
  const roles = await rolesOf(call.db);
  const actorOf = async (name: DemoUser): Promise<Actor> => {
    const userId = (await findUserId(call.db, name)) ?? '';
    const permissions = new Set(roles.get(name) ?? []);
    return {
      userId,
      loginName: name,
      displayName: people[name],
      institutionId,
      permissions,
      scope: { institutions: [institutionId], kinds: ['floating', 'cadre'] },
    };
  };
  for (const name of founders) actors[name] = await actorOf(name);
  for (const name of names.filter((other) => !(founders as readonly string[]).includes(other))) {
    const first = randomBytes(9).toString('base64url');
    const { userId } = await call<{ userId: string }>(actors.sysadmin, 'accounts.createUser', {
      ...person(name),
      password: first,
      kinds: ['floating', 'cadre'],
    });
    await call(actors.secadmin, 'accounts.grantRoles', { userId, roles: [name] });
    actors[name] = await actorOf(name);
    await call(actors[name], 'accounts.changePassword', { current: first, next: passwords[name] });
  }
  return actors;
}
