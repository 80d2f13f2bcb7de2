import type { Permission } from '../../../../core/permissions.ts';
import { dayOf } from '../../../../core/time.ts';
import { findUsers } from '../../../../modules/accounts/contract.ts';
import { findOpen } from '../../../../modules/catalogue/contract.ts';
import { findInspections } from '../../../../modules/condition/contract.ts';
import { findImports, findScans } from '../../../../modules/digitisation/contract.ts';
import type { ScanState } from '../../../../modules/digitisation/rules.ts';
import { dayStatus, findParcels } from '../../../../modules/reception/contract.ts';
import { findWaiting } from '../../../../modules/stackroom/contract.ts';
import { findStocktakes } from '../../../../modules/stocktake/contract.ts';
import type { StocktakeState } from '../../../../modules/stocktake/rules.ts';
import { call } from '../../../call.ts';

/** `isMore`: there are more than were counted, so the figure is shown as `200+`. */
export type Count = { count: number; isMore: boolean };

/** Something that waits for whoever holds `permission`; its count opens the list at `to`. */
export type Waiting = { id: string; title: string; hint: string; permission: Permission; to: string; count: () => Promise<Count> };

const MOST = 200;

/** What waits, most urgent first. A module that leaves work to be done adds its row here. */
export const inbox: readonly Waiting[] = [
  {
    ...{
      id: 'parcels',
      title: '待登记的包裹',
      hint: '已签收，尚未逐卷登记',
      permission: 'dossier.register',
      to: '/reception/register',
    },
    count: async () => {
      const { parcels, next } = await call(findParcels, { state: 'signed', limit: MOST });
      return { count: parcels.length, isMore: next !== null };
    },
  },
  {
    ...{
      id: 'hand-over',
      title: '待移交的卷',
      hint: '已登记，核对实物后移交库房',
      permission: 'volume.handOver',
      to: '/stackroom/shelving?view=hand-over',
    },
    count: () => countWaiting('registered'),
  },
  {
    ...{
      id: 'accept',
      title: '待接收的卷',
      hint: '前台已移交，等库房上架',
      permission: 'volume.shelve',
      to: '/stackroom/shelving?view=accept',
    },
    count: () => countWaiting('handedOver'),
  },
  {
    ...{ id: 'catalogue', title: '待整理的档案', hint: '已入库，目录未完成', permission: 'item.describe', to: '/catalogue' },
    count: async () => {
      const { dossiers, next } = await call(findOpen, { limit: MOST });
      return { count: dossiers.length, isMore: next !== null };
    },
  },
  {
    ...{
      id: 'imports',
      title: '待接收的数据包',
      hint: '检查通过或有提示，确认后接收',
      permission: 'page.import',
      to: '/digitisation/imports?state=ready',
    },
    count: async () => {
      const { imports, next } = await call(findImports, { state: 'ready', limit: MOST });
      return { count: imports.length, isMore: next !== null };
    },
  },
  {
    ...{
      id: 'rework',
      title: '待返工的档案',
      hint: '质检退回的页面，重扫后替换',
      permission: 'page.import',
      to: '/digitisation/scans?state=rework',
    },
    count: () => countScans('rework'),
  },
  {
    ...{
      id: 'inspect',
      title: '待质检的档案',
      hint: '图像已处理，逐页判定',
      permission: 'page.inspect',
      to: '/digitisation/scans?state=inspecting',
    },
    count: () => countScans('inspecting'),
  },
  {
    ...{
      id: 'publish',
      title: '待发布的档案',
      hint: '质检通过，审核后发布',
      permission: 'dossier.publish',
      to: '/digitisation/scans?state=passed',
    },
    count: () => countScans('passed'),
  },
  {
    ...{
      id: 'stocktake-second',
      title: '待复核的盘点',
      hint: '各层盘完、差异已处理，由另一人结束',
      permission: 'stock.close',
      to: '/stackroom/stocktakes',
    },
    count: () => countStocktakes('submitted'),
  },
  {
    ...{
      id: 'stocktake',
      title: '进行中的盘点',
      hint: '接着盘未盘的层，处理差异',
      permission: 'stock.count',
      to: '/stackroom/stocktakes',
    },
    count: () => countStocktakes('open'),
  },
  {
    ...{
      id: 'condition-overdue',
      title: '逾期未检的卷',
      hint: '最近一次完好检查已过有效期',
      permission: 'condition.inspect',
      to: '/stackroom/condition?view=overdue',
    },
    count: async () => {
      const { inspections, next } = await call(findInspections, { overdue: 'true', limit: MOST });
      return { count: inspections.length, isMore: next !== null };
    },
  },
  {
    ...{ id: 'day', title: '今日未日结', hint: '今天有签收或登记，下班前日结', permission: 'day.close', to: '/reception/day' },
    count: async () => {
      const { parcels, dossiers, closed } = await call(dayStatus, { day: dayOf(new Date()) });
      return { count: closed || parcels.signed + dossiers.registered === 0 ? 0 : 1, isMore: false };
    },
  },
  {
    ...{
      id: 'suspended',
      title: '挂起的包裹',
      hint: '有疑问，等待处理',
      permission: 'parcel.read',
      to: '/reception/parcels?state=suspended',
    },
    count: async () => {
      const { parcels, next } = await call(findParcels, { state: 'suspended', limit: MOST });
      return { count: parcels.length, isMore: next !== null };
    },
  },
  {
    ...{ id: 'roles', title: '未分配角色的用户', hint: '分配角色后才能工作', permission: 'role.grant', to: '/system/users?show=no-role' },
    count: async () => {
      const { users, next } = await call(findUsers, { limit: MOST });
      return { count: users.filter(({ roles, isDisabled }) => roles.length === 0 && !isDisabled).length, isMore: next !== null };
    },
  },
];

