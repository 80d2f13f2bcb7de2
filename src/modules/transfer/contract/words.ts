import { z } from 'zod';

export const keysOf = <T extends string>(table: Readonly<Record<T, unknown>>) => z.enum(Object.keys(table) as [T, ...T[]]);
export const why = (zh: string) => z.string().trim().min(2, `请写明${zh}`).max(200).describe(zh);
export const optionalText = (max: number) => z.string().trim().max(max).optional();
/** What is said to warnings. */
export const said = optionalText(200).describe('对提示的说明');
export const day = z.iso.date();
export const paging = {
  after: z.string().max(80).optional().describe('上一页的 next'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
