import type { Permission } from '../../../../core/permissions.ts';
import { may, type Session } from '../../session.ts';
import type { User } from './useUsers.ts';

/** What can be done to another user's account, with the permission that each needs. */
const actions = {
  grant: { title: '分配角色', permission: 'role.grant', isOnSelf: false },
  unlock: { title: '解除锁定', permission: 'session.end', isOnSelf: true },
  end: { title: '强制退出', permission: 'session.end', isOnSelf: true },
  reset: { title: '重设密码', permission: 'user.manage', isOnSelf: false },
  disable: { title: '停用', permission: 'user.manage', isOnSelf: false },
  enable: { title: '启用', permission: 'user.manage', isOnSelf: false },
} as const satisfies Record<string, { title: string; permission: Permission; isOnSelf: boolean }>;
export type UserAction = keyof typeof actions;

/** The actions that this session may take on `user`: only in its own institution, and some not on itself. */
export function actionsOn(user: User, session: Session): { action: UserAction; title: string }[] {
  if (user.institutionId !== session.institution.id) return [];
  return (Object.keys(actions) as UserAction[])
    .filter((action) => may(session, actions[action].permission))
    .filter((action) => actions[action].isOnSelf || user.id !== session.userId)
    .filter((action) => action !== (user.isDisabled ? 'disable' : 'enable'))
    .map((action) => ({ action, title: actions[action].title }));
}
