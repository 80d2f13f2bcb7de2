import { ApartmentOutlined, AuditOutlined, SafetyCertificateOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
  {
    ...{
      path: '/system/institutions',
      title: '单位',
      group: 'system',
      permission: 'user.read',
      icon: ApartmentOutlined,
      words: 'dw 机构',
      goKey: 'i',
    },
    component: () => import('../features/accounts/Institutions.tsx').then((file) => file.Institutions),
  },
  {
    ...{ path: '/system/users', title: '用户', group: 'system', permission: 'user.read', icon: UserOutlined, words: 'yh 账号', goKey: 'u' },
    component: () => import('../features/accounts/Users.tsx').then((file) => file.Users),
  },
  {
    ...{
      path: '/system/roles',
      title: '角色',
      group: 'system',
      permission: 'user.read',
      icon: SafetyCertificateOutlined,
      words: 'js 权限',
      goKey: 'r',
    },
    component: () => import('../features/accounts/Roles.tsx').then((file) => file.Roles),
  },
  {
    ...{
      path: '/system/settings',
      title: '参数',
      group: 'system',
      permission: 'setting.manage',
      icon: SettingOutlined,
      words: 'cs 设置 编号规则',
      goKey: 'c',
    },
    component: () => import('../features/accounts/Settings.tsx').then((file) => file.Settings),
  },
  {
    ...{
      path: '/system/audit-lines',
      title: '操作日志',
      group: 'system',
      permission: 'audit.read',
      icon: AuditOutlined,
      words: 'czrz rz 审计',
      goKey: 'l',
    },
    component: () => import('../features/accounts/AuditLines.tsx').then((file) => file.AuditLines),
  },
];
