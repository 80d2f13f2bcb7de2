/**
 * The ten categories of a personnel dossier (十大类) with their sub-classes, as data. Pure, no Node: the browser uses it too.
 * Names of 2009 stand in most catalogues; those of the 2018 regulation moved some kinds of item.
 */
export const schemes = ['2009', '2018'] as const;
export type Scheme = (typeof schemes)[number];

/** `byDate`: ordered by the day of forming (R36). `bySystem`: conclusion before evidence and so on (R37). */
export type ItemOrder = 'byDate' | 'bySystem';

type Row = { numeral: string; parent?: '4' | '9'; order: ItemOrder; names: Record<Scheme, string> };

const same = (name: string): Record<Scheme, string> => ({ '2009': name, '2018': name });

/** Every code an item may carry, in catalogue order. 4 and 9 are headings and stand in `headings`. */
export const categories = {
  '1': { numeral: '一', order: 'byDate', names: { '2009': '履历材料', '2018': '履历类' } },
  '2': { numeral: '二', order: 'byDate', names: { '2009': '自传材料；报告个人有关事项材料', '2018': '自传和思想类' } },
  '3': { numeral: '三', order: 'byDate', names: { '2009': '考察、考核、鉴定材料；审计材料', '2018': '考核鉴定类' } },
  '4-1': { numeral: '4-1', parent: '4', order: 'byDate', names: same('学历学位材料') },
  '4-2': { numeral: '4-2', parent: '4', order: 'byDate', names: same('专业技术职务（职称）、职业（任职）资格材料') },
  '4-3': { numeral: '4-3', parent: '4', order: 'byDate', names: { '2009': '反映科研学术水平的材料', '2018': '学术评鉴材料' } },
  '4-4': { numeral: '4-4', parent: '4', order: 'byDate', names: { '2009': '培训材料', '2018': '教育培训材料' } },
  '5': {
    numeral: '五',
    order: 'bySystem',
    names: {
      '2009': '政审材料；更改（认定）姓名、民族、籍贯、国籍、入党入团时间、参加工作时间、出生日期等材料',
      '2018': '政审、审计和审核类',
    },
  },
  '6': { numeral: '六', order: 'bySystem', names: { '2009': '加入中国共产党、共青团、民主党派材料', '2018': '党、团类' } },
  '7': { numeral: '七', order: 'byDate', names: { '2009': '表彰奖励材料', '2018': '表彰奖励类' } },
  '8': { numeral: '八', order: 'bySystem', names: { '2009': '涉法违纪材料', '2018': '违规违纪违法处理处分类' } },
  '9-1': { numeral: '9-1', parent: '9', order: 'byDate', names: same('工资、待遇材料') },
  '9-2': { numeral: '9-2', parent: '9', order: 'byDate', names: same('招录、聘用、任免、调动、授衔、转业、退（离）休、辞职辞退材料') },
  '9-3': { numeral: '9-3', parent: '9', order: 'byDate', names: same('出国（境）材料') },
  '9-4': { numeral: '9-4', parent: '9', order: 'byDate', names: same('党代会、人代会、政协等会议代表材料') },
  '10': { numeral: '十', order: 'byDate', names: { '2009': '其他可供组织参考的材料', '2018': '其他可供组织参考的材料' } },
} as const satisfies Record<string, Row>;
export type CategoryCode = keyof typeof categories;

/** The two categories that only head sub-classes: an item filed straight into them breaks R30. */
export const headings = {
  '4': {
    numeral: '四',
    names: { '2009': '学历学位、职业资格、科研学术、培训材料', '2018': '学历学位、专业技术职务（职称）、学术评鉴和教育培训类' },
  },
  '9': { numeral: '九', names: { '2009': '招录聘用、任免调动、工资、出国（境）、会议代表等材料', '2018': '工资、任免、出国和会议代表类' } },
} as const satisfies Record<string, { numeral: string; names: Record<Scheme, string> }>;
export type HeadingCode = keyof typeof headings;

/** All codes in catalogue order: 1, 2, 3, 4-1 … 4-4, 5 … 9-4, 10 (object keys that look like numbers would come first). */
export const categoryOrder: readonly CategoryCode[] = [
  ...(['1', '2', '3', '4-1', '4-2', '4-3', '4-4', '5', '6', '7', '8', '9-1', '9-2', '9-3', '9-4', '10'] as const),
];

export type CategoryReading = { code: CategoryCode } | { heading: HeadingCode } | { unknown: true };

/** Reads 类号 as written by any of the exporters seen: 一, 1, 01, 第一类, 4-1, 四-1, 4－1, 四（一）. Never guesses a sub-class. */
export function readCategoryCode(text: string): CategoryReading {
  const plain = text.normalize('NFKC').replace(/\s+/g, '').replace(/^第/, '').replace(/类$/, '');
  const found = /^([0-9]{1,2}|[一二三四五六七八九十])(?:(?:[-_.·—–‐−、]|\()([0-9]{1,2}|[一二三四])\)?)?$/.exec(plain);
  if (!found) return { unknown: true };
  const main = toNumber(found[1] ?? '');
  const code = found[2] === undefined ? String(main) : `${main}-${toNumber(found[2])}`;
  if (isCategoryCode(code)) return { code };
  return isHeadingCode(code) ? { heading: code } : { unknown: true };
}

export function isCategoryCode(code: string): code is CategoryCode {
  return Object.hasOwn(categories, code);
}

export function isHeadingCode(code: string): code is HeadingCode {
  return Object.hasOwn(headings, code);
}

/** The 类号 a GB/T 33870 package carries: a Chinese numeral where there is no sub-class, `4-1` where there is. */
export function toPackageCode(code: CategoryCode): string {
  return categories[code].numeral;
}

/** For sorting: catalogue order, then whatever the caller adds. */
export function compareCategoryCodes(a: CategoryCode, b: CategoryCode): number {
  return categoryOrder.indexOf(a) - categoryOrder.indexOf(b);
}

function toNumber(digits: string): number {
  const numeral = '一二三四五六七八九十'.indexOf(digits);
  return numeral >= 0 ? numeral + 1 : Number(digits);
}
