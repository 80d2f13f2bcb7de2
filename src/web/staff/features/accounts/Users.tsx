import { Button } from 'antd';
import { useState } from 'react';
import { dossierKinds } from '../../../../core/scope.ts';
import { findUsers } from '../../../../modules/accounts/contract.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { CreateUser } from './CreateUser.tsx';
import { UserDialog } from './UserDialog.tsx';
import { actionsOn, type UserAction } from './user-actions.ts';
import { type Role, type User, useInstitutions, useRoles, useUsers } from './useUsers.ts';

const shows = { 'no-role': '未分配角色', disabled: '已停用' } as const;
type Open = { user: User; action: UserAction };

/** 用户: accounts of this institution and, for who may look down, of those below. */
export function Users() {
  const session = useSession();
  const { filters, set, page } = useUrlFilters();
  const users = useUsers(page.cursor);
  const roles = useRoles().data?.roles ?? [];
  const institutions = useInstitutions().data?.institutions ?? [];
  const [open, setOpen] = useState<Open>();
  const [isCreating, setCreating] = useState(false);
  const canCreate = may(session, 'user.manage');
  useShortcut('n', '建立用户', () => canCreate && setCreating(true));
  const rows = users.data?.users.filter((user) => isShown(user, filters['show']));
  const nameOf = (id: number) => institutions.find((institution) => institution.id === id)?.name ?? '';
  const view = useListView({
    ...{ operation: findUsers, input: {}, note: filters['show'] ? '“显示”筛选只作用于屏幕，导出的是全部用户。' : undefined },
    columns: columnsFor(roles, institutions.length > 1 ? nameOf : undefined, (user) => (
      <Actions user={user} pick={(action) => setOpen({ user, action })} />
    )),
  });
  const create = (
    <Button type="primary" onClick={() => setCreating(true)}>
      建立用户
    </Button>
  );
  return (
    <Sheet action={canCreate ? create : null}>
      <div className="filters">
        <FilterChips label="显示" choices={shows} value={filters['show']} onChange={(show) => set({ show })} />
        {view.tools}
      </div>
      <DataTable
        label="用户列表"
        columns={view.columns}
        rows={rows}
        keyOf={(user) => user.id}
        error={users.error}
        onRetry={() => void users.refetch()}
        empty={<EmptyState title="没有符合条件的用户">再按一次上面的筛选，可看到所有账号。</EmptyState>}
      />
      <KeysetPager page={page} next={users.data?.next}>
        {filters['show'] && users.data?.next ? '筛选只作用于本页；其余用户请翻页查看' : `本页 ${rows?.length ?? 0} 人`}
      </KeysetPager>
      {open ? <UserDialog {...open} roles={roles} close={() => setOpen(undefined)} /> : null}
      {isCreating ? <CreateUser close={() => setCreating(false)} /> : null}
    </Sheet>
  );
}

const isShown = (user: User, show: string | undefined): boolean =>
  show === undefined || (show === 'disabled' ? user.isDisabled : user.roles.length === 0 && !user.isDisabled);

function columnsFor(
  roles: readonly Role[],
  institutionOf: ((id: number) => string) | undefined,
  actions: (user: User) => React.ReactNode,
): Column<User>[] {
  const roleName = (code: string) => roles.find((role) => role.code === code)?.name ?? code;
  const institution: Column<User> = {
    key: 'institution',
    title: '单位',
    width: 180,
    render: (user) => institutionOf?.(user.institutionId),
  };
  return [
    { key: 'name', title: '姓名', width: 120, render: (user) => user.displayName },
    { key: 'login', title: '登录名', width: 130, render: (user) => user.loginName },
    {
      key: 'roles',
      title: '角色',
      render: (user) => (user.roles.length > 0 ? user.roles.map(roleName).join('、') : <span className="tag tag-amber">未分配</span>),
    },
    ...(institutionOf ? [institution] : []),
    {
      key: 'kinds',
      title: '可接触的档案',
      width: 150,
      render: (user) => user.kinds.map((kind) => dossierKinds[kind].replace('人事档案', '').replace('档案', '')).join('、'),
    },
    { key: 'state', title: '状态', width: 76, render: (user) => (user.isDisabled ? <span className="tag tag-amber">停用</span> : '在用') },
    { key: 'created', title: '建立时间', width: 150, render: (user) => formatInstant(user.createdAt) },
    { key: 'actions', title: '操作', width: 220, render: actions },
  ];
}

function Actions({ user, pick }: { user: User; pick: (action: UserAction) => void }) {
  const session = useSession();
  return (
    <span className="row-actions">
      {actionsOn(user, session).map(({ action, title }) => (
        <button
          key={action}
          type="button"
          className="plain-button"
          aria-label={`${title}：${user.displayName}`}
          onClick={() => pick(action)}
        >
          {title}
        </button>
      ))}
    </span>
  );
}
