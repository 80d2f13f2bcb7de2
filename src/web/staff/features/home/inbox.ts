import type { Permission } from '../../../../core/permissions.ts';
import { dayOf } from '../../../../core/time.ts';
import { findUsers } from '../../../../modules/accounts/contract.ts';
import { findOpen } from '../../../../modules/catalogue/contract.ts';
import { findOwn, findWaiting as findWaitingConsultations } from '../../../../modules/consultation/contract.ts';
import { findImports, findLoose, findScans } from '../../../../modules/digitisation/contract.ts';
import type { ScanState } from '../../../../modules/digitisation/rules.ts';
import type { TicketState } from '../../../../modules/holdings/rules.ts';
import { dayStatus, findParcels, findRolls } from '../../../../modules/reception/contract.ts';
import { findTickets, findWaiting } from '../../../../modules/stackroom/contract.ts';
import { call } from '../../../call.ts';
import { stockInbox } from './inbox-stock.ts';
import { transferInbox } from './inbox-transfer.ts';
import { type Count, MOST, type Waiting } from './waiting.ts';

export type { Count, Waiting } from './waiting.ts';

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
      id: 'rolls',
      title: '未结清的名册',
      hint: '逐个扫描信封，收齐后结清',
      permission: 'dossier.register',
      to: '/reception/rolls?state=open',
    },
    count: async () => {
      const { rolls, next } = await call(findRolls, { state: 'open', limit: MOST });
      return { count: rolls.length, isMore: next !== null };
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
    ...{
      id: 'loans',
      title: '待审批的借阅',
      hint: '核对事由与期限后批准',
      permission: 'loan.approve',
      to: '/stackroom/tickets?view=asked',
    },
    count: () => countTickets({ state: 'asked' }),
  },
  {
    ...{
      id: 'pulls',
      title: '待出库的卷',
      hint: '按提卷单取卷，逐卷扫描',
      permission: 'volume.shelve',
      to: '/stackroom/tickets?view=waiting',
    },
    count: () => countTickets({ state: 'approved' }),
  },
  {
    ...{
      id: 'put-back',
      title: '待归架的卷',
      hint: '前台已收回，放回架上',
      permission: 'volume.shelve',
      to: '/stackroom/tickets?view=returning',
    },
    count: () => countTickets({ state: 'returning' }),
  },
  {
    ...{
      id: 'overdue',
      title: '逾期未还的卷',
      hint: '催还，或请审批人续借',
      permission: 'volume.ask',
      to: '/stackroom/tickets?view=overdue',
    },
    count: () => countTickets({ overdue: 'true' }),
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
    ...{ id: 'loose', title: '待分配的散页', hint: '在托盘中，分配到档案目录', permission: 'page.import', to: '/digitisation/loose' },
    count: async () => ({ count: (await call(findLoose, { limit: 1 })).waitingCount, isMore: false }),
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
      id: 'consultations',
      title: '待审批的查阅',
      hint: '申请人在等，逐份审批',
      permission: 'consultation.approve',
      to: '/consultations/waiting',
    },
    count: async () => {
      const { consultations, next } = await call(findWaitingConsultations, { limit: MOST });
      return { count: consultations.length, isMore: next !== null };
    },
  },
  {
    ...{
      id: 'granted',
      title: '已获批的查阅',
      hint: '在有效期内开始查阅',
      permission: 'consultation.apply',
      to: '/consultations/own?state=granted',
    },
    count: async () => {
      const { consultations, next } = await call(findOwn, { state: 'granted', limit: MOST });
      return { count: consultations.length, isMore: next !== null };
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
  ...transferInbox,
  ...stockInbox,
];

async function countWaiting(state: 'registered' | 'handedOver'): Promise<Count> {
  const { volumes, next } = await call(findWaiting, { state, limit: MOST });
  return { count: volumes.length, isMore: next !== null };
}

async function countTickets(filter: { state?: TicketState; overdue?: 'true' }): Promise<Count> {
  const { tickets, next } = await call(findTickets, { ...filter, limit: MOST });
  return { count: tickets.length, isMore: next !== null };
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
  { permission: 'consultation.apply', title: '申请查阅', hint: '先查到档案，再点“申请查阅”；快捷键 g g', to: '/consultations/apply' },
  { permission: 'transfer.manage', title: '办理转出', hint: '凭对方调档函申请；快捷键 g t', to: '/transfers' },
  { permission: 'figures.read', title: '年度指标', hint: '每个数字都能点开；快捷键 g f', to: '/figures' },
  { permission: 'user.manage', title: '建立用户', hint: '建好后由安全保密员分配角色；快捷键 g u', to: '/system/users' },
  { permission: 'institution.manage', title: '建立下级单位', hint: '连同它的三员和业务主管；快捷键 g i', to: '/system/institutions' },
  { permission: 'role.grant', title: '分配角色', hint: '同一人的角色不得跨越三员；快捷键 g u', to: '/system/users' },
  { permission: 'audit.read', title: '查看操作日志', hint: '谁在何时做了什么，结果如何；快捷键 g l', to: '/system/audit-lines' },
];
