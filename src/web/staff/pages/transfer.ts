import { BankOutlined, SendOutlined, SolutionOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
  {
    ...{
      path: '/transfers',
      title: '转出',
      group: 'transfer',
      permission: 'transfer.read',
      icon: SendOutlined,
      words: 'zc zd zx 转递 注销 回执 登记簿',
      goKey: 't',
    },
    component: () => import('../features/transfer/Transfers.tsx').then((file) => file.Transfers),
  },
  {
    ...{
      path: '/transfers/letters',
      title: '调档函',
      group: 'transfer',
      permission: 'transfer.read',
      icon: SolutionOutlined,
      words: 'ddh sdh 商调函 转入 回执',
    },
    component: () => import('../features/transfer/Letters.tsx').then((file) => file.Letters),
  },
  {
    ...{
      path: '/transfers/receivers',
      title: '收件单位',
      group: 'transfer',
      permission: 'transfer.read',
      icon: BankOutlined,
      words: 'sjdw ml 名录 核验',
    },
    component: () => import('../features/transfer/Receivers.tsx').then((file) => file.Receivers),
  },
];
