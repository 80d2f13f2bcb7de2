import type { Issue } from '../../core/problem.ts';

/** How strictly scans are received (接收标准). */
export const profiles = { new: '新扫（GB/T 33870：300 dpi、24 位彩色）', existing: '存量（分辨率按单位参数，可为灰度）' } as const;
export type Profile = keyof typeof profiles;

export const importStates = { refused: '未通过', ready: '待接收', accepted: '已接收' } as const;

/** How the raw image of a loose page came out of its file. */
export const takings = { asIs: '原样', embedded: '取自 PDF', rendered: '由 PDF 渲染', encoded: '由 TIFF 转换' } as const;

/** How far the scans of a dossier are. */
export const scanStates = {
  processing: '图像处理中',
  inspecting: '待质检',
  rework: '待返工',
  passed: '质检通过',
  publishing: '发布中',
  published: '已发布',
} as const;
export type ScanState = keyof typeof scanStates;

export const pageStates = { imported: '待处理', processed: '待质检', returned: '退回', passed: '合格' } as const;
export type PageState = keyof typeof pageStates;

/** Why an inspector returns a page (缺陷代码). `key` sets it from the keyboard. */
export const defects = {
  missing: { zh: '缺页', key: '1' },
  upsideDown: { zh: '倒置', key: '2' },
  skewed: { zh: '偏斜', key: '3' },
  blurred: { zh: '模糊', key: '4' },
  blackBorder: { zh: '黑边', key: '5' },
  cropped: { zh: '裁切过界', key: '6' },
  duplicate: { zh: '重复', key: '7' },
  blank: { zh: '空白', key: '8' },
  wrongPage: { zh: '错页', key: '9' },
  wrongPerson: { zh: '他人材料', key: '0' },
  damaged: { zh: '损坏、无法打开', key: 'd' },
} as const satisfies Record<string, { zh: string; key: string }>;
export type Defect = keyof typeof defects;
export const defectNames = Object.keys(defects) as [Defect, ...Defect[]];

/** What the header of an image says. `dpi` is null when it does not. */
export type PageFacts = {
  widthPx: number;
  heightPx: number;
  bitsPerChannel: number;
  channels: number;
  colourSpace: string;
  dpi: number | null;
  sizeBytes: number;
};

/** `leastDpi` dots per inch. */
export type Demand = { leastDpi: number; isColourNeeded: boolean };

/** What a profile asks; 存量 takes what the institution has set. Pure. */
export const demandOf = (profile: Profile, existingDpi: number): Demand =>
  profile === 'new' ? { leastDpi: 300, isColourNeeded: true } : { leastDpi: existingDpi, isColourNeeded: false };

/** Rules 49, 50 and 54 for one raw image, by its header. Pure. */
export function checkFacts(path: string, facts: PageFacts, demand: Demand): Issue[] {
  const { dpi, isEstimated } = resolutionOf(facts);
  const issues: Issue[] = [];
  if (dpi < demand.leastDpi) {
    const how = isEstimated ? '（文件未注明，按 A4 幅面推算）' : '';
    issues.push({ path, message: `图像“${path}”分辨率 ${dpi} dpi${how}，低于 ${demand.leastDpi} dpi；请重新扫描`, rule: 'R49' });
  }
  if (!isColourRight(facts, demand)) issues.push({ path, message: `图像“${path}”不是 24 位彩色；请按彩色重新扫描`, rule: 'R50' });
  if (facts.sizeBytes < LEAST_BYTES || facts.sizeBytes > MOST_BYTES) {
    const kilobytes = Math.round(facts.sizeBytes / 1024);
    issues.push({ path, message: `图像“${path}”大小 ${kilobytes} KB，超出允许范围（30 KB 至 2 MB）`, rule: 'R54', severity: 'warning' });
  }
  return issues;
}

const [LEAST_BYTES, MOST_BYTES] = [30 * 1024, 2 * 1024 ** 2];

function isColourRight({ bitsPerChannel, channels, colourSpace }: PageFacts, { isColourNeeded }: Demand): boolean {
  const isTrueColour = colourSpace === 'rgb' && bitsPerChannel === 8 && channels === 3;
  return isTrueColour || (!isColourNeeded && colourSpace === 'grey');
}

/** Inches of the long side of A4. */
const A4_LONG_SIDE = 11.69;

