import {
  ApartmentOutlined,
  AuditOutlined,
  BarChartOutlined,
  BarcodeOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudUploadOutlined,
  DatabaseOutlined,
  FileImageOutlined,
  FileSyncOutlined,
  FolderOpenOutlined,
  FormOutlined,
  HomeOutlined,
  HourglassOutlined,
  InboxOutlined,
  MedicineBoxOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SearchOutlined,
  SettingOutlined,
  SwapOutlined,
  UnorderedListOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Permission } from '../../core/permissions.ts';

/** The groups of the left navigation, in order. */
export const pageGroups = {
  ...{ home: '', reception: '收件', holdings: '档案', stackroom: '库房', digitisation: '数字化' },
  ...{ evaluation: '绩效', system: '系统' },
} as const;

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
      path: '/reception/register',
      title: '登记',
      group: 'reception',
      permission: 'parcel.read',
      icon: FormOutlined,
      words: 'dj 录入 包裹',
      goKey: 'e',
    },
    component: () => import('./features/reception/Register.tsx').then((file) => file.Register),
  },
  {
    ...{
      path: '/reception/day',
      title: '日结',
      group: 'reception',
      permission: 'parcel.read',
      icon: CalendarOutlined,
      words: 'rj 当日',
      goKey: 'd',
    },
    component: () => import('./features/reception/Day.tsx').then((file) => file.Day),
  },
  {
    ...{
      path: '/search',
      title: '查档',
      group: 'holdings',
      permission: 'dossier.read',
      icon: SearchOutlined,
      words: 'cd cx 查询 检索 搜索',
      goKey: 'q',
    },
    component: () => import('./features/search/Search.tsx').then((file) => file.Search),
  },
  {
    ...{
      path: '/dossiers',
      title: '档案列表',
      group: 'holdings',
      permission: 'dossier.read',
      icon: FolderOpenOutlined,
      words: 'da dalb 名册',
      goKey: 'a',
    },
    component: () => import('./features/holdings/Dossiers.tsx').then((file) => file.Dossiers),
  },
  {
    ...{
      path: '/dossiers/$dossierId',
      title: '档案详情',
      group: null,
      permission: 'dossier.read',
      icon: FolderOpenOutlined,
      words: '',
    },
    component: () => import('./features/holdings/Dossier.tsx').then((file) => file.Dossier),
  },
  {
    ...{
      path: '/catalogue',
      title: '整理编目',
      group: 'holdings',
      permission: 'item.describe',
      icon: UnorderedListOutlined,
      words: 'zl bm zlbm ml 目录 著录',
      goKey: 'm',
    },
    component: () => import('./features/catalogue/OpenCatalogues.tsx').then((file) => file.OpenCatalogues),
  },
  {
    ...{
      path: '/dossiers/$dossierId/catalogue',
      title: '整理编目',
      group: null,
      permission: 'dossier.read',
      icon: UnorderedListOutlined,
      words: '',
    },
    component: () => import('./features/catalogue/Catalogue.tsx').then((file) => file.Catalogue),
  },
  {
    ...{
      path: '/stackroom/shelving',
      title: '移交与上架',
      group: 'stackroom',
      permission: 'stackroom.read',
      icon: SwapOutlined,
      words: 'yj sj rk 入库 接收 移位',
      goKey: 's',
    },
    component: () => import('./features/stackroom/Shelving.tsx').then((file) => file.Shelving),
  },
  {
    ...{
      path: '/stackroom/rooms',
      title: '库位',
      group: 'stackroom',
      permission: 'stackroom.read',
      icon: DatabaseOutlined,
      words: 'kw kf 库房 架位',
      goKey: 'k',
    },
    component: () => import('./features/stackroom/Rooms.tsx').then((file) => file.Rooms),
  },
  {
    ...{
      path: '/stackroom/stocktakes',
      title: '盘点',
      group: 'stackroom',
      permission: 'stackroom.read',
      icon: BarcodeOutlined,
      words: 'pd kfpd 清点 缺失',
      goKey: 'w',
    },
    component: () => import('./features/stocktake/Stocktakes.tsx').then((file) => file.Stocktakes),
  },
  {
    ...{
      path: '/stackroom/stocktakes/$stocktakeId',
      title: '盘点结果',
      group: null,
      permission: 'stackroom.read',
      icon: BarcodeOutlined,
      words: '',
    },
    component: () => import('./features/stocktake/Stocktake.tsx').then((file) => file.Stocktake),
  },
  {
    ...{
      path: '/stackroom/stocktakes/$stocktakeId/count',
      title: '扫码盘点',
      group: null,
      permission: 'stock.count',
      icon: BarcodeOutlined,
      words: '',
    },
    component: () => import('./features/stocktake/Count.tsx').then((file) => file.Count),
  },
  {
    ...{
      path: '/stackroom/condition',
      title: '完好检查',
      group: 'stackroom',
      permission: 'stackroom.read',
      icon: MedicineBoxOutlined,
      words: 'whjc wh xf 破损 修复 完好率',
      goKey: 'y',
    },
    component: () => import('./features/condition/Condition.tsx').then((file) => file.Condition),
  },
  {
    ...{
      path: '/digitisation/imports',
      title: '扫描导入',
      group: 'digitisation',
      permission: 'page.import',
      icon: CloudUploadOutlined,
      words: 'smdr dr 数据包 接收 扫描',
      goKey: 'o',
    },
    component: () => import('./features/digitisation/Imports.tsx').then((file) => file.Imports),
  },
  {
    ...{
      path: '/digitisation/scans',
      title: '数字化进度',
      group: 'digitisation',
      permission: 'page.read',
      icon: HourglassOutlined,
      words: 'szhjd jd 质检 返工 发布',
      goKey: 'z',
    },
    component: () => import('./features/digitisation/Scans.tsx').then((file) => file.Scans),
  },
  {
    ...{
      path: '/dossiers/$dossierId/inspect',
      title: '质检台',
      group: null,
      permission: 'page.inspect',
      icon: CheckSquareOutlined,
      words: '',
    },
    component: () => import('./features/digitisation/Inspect.tsx').then((file) => file.Inspect),
  },
  {
    ...{
      path: '/dossiers/$dossierId/rework',
      title: '返工',
      group: null,
      permission: 'page.import',
      icon: FileSyncOutlined,
      words: '',
    },
    component: () => import('./features/digitisation/Rework.tsx').then((file) => file.Rework),
  },
  {
    ...{
      path: '/dossiers/$dossierId/read',
      title: '阅档',
      group: null,
      permission: 'page.read',
      icon: FileImageOutlined,
      words: '',
    },
    component: () => import('./features/digitisation/Read.tsx').then((file) => file.Read),
  },
  {
    ...{
      path: '/figures',
      title: '年度指标',
      group: 'evaluation',
      permission: 'figures.read',
      icon: BarChartOutlined,
      words: 'ndzb zb jx 绩效',
      goKey: 'f',
    },
    component: () => import('./features/evaluation/Figures.tsx').then((file) => file.Figures),
  },
  {
    ...{
      path: '/figures/plans',
      title: '计划',
      group: 'evaluation',
      permission: 'figures.read',
      icon: ProfileOutlined,
      words: 'jh 任务',
      goKey: 'j',
    },
    component: () => import('./features/evaluation/Plans.tsx').then((file) => file.Plans),
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
      path: '/system/settings',
      title: '参数',
      group: 'system',
      permission: 'setting.manage',
      icon: SettingOutlined,
      words: 'cs 设置 编号规则',
      goKey: 'c',
    },
    component: () => import('./features/accounts/Settings.tsx').then((file) => file.Settings),
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
