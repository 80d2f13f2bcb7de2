import { endSessions, setUserDisabled, unlockUser } from '../../../../modules/accounts/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { GrantRoles } from './GrantRoles.tsx';
import { ResetPassword } from './ResetPassword.tsx';
import type { UserAction } from './user-actions.ts';
import { type Role, type User, useUsersChanged } from './useUsers.ts';

type Props = { action: UserAction; user: User; roles: readonly Role[]; close: () => void };

/** The dialog of one action on one user. */
export function UserDialog({ action, user, roles, close }: Props) {
  const changed = useUsersChanged();
  const done = (text: string) => {
    changed();
    announce(text);
    close();
  };
  const { id: userId, loginName, displayName } = user;
  if (action === 'grant') return <GrantRoles user={user} roles={roles} close={close} />;
  if (action === 'reset') return <ResetPassword user={user} close={close} />;
  if (action === 'unlock') {
    return (
      <ConfirmDialog
        title={`解除锁定：${displayName}`}
        verb="解除锁定"
        operation={unlockUser}
        input={{ userId, loginName }}
        onDone={() => done(`${displayName} 可以重新登录`)}
        close={close}
      >
        连续输错密码的账号会锁定一段时间。先核实是本人，解除后可立即再试。
      </ConfirmDialog>
    );
  }
  if (action === 'end') {
    return (
      <ConfirmDialog
        {...{ title: `强制退出：${displayName}`, verb: '强制退出', isDangerous: true, operation: endSessions, input: { userId }, close }}
        onDone={({ endedCount }) =>
          done(endedCount === 0 ? `${displayName} 没有在任何设备上登录` : `${displayName} 已在 ${endedCount} 处退出`)
        }
      >
        该账号将在所有设备上退出，未提交的内容留在各自的浏览器中。对方仍可重新登录；要阻止登录，请系统管理员停用账号。
      </ConfirmDialog>
    );
  }
  const isDisabled = action === 'disable';
  return (
    <ConfirmDialog
      {...{
        title: `${isDisabled ? '停用' : '启用'}账号：${displayName}`,
        verb: isDisabled ? '停用账号' : '启用账号',
        isDangerous: isDisabled,
        close,
      }}
      {...{ operation: setUserDisabled, input: { userId, isDisabled } }}
      onDone={() => done(`已${isDisabled ? '停用' : '启用'} ${displayName} 的账号`)}
    >
      {isDisabled
        ? '停用后立即在所有设备上退出，不能再登录；已办事项和日志都保留，可随时重新启用。'
        : '启用后可用原密码登录，角色与停用前相同。'}
    </ConfirmDialog>
  );
}
