import { BookOutlined, FileDoneOutlined, ReadOutlined, SolutionOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
  {
    ...{
      path: '/consultations/apply',
      title: '查阅申请',
      group: 'consultation',
      permission: 'consultation.apply',
      icon: SolutionOutlined,
      words: 'cysq sq 利用 阅档',
      goKey: 'g',
    },
    component: () => import('../features/consultation/Apply.tsx').then((file) => file.Apply),
  },
  {
    ...{
      path: '/consultations/waiting',
      title: '待审批',
      group: 'consultation',
      permission: 'consultation.approve',
      icon: FileDoneOutlined,
      words: 'dsp sp 利用 查阅 授权',
      goKey: 'v',
    },
    component: () => import('../features/consultation/Waiting.tsx').then((file) => file.Waiting),
  },
  {
    ...{
      path: '/consultations/own',
      title: '我的阅档',
      group: 'consultation',
      permission: 'page.read',
      icon: ReadOutlined,
      words: 'wdyd yd 利用 查阅',
    },
    component: () => import('../features/consultation/Own.tsx').then((file) => file.Own),
  },
  {
    ...{
      path: '/consultations/register',
      title: '查阅登记簿',
      group: 'consultation',
      permission: 'consultation.manage',
      icon: BookOutlined,
      words: 'cydjb djb 利用 登记',
      goKey: 'b',
    },
    component: () => import('../features/consultation/Register.tsx').then((file) => file.Register),
  },
  {
    ...{
      path: '/consultations/$consultationId',
      title: '查阅单',
      group: null,
      permission: 'dossier.read',
      icon: SolutionOutlined,
      words: '',
    },
    component: () => import('../features/consultation/Consultation.tsx').then((file) => file.Consultation),
  },
  {
    ...{
      path: '/consultations/$consultationId/read',
      title: '阅档',
      group: null,
      permission: 'page.read',
      icon: ReadOutlined,
      words: '',
    },
    component: () => import('../features/consultation/ReadGranted.tsx').then((file) => file.ReadGranted),
  },
];
