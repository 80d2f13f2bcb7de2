import { BarChartOutlined, ProfileOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
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
    component: () => import('../features/evaluation/Figures.tsx').then((file) => file.Figures),
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
    component: () => import('../features/evaluation/Plans.tsx').then((file) => file.Plans),
  },
];
