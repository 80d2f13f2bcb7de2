import { HomeOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
  {
    ...{ path: '/', title: '工作台', group: 'home', permission: null, icon: HomeOutlined, words: 'gzt shouye', goKey: 'h' },
    component: () => import('../features/home/Home.tsx').then((file) => file.Home),
  },
];
