import { FolderOpenOutlined, ImportOutlined, SearchOutlined, UnorderedListOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
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
    component: () => import('../features/search/Search.tsx').then((file) => file.Search),
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
    component: () => import('../features/holdings/Dossiers.tsx').then((file) => file.Dossiers),
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
    component: () => import('../features/holdings/Dossier.tsx').then((file) => file.Dossier),
  },
  {
    ...{
      path: '/opening',
      title: '期初建账',
      group: 'holdings',
      permission: 'opening.manage',
      icon: ImportOutlined,
      words: 'qcjz jz 建账 期初 在架 清单 导入 存量',
    },
    component: () => import('../features/opening/Openings.tsx').then((file) => file.Openings),
  },
  {
    ...{ path: '/opening/$runId', title: '期初清单', group: null, permission: 'opening.manage', icon: ImportOutlined, words: '' },
    component: () => import('../features/opening/OpeningRun.tsx').then((file) => file.OpeningRun),
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
    component: () => import('../features/catalogue/OpenCatalogues.tsx').then((file) => file.OpenCatalogues),
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
    component: () => import('../features/catalogue/Catalogue.tsx').then((file) => file.Catalogue),
  },
];
