import type { Issue } from '../../../core/problem.ts';

/** 存档状态. A dossier is active until it has left or its registration was void. */
export const custodyStates = {
  awaitingShelf: '待入库',
  inStore: '在库',
  lent: '借出',
  consulted: '查阅出库',
  digitising: '数字化在途',
  inRepair: '修复中',
  leaving: '转出在途',
  transferred: '已转出',
  deaccessioned: '已注销',
  voided: '登记作废',
} as const;
export type CustodyState = keyof typeof custodyStates;

/** 卷的位置. */
export const volumeStates = { registered: '待移交', handedOver: '已移交待接收', shelved: '在库', out: '出库', gone: '已离库' } as const;
export type VolumeState = keyof typeof volumeStates;

/** 数字状态. */
export const digitalStates = {
  none: '未数字化',
  awaitingMigration: '已数字化待迁入', // scanned before Lantai; the images are elsewhere
  inWork: '数字化中',
  published: '已发布',
  outdated: '有新材料未扫',
} as const;
export type DigitalState = keyof typeof digitalStates;

/** Why a volume leaves the room (出库用途), and what its dossier is meanwhile. */
export const ticketPurposes = { loan: '借阅', consultation: '查阅', digitisation: '数字化', repair: '修复', leaving: '转出' } as const;
export type TicketPurpose = keyof typeof ticketPurposes;

/** One axis: for each act the states it may begin in and the state it ends in. What is not in the table is refused. */
type Axis<State extends string> = Readonly<Record<string, { zh: string; from: readonly State[]; to: State }>>;

/** A dossier of several volumes stays lent while one is out, so a second volume may follow the first. */
export const custodyAxis = {
  shelve: { zh: '全部上架', from: ['awaitingShelf'], to: 'inStore' },
  void: { zh: '作废登记', from: ['awaitingShelf'], to: 'voided' },
  undoOpening: { zh: '撤销建账', from: ['inStore'], to: 'voided' },
  loan: { zh: '借出', from: ['inStore', 'lent'], to: 'lent' },
  consultation: { zh: '查阅出库', from: ['inStore', 'consulted'], to: 'consulted' },
  digitisation: { zh: '数字化出库', from: ['inStore', 'digitising'], to: 'digitising' },
  repair: { zh: '送修', from: ['inStore', 'inRepair'], to: 'inRepair' },
  leaving: { zh: '转出出库', from: ['inStore', 'leaving'], to: 'leaving' },
  checkIn: { zh: '全部归还', from: ['lent', 'consulted', 'digitising', 'inRepair', 'leaving'], to: 'inStore' },
  dispatch: { zh: '寄出', from: ['leaving'], to: 'transferred' },
  sendBack: { zh: '对方退回', from: ['transferred'], to: 'awaitingShelf' },
  deaccession: { zh: '注销', from: ['awaitingShelf', 'inStore'], to: 'deaccessioned' },
  restore: { zh: '撤销注销', from: ['deaccessioned'], to: 'awaitingShelf' },
} as const satisfies Axis<CustodyState>;
export type CustodyAct = keyof typeof custodyAxis;

export const volumeAxis = {
  handOver: { zh: '移交库房', from: ['registered'], to: 'handedOver' },
  refuse: { zh: '库房退回', from: ['handedOver'], to: 'registered' },
  shelve: { zh: '接收上架', from: ['handedOver'], to: 'shelved' },
  move: { zh: '移位', from: ['shelved'], to: 'shelved' },
  checkOut: { zh: '出库', from: ['shelved'], to: 'out' },
  checkIn: { zh: '归还上架', from: ['out'], to: 'shelved' },
  dispatch: { zh: '寄出', from: ['out'], to: 'gone' },
  void: { zh: '作废登记', from: ['registered', 'handedOver'], to: 'gone' },
  undoOpening: { zh: '撤销建账', from: ['shelved'], to: 'gone' },
  deaccession: { zh: '注销', from: ['registered', 'handedOver', 'shelved'], to: 'gone' },
  sendBack: { zh: '退回或恢复', from: ['gone'], to: 'registered' },
} as const satisfies Axis<VolumeState>;
export type VolumeAct = keyof typeof volumeAxis;

export const digitalAxis = {
  accept: { zh: '接收扫描件', from: ['none', 'awaitingMigration', 'outdated'], to: 'inWork' },
  publish: { zh: '发布', from: ['inWork'], to: 'published' },
  addItem: { zh: '归入新材料', from: ['published', 'outdated'], to: 'outdated' },
} as const satisfies Axis<DigitalState>;
export type DigitalAct = keyof typeof digitalAxis;

/** The three axes, for the document that draws them. */
export const axes = {
  custody: { zh: '存档状态（档案）', states: custodyStates, acts: custodyAxis },
  volume: { zh: '卷的位置（实体）', states: volumeStates, acts: volumeAxis },
  digital: { zh: '数字状态（影像）', states: digitalStates, acts: digitalAxis },
} as const;

/** Why a dossier may not take an act now, in the clerk's words; undefined when it may. Pure. */
export function refuseCustody(act: CustodyAct, state: CustodyState, code: string): Issue | undefined {
  const { from, zh } = custodyAxis[act];
  if ((from as readonly CustodyState[]).includes(state)) return undefined;
  return { path: 'dossierId', message: `档案 ${code} 为“${custodyStates[state]}”，不能${zh}`, rule: 'axis' };
}
