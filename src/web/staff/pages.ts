import { ApartmentOutlined, AuditOutlined, HomeOutlined, InboxOutlined, SafetyCertificateOutlined, UserOutlined } from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Permission } from '../../core/permissions.ts';

/** The groups of the left navigation, in order. */
export const pageGroups = { home: '', reception: '收件', system: '系统' } as const;

export type Page = {
  path: `/${string}`;
  title: string;
  /** `null` keeps it out of the navigation and the command box: the page of one dossier, say. */
  group: keyof typeof pageGroups | null;
  /** Who may open it; `null` for everybody who is signed in. */
  permission: Permission | null;
  icon: ComponentType;
  /** Pinyin initials and other words by which it is found. */
  words: string;
  /** Opens the page after `g`. One letter, no two alike. */
  goKey?: string;
  component: () => Promise<ComponentType>;
};

/**
 * Every page of the staff web. Router, navigation, command box, page titles and `g` keys are read from here: to add a page, add a row.
 */
export const pages: readonly Page[] = [
  {
    ...{ path: '/', title: '工作台', group: 'home', permission: null, icon: HomeOutlined, words: 'gzt shouye', goKey: 'h' },
    component: () => import('./features/home/Home.tsx').then((file) => file.Home),
  },
  {
    ...{
      path: '/reception/parcels',
      title: '签收',
      group: 'reception',
      permission: 'parcel.read',
      icon: InboxOutlined,
      words: 'qs sj 收件 包裹',
      goKey: 'p',
    },
    component: () => import('./features/reception/Parcels.tsx').then((file) => file.Parcels),
  },
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
    component: () => import('./features/accounts/Institutions.tsx').then((file) => file.Institutions),
  },
  {
    ...{ path: '/system/users', title: '用户', group: 'system', permission: 'user.read', icon: UserOutlined, words: 'yh 账号', goKey: 'u' },
    component: () => import('./features/accounts/Users.tsx').then((file) => file.Users),
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
    component: () => import('./features/accounts/Roles.tsx').then((file) => file.Roles),
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
    component: () => import('./features/accounts/AuditLines.tsx').then((file) => file.AuditLines),
  },
];
