import { categories, categoryOrder } from '../../../../../modules/packages/categories.ts';

/** Every category that holds items, by its code, as the rules of 2018 name it. */
export const categoryTable: Readonly<Record<string, string>> = Object.fromEntries(
  categoryOrder.map((code) => [code, categories[code].names['2018']]),
);
