import {
  CheckSquareOutlined,
  CloudUploadOutlined,
  FileAddOutlined,
  FileImageOutlined,
  FileSyncOutlined,
  HourglassOutlined,
} from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
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
    component: () => import('../features/digitisation/Imports.tsx').then((file) => file.Imports),
  },
  {
    ...{
      path: '/digitisation/loose',
      title: '散页分配',
      group: 'digitisation',
      permission: 'page.import',
      icon: FileAddOutlined,
      words: 'syfp sy fp 散页 托盘 未分配',
      goKey: 'x',
    },
    component: () => import('../features/digitisation/loose/Loose.tsx').then((file) => file.Loose),
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
    component: () => import('../features/digitisation/Scans.tsx').then((file) => file.Scans),
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
    component: () => import('../features/digitisation/Inspect.tsx').then((file) => file.Inspect),
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
    component: () => import('../features/digitisation/Rework.tsx').then((file) => file.Rework),
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
    component: () => import('../features/digitisation/Read.tsx').then((file) => file.Read),
  },
];
