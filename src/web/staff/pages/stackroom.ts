import { DatabaseOutlined, ExportOutlined, SwapOutlined } from '@ant-design/icons';
import type { Page } from './page.ts';

export const pages: readonly Page[] = [
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
    component: () => import('../features/stackroom/Shelving.tsx').then((file) => file.Shelving),
  },
  {
    ...{
      path: '/stackroom/tickets',
      title: '出入库',
      group: 'stackroom',
      permission: 'stackroom.read',
      icon: ExportOutlined,
      words: 'crk jy 借阅 出库 归还 提卷 逾期 续借',
      goKey: 'n',
    },
    component: () => import('../features/stackroom/Tickets.tsx').then((file) => file.Tickets),
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
    component: () => import('../features/stackroom/Rooms.tsx').then((file) => file.Rooms),
  },
];
