import { CalendarOutlined, FormOutlined, InboxOutlined, SolutionOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
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
    component: () => import('../features/reception/Parcels.tsx').then((file) => file.Parcels),
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
    component: () => import('../features/reception/Register.tsx').then((file) => file.Register),
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
    component: () => import('../features/reception/Day.tsx').then((file) => file.Day),
  },
  {
    ...{
      path: '/reception/rolls',
      title: '名册',
      group: 'reception',
      permission: 'parcel.read',
      icon: SolutionOutlined,
      words: 'mc zdqd 转递清单 院校 毕业生',
    },
    component: () => import('../features/reception/rolls/Rolls.tsx').then((file) => file.Rolls),
  },
  {
    ...{ path: '/reception/rolls/$rollId', title: '名册', group: null, permission: 'parcel.read', icon: SolutionOutlined, words: '' },
    component: () => import('../features/reception/rolls/Roll.tsx').then((file) => file.Roll),
  },
];