async function countWaiting(state: 'registered' | 'handedOver'): Promise<Count> {
  const { volumes, next } = await call(findWaiting, { state, limit: MOST });
  return { count: volumes.length, isMore: next !== null };
}

async function countStocktakes(state: StocktakeState): Promise<Count> {
  const { stocktakes, next } = await call(findStocktakes, { state, limit: MOST });
  return { count: stocktakes.length, isMore: next !== null };
}

async function countScans(state: ScanState): Promise<Count> {
  const { scans, next } = await call(findScans, { state, limit: MOST });
  return { count: scans.length, isMore: next !== null };
}

/** What one can begin with when nothing waits, by permission. */
export const beginnings: readonly { permission: Permission; title: string; hint: string; to: string }[] = [
  { permission: 'parcel.sign', title: '签收新到的邮件', hint: '扫描邮件号即可；快捷键 g p', to: '/reception/parcels' },
  { permission: 'dossier.register', title: '逐份登记', hint: '扫描包裹的邮件号开始；快捷键 g e', to: '/reception/register' },
  { permission: 'dossier.read', title: '查找档案', hint: '按姓名、证件号或条码；快捷键 g a', to: '/dossiers' },
  { permission: 'volume.shelve', title: '接收上架', hint: '扫描卷条码和库位；快捷键 g s', to: '/stackroom/shelving' },
  { permission: 'item.describe', title: '整理编目', hint: '逐件录入目录；快捷键 g m', to: '/catalogue' },
  { permission: 'page.import', title: '导入扫描件', hint: '拖入数据包，逐个检查；快捷键 g o', to: '/digitisation/imports' },
  { permission: 'page.read', title: '数字化进度', hint: '质检、返工、发布；快捷键 g z', to: '/digitisation/scans' },
  { permission: 'figures.read', title: '年度指标', hint: '每个数字都能点开；快捷键 g f', to: '/figures' },
  { permission: 'user.manage', title: '建立用户', hint: '建好后由安全保密员分配角色；快捷键 g u', to: '/system/users' },
  { permission: 'institution.manage', title: '建立下级单位', hint: '连同它的三员和业务主管；快捷键 g i', to: '/system/institutions' },
  { permission: 'role.grant', title: '分配角色', hint: '同一人的角色不得跨越三员；快捷键 g u', to: '/system/users' },
  { permission: 'audit.read', title: '查看操作日志', hint: '谁在何时做了什么，结果如何；快捷键 g l', to: '/system/audit-lines' },
];
