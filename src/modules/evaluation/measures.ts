import type { Delta } from '../../core/event.ts';
import type { MeasuredEvent } from '../../platform/house.ts';

/** The kinds of work that a plan counts (整理、移交、接收、管理、保存). Each is counted in pieces of work (件次). */
export const works = { arrange: '整理', handOver: '移交', receive: '接收', manage: '管理', keep: '保存' } as const;
export type Work = keyof typeof works;
export const workNames = Object.keys(works) as Work[];

/** What each measure counts, as a person would say it. */
export const measureNames: Readonly<Record<string, string>> = {
  'parcel.signed': '签收的包裹',
  'parcel.registeredSameDay': '签收当日登记完毕的包裹',
  'consultation.readers': '查阅人次',
  'consultation.retrievalAvoided': '避免翻阅次数',
  'opening.dossiers': '期初建账的档案',
  'opening.volumes': '期初建账的卷',
  'transfer.out': '转出的档案',
  'transfer.outOnTime': '按时限转出的档案（转递及时率的分子，分母为转出的档案）',
  'transfer.acknowledged': '收到回执的转出档案（回执返还率的分子，分母为转出的档案）',
  'transfer.sentBack': '对方退回的档案',
  'transfer.in': '凭调档函转入的档案',
  'dossier.deaccessioned': '注销的档案',
  ...Object.fromEntries(workNames.map((work) => [`work.${work}`, `完成的${works[work]}工作量`])),
  ...Object.fromEntries(workNames.map((work) => [`plan.${work}`, `计划的${works[work]}工作量`])),
};

type Measure = (event: MeasuredEvent) => Delta[];

const one =
  (measure: string): Measure =>
  ({ dims, businessDay }) => [{ measure, dims, day: businessDay, amount: 1 }];

/** A reading on the screen at which pages were seen: so many readers, and one time that the paper stayed on its shelf (避免翻阅). */
const read: Measure = ({ dims, businessDay: day, data }) => {
  const { pageCount, readerCount } = data as { pageCount: number; readerCount: number };
  if (pageCount === 0) return [];
  return [
    { measure: 'consultation.readers', dims, day, amount: readerCount },
    { measure: 'consultation.retrievalAvoided', dims, day, amount: 1 },
  ];
};

/** Which figures an event moves. What a correction takes back needs no entry here: the ledger negates what the corrected event gave. */
const byType: Readonly<Record<string, Measure>> = {
  'parcel.signed': one('parcel.signed'),
  'parcel.completed': (event) => (event.data['signedOn'] === event.businessDay ? one('parcel.registeredSameDay')(event) : []),
  'dossier.registered': one('work.receive'),
  // what stood there before is no work of any year; with 接收 it makes the holdings of any day
  'dossier.opened': ({ dims, businessDay, data }) => [
    { measure: 'opening.dossiers', dims, day: businessDay, amount: 1 },
    { measure: 'opening.volumes', dims, day: businessDay, amount: Number(data['volumeCount']) },
  ],
  'dossier.completed': one('work.manage'),
  'volume.handedOver': one('work.handOver'),
  'volume.shelved': one('work.keep'),
  'volume.moved': one('work.manage'),
  'person.updated': one('work.manage'),
  'person.corrected': one('work.manage'),
  'catalogue.completed': one('work.arrange'),
  'consultation.held': read,
  'consultation.recalled': read,
  'transfer.dispatched': (event) => [
    ...one('transfer.out')(event),
    ...(event.data['isOnTime'] === true ? one('transfer.outOnTime')(event) : []),
  ],
  'transfer.acknowledged': one('transfer.acknowledged'),
  'transfer.sentBack': one('transfer.sentBack'),
  'expectation.met': one('transfer.in'),
  'dossier.deaccessioned': one('dossier.deaccessioned'),
  'plan.set': ({ businessDay, data }) => {
    const { year, work, quantity, previous } = data as { year: number; work: string; quantity: number; previous: number };
    return [{ measure: `plan.${work}`, dims: { year: String(year) }, day: businessDay, amount: quantity - previous }];
  },
};

/** The figures that an event moves. Pure: of the event and nothing else, so that `verify` can work them out again. */
export const measure = (event: MeasuredEvent): readonly Delta[] => byType[event.type]?.(event) ?? [];
