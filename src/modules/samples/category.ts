/** The ten categories (十大类), the fourth and ninth by sub-category. @standard 中组发〔2009〕12号 */
export const categoryCodes = ['1', '2', '3', '4-1', '4-2', '4-3', '4-4', '5', '6', '7', '8', '9-1', '9-2', '9-3', '9-4', '10'] as const;
export type CategoryCode = (typeof categoryCodes)[number];

/** 类号 as an exchange package writes it: a Chinese numeral, or `4-1` where there are sub-categories. @standard GB/T 33870-2017 */
export function packageCode(code: CategoryCode): string {
  return code.includes('-') ? code : ('一二三四五六七八九十'[Number(code) - 1] ?? code);
}
