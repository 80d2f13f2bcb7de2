import { BarcodeOutlined, DatabaseOutlined, ExportOutlined, MedicineBoxOutlined, SwapOutlined } from '@ant-design/icons';
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
    component: () => import('../features/stocktake/Stocktakes.tsx').then((file) => file.Stocktakes),
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
    component: () => import('../features/stocktake/Stocktake.tsx').then((file) => file.Stocktake),
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
    component: () => import('../features/stocktake/Count.tsx').then((file) => file.Count),
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
    component: () => import('../features/condition/Condition.tsx').then((file) => file.Condition),
  },
];
