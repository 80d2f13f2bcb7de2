import type { Issue } from '../../core/problem.ts';
import type { VolumeState } from '../holdings/rules.ts';

/** What the count of one volume came to. `moved`: it went elsewhere by the books while the range was counted. */
export const categories = {
  match: '账实相符',
  missing: '缺',
  extra: '多',
  misplaced: '错架',
  lent: '借出未还',
  damaged: '标签损坏',
  moved: '盘点中变动',
} as const;
export type Category = keyof typeof categories;

export const resolutions = {
  corrected: '按实物改正库位',
  returned: '已放回账面库位',
  missing: '确认缺失',
  relabelled: '已重贴标签',
  noted: '已注明',
} as const;
export type Resolution = keyof typeof resolutions;

/** How each kind of difference may be settled; the others are none. */
export const settles = {
  missing: ['missing'],
  extra: ['noted'],
  misplaced: ['corrected', 'returned'],
  damaged: ['relabelled', 'noted'],
} as const satisfies Partial<Record<Category, readonly Resolution[]>>;
export type Difference = keyof typeof settles;
export const differences = Object.keys(settles) as Difference[];
export const isDifference = (category: Category | null): category is Difference => category !== null && category in settles;

export const stocktakeStates = { open: '盘点中', submitted: '待复核', closed: '已结束', cancelled: '已作废' } as const;
export type StocktakeState = keyof typeof stocktakeStates;

/** One bar code as the books had it at the baseline, as they have it now, and where it was seen. */
export type Sighting = {
  baselineShelfId: string | null;
  seenShelfId: string | null;
  seenAt: Date | null;
  isDamaged: boolean;
  /** Undefined for a code that nobody knows. */
  volume: { state: VolumeState; shelfId: string | null; movedAt: Date | null } | undefined;
};

/**
 * Judges one bar code. `movedAt` is the last time that the books moved it after the baseline: what moved after it was seen is held
 * against the baseline, what moved before against where it should stand now. Pure.
 */
export function judge(sighting: Sighting): Category {
  const { baselineShelfId, seenShelfId, seenAt, isDamaged, volume } = sighting;
  if (!volume) return 'extra';
  if (seenShelfId === null || seenAt === null) return judgeUnseen(volume, baselineShelfId);
  const movedLater = volume.movedAt !== null && volume.movedAt > seenAt;
  if (movedLater && seenShelfId === baselineShelfId) return 'moved';
  if (volume.state !== 'shelved') return 'extra';
  if (seenShelfId !== volume.shelfId) return 'misplaced';
  return isDamaged ? 'damaged' : 'match';
}

function judgeUnseen({ state, shelfId }: { state: VolumeState; shelfId: string | null }, baselineShelfId: string | null): Category {
  if (state === 'out') return 'lent';
  return state !== 'shelved' || shelfId !== baselineShelfId ? 'moved' : 'missing';
}

/** What keeps these bar codes from being settled this way. Pure. */
export function checkResolution(
  lines: readonly { barcode: string; category: Category | null; resolution: Resolution | null }[],
  wanted: Resolution,
): Issue[] {
  const refused = (message: string): Issue => ({ path: 'barcodes', message, rule: 'stocktake' });
  return lines.flatMap(({ barcode, category, resolution }) => {
    if (!isDifference(category)) return [refused(`${barcode} 没有待处理的差异`)];
    if (resolution !== null) return [refused(`${barcode} 已处理：${resolutions[resolution]}`)];
    const allowed: readonly Resolution[] = settles[category];
    return allowed.includes(wanted) ? [] : [refused(`${barcode} 为“${categories[category]}”，不能按“${resolutions[wanted]}”处理`)];
  });
}

export type Progress = { waiting: number; open: Readonly<Partial<Record<Difference, number>>> };

/** What must be done before a stocktake may be handed to the second person. Pure. */
export function checkComplete({ waiting, open }: Progress): Issue[] {
  const left = differences.filter((category) => (open[category] ?? 0) > 0);
  return [
    ...(waiting > 0 ? [{ path: '', message: `还有 ${waiting} 层没有盘完`, rule: 'stocktake' }] : []),
    ...left.map((category) => ({ path: '', message: `${categories[category]}：还有 ${open[category]} 条没有处理`, rule: 'stocktake' })),
  ];
}

/** The one who ends it is not the one who handed it over. Pure. */
export const checkSecond = (submittedBy: string | null, userId: string): Issue[] =>
  submittedBy === userId ? [{ path: '', message: '盘点由您送复核，须由另一人结束', rule: 'R28' }] : [];

/** What a sheet typed back in may say of a shelf. `expected`: the codes that it listed. Pure. */
export function checkSheet(expected: ReadonlySet<string>, sheet: { missing: readonly string[]; extra: readonly string[] }): Issue[] {
  const strangers = sheet.missing.filter((barcode) => !expected.has(barcode));
  const both = sheet.extra.filter((barcode) => sheet.missing.includes(barcode));
  return [
    ...strangers.map((barcode) => ({ path: 'missing', message: `${barcode} 不在本层的盘点表上，请核对` })),
    ...both.map((barcode) => ({ path: 'extra', message: `${barcode} 同时填在缺和多中` })),
  ];
}
