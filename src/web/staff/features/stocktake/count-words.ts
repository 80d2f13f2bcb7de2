import { type Category, categories } from '../../../../modules/stocktake/rules.ts';

/** `账实相符 38，缺 1`; kinds that did not occur are left out. */
export const countWords = (counts: Readonly<Record<string, number>>): string =>
  (Object.keys(categories) as Category[])
    .flatMap((category) => (counts[category] ? [`${categories[category]} ${counts[category]}`] : []))
    .join('，') || '空层';
