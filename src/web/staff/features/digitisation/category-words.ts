import { categories, headings, isCategoryCode, isHeadingCode } from '../../../../modules/packages/categories.ts';
import type { Item, PlacedPage } from './usePages.ts';

/** `第四类` for 4-2: the category that a number key jumps to. */
export const mainOf = (categoryCode: string): number => Number(categoryCode.split('-')[0]);

/** The category in a word or two for a narrow column; `title` says it in full. */
export function categoryWords(categoryCode: string): { short: string; title: string } {
  const name = isCategoryCode(categoryCode)
    ? categories[categoryCode].names['2018']
    : isHeadingCode(categoryCode)
      ? headings[categoryCode].names['2018']
      : '';
  return { short: `${categoryCode}　${name}`, title: `第 ${categoryCode} 类 ${name}` };
}

/** The items of one category after the other, in catalogue order. */
export function byCategory<Each extends Pick<Item, 'categoryCode'>>(items: readonly Each[]): [string, Each[]][] {
  return [...Map.groupBy(items, ({ categoryCode }) => categoryCode)];
}

/** `1-2 干部履历表 第 3 页`: a page in words. */
export const pageWords = ({ item, ordinal }: PlacedPage): string => `${itemCode(item)} ${item.title} 第 ${ordinal} 页`;

/** 类号-序号, as it stands in the names of the images. */
export const itemCode = ({ categoryCode, sequence }: Pick<Item, 'categoryCode' | 'sequence'>): string => `${categoryCode}-${sequence}`;
