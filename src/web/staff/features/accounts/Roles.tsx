import { isPermission, permissions } from '../../../../core/permissions.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { permissionWords } from './permission-words.ts';
import { type Role, useRoles } from './useUsers.ts';

const groups = { business: '业务', system: '系统管理', security: '安全保密', audit: '安全审计', shared: '共用' } as const;

const columns: Column<Role>[] = [
  { key: 'name', title: '角色', width: 120, render: (role) => role.name },
  { key: 'group', title: '归属', width: 100, render: groupOf },
  { key: 'permissions', title: '权限', isWrapped: true, render: (role) => permissionWords(role.permissions).join('、') },
];

/** 角色: what each may do, in words. */
export function Roles() {
  const roles = useRoles();
  return (
    <Sheet note="同一人的角色只能出自一个归属（三员分立）；“共用”的权限不受此限">
      <DataTable
        {...{ label: '角色列表', columns, rows: roles.data?.roles, keyOf: (role: Role) => role.code, error: roles.error }}
        onRetry={() => void roles.refetch()}
        empty={<EmptyState title="没有角色" />}
      />
    </Sheet>
  );
}

function groupOf(role: Role): string {
  const found = new Set(role.permissions.filter(isPermission).map((name) => permissions[name].group));
  found.delete('shared');
  return [...found].map((group) => groups[group]).join('、') || groups.shared;
}