function resolutionOf({ dpi, widthPx, heightPx }: PageFacts): { dpi: number; isEstimated: boolean } {
  if (dpi !== null) return { dpi: Math.round(dpi), isEstimated: false };
  return { dpi: Math.round(Math.max(widthPx, heightPx) / A4_LONG_SIDE), isEstimated: true };
}

/** Of many alike the first few, and one line that says how many more there are: 2,000 pages of one fault are one fault. Pure. */
export function gather(issues: readonly Issue[]): Issue[] {
  return [...Map.groupBy(issues, ({ rule, severity }) => `${rule} ${severity}`).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first || alike.length <= SHOWN) return alike;
    return [...alike.slice(0, SHOWN), { ...first, path: '', message: `另有 ${alike.length - SHOWN} 处同类问题未逐一列出` }];
  });
}

const SHOWN = 20;

type Sides = { left: number; top: number; right: number; bottom: number };

/** What was measured on a raw image, as far as hints need it. */
export type Measured = {
  skewDegrees: number;
  isBlank: boolean;
  border: Sides;
  inkMargin: Sides;
  sharpness: number;
  /** Bits by which the page's print differs from that of the page before it; 64 where there is none. */
  hashDistance: number;
};

export type Hint = { defect: Defect; message: string; rule?: string };

/** Rules 51 to 53: what an inspector should look at. A hint returns nothing by itself. Pure. */
export function hintsOf({ skewDegrees, isBlank, border, inkMargin, sharpness, hashDistance }: Measured): Hint[] {
  const hints: Hint[] = [];
  const largest = (sides: Sides) => Math.max(sides.left, sides.top, sides.right, sides.bottom);
  const skew = Math.abs(skewDegrees);
  if (skew > 1) hints.push({ defect: 'skewed', message: `原始图像偏斜 ${skew.toFixed(1)}°，超过 1°`, rule: 'R51' });
  if (isBlank) hints.push({ defect: 'blank', message: '疑似空白页', rule: 'R52' });
  else if (hashDistance <= ALIKE_BITS) hints.push({ defect: 'duplicate', message: '与前一页相似，疑似重复扫描', rule: 'R52' });
  if (largest(border) > 0) hints.push({ defect: 'blackBorder', message: '原始图像有黑边', rule: 'R53' });
  if (!isBlank && Math.min(inkMargin.left, inkMargin.top, inkMargin.right, inkMargin.bottom) === 0)
    hints.push({ defect: 'cropped', message: '内容触及页边，疑似裁切过界', rule: 'R53' });
  if (!isBlank && sharpness > 0 && sharpness < BLURRED) hints.push({ defect: 'blurred', message: '图像模糊' });
  return hints;
}

/** Two scans of one sheet differ by up to 12 of 64 bits, two tables of one form by 16 and more. */
const ALIKE_BITS = 12;
/** Mean edge response over contrast; sharp print has about 1. */
const BLURRED = 0.5;

/** A page of a file in words: the file's name, and which page where it has several. Pure. */
export const placeInFile = ({ fileName, pageNumber, pageCount }: { fileName: string; pageNumber: number; pageCount: number }): string =>
  pageCount === 1 ? fileName : `${fileName} 第 ${pageNumber} 页`;

/** What is said of loose pages put under items; `pageCount` is what the catalogue says, undefined where the pages decide. */
export type Assigned = { title: string; pageCount?: number | undefined; pageIds: readonly string[] };

/** Rule 45 for each item, and that no page stands in two places. Pure. */
export function checkAssigned(items: readonly Assigned[]): Issue[] {
  const seen = new Set<string>();
  return items.flatMap(({ title, pageCount, pageIds }, index) => {
    const path = `items.${index}.pageIds`;
    const twiceCount = pageIds.filter((id) => seen.has(id) || !seen.add(id)).length;
    const issues: Issue[] = [];
    if (twiceCount > 0) issues.push({ path, message: `“${title}”有 ${twiceCount} 页重复放入；一页只能放在一处` });
    if (pageIds.length === 0 && pageCount === undefined) issues.push({ path, message: `“${title}”没有放入页面`, rule: 'R45' });
    if (pageCount !== undefined && pageIds.length !== pageCount) {
      const message = `“${title}”目录 ${pageCount} 页，放入 ${pageIds.length} 页；请补齐图像或更正目录页数`;
      issues.push({ path, message, rule: 'R45' });
    }
    return issues;
  });
}
