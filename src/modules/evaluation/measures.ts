import { type Level, levelNames, levels } from '../../core/codes/damage-levels.ts';
import type { Delta } from '../../core/event.ts';
import type { MeasuredEvent } from '../../platform/house.ts';

/** The kinds of work that a plan counts (整理、移交、接收、管理、保存). Each is counted in pieces of work (件次). */
export const works = { arrange: '整理', handOver: '移交', receive: '接收', manage: '管理', keep: '保存' } as const;
export type Work = keyof typeof works;
export const workNames = Object.keys(works) as Work[];

/** How bad a volume may be and still count as 完好, by the definition that an institution sets. */
const upTo = ['intact', 'slight', 'moderate'] as const satisfies readonly Level[];

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
  'stock.originals': '在管的原件（卷）',
  'stock.inspected': '检查过的原件（卷）',
  ...Object.fromEntries(upTo.map((level) => [`stock.upTo.${level}`, `不差于“${levels[level]}”的原件（卷）`])),
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

/** How a dossier's volumes change what is kept. */
const kept = ({ dims, businessDay: day, data }: MeasuredEvent, sign: 1 | -1): Delta[] => [
  { measure: 'stock.originals', dims, day, amount: sign * Number(data['volumeCount']) },
];

/** A dossier's volumes as originals that are kept; voiding takes them back by correcting the registration. */
const registered: Measure = (event) => [...one('work.receive')(event), ...kept(event, 1)];

/** What a change of the level that counts does to the figures; null is 未检. */
function levelChange(from: Level | null, to: Level | null, day: string, dims: Record<string, string>): Delta[] {
  const within = (level: Level | null, most: Level) => Number(level !== null && levelNames.indexOf(level) <= levelNames.indexOf(most));
  const amounts = [
    { measure: 'stock.inspected', amount: Number(to !== null) - Number(from !== null) },
    ...upTo.map((most) => ({ measure: `stock.upTo.${most}`, amount: within(to, most) - within(from, most) })),
  ];
  return amounts.flatMap(({ measure, amount }) => (amount === 0 ? [] : [{ measure, dims, day, amount }]));
}

/** The new level counts from its day to the day of the next inspection, which took the previous one back already. */
const inspected: Measure = ({ businessDay, dims, data }) => {
  const { level, previous, next } = data as { level: Level; previous: Level | null; next: { day: string } | null };
  return [...levelChange(previous, level, businessDay, dims), ...(next ? levelChange(level, previous, next.day, dims) : [])];
};

/** Which figures an event moves. What a correction takes back needs no entry here: the ledger negates what the corrected event gave. */
const byType: Readonly<Record<string, Measure>> = {
  'parcel.signed': one('parcel.signed'),
  'parcel.completed': (event) => (event.data['signedOn'] === event.businessDay ? one('parcel.registeredSameDay')(event) : []),
  'dossier.registered': registered,
  'volume.inspected': inspected,
  'volume.conditionEnded': ({ businessDay, dims, data }) => levelChange(data['previous'] as Level, null, businessDay, dims),
  // what stood there before is no work of any year; with 接收 it makes the holdings of any day
  'dossier.opened': ({ dims, businessDay, data }) => [
    { measure: 'opening.dossiers', dims, day: businessDay, amount: 1 },
    { measure: 'opening.volumes', dims, day: businessDay, amount: Number(data['volumeCount']) },
    { measure: 'stock.originals', dims, day: businessDay, amount: Number(data['volumeCount']) },
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
    ...kept(event, -1),
    ...(event.data['isOnTime'] === true ? one('transfer.outOnTime')(event) : []),
  ],
  'transfer.acknowledged': one('transfer.acknowledged'),
  'transfer.sentBack': (event) => [...one('transfer.sentBack')(event), ...kept(event, 1)],
  'expectation.met': one('transfer.in'),
  'dossier.deaccessioned': (event) => [...one('dossier.deaccessioned')(event), ...kept(event, -1)],
  'plan.set': ({ businessDay, data }) => {
    const { year, work, quantity, previous } = data as { year: number; work: string; quantity: number; previous: number };
    return [{ measure: `plan.${work}`, dims: { year: String(year) }, day: businessDay, amount: quantity - previous }];
  },
};

/** The figures that an event moves. Pure: of the event and nothing else, so that `verify` can work them out again. */
export const measure = (event: MeasuredEvent): readonly Delta[] => byType[event.type]?.(event) ?? [];
