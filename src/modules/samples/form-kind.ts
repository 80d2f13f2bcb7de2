import type { CategoryCode } from './category.ts';
import type { Life } from './life.ts';
import { type Block, type Cell, chineseMonth, facts } from './page.ts';
import type { SamplePerson } from './people.ts';
import type { Random } from './random.ts';

/** One kind of form (材料种类): when a person gets one, what it is called, what it says. */
export type FormKind = {
  key: string;
  categoryCode: CategoryCode;
  /** Rank inside the categories that are ordered by system, not by date (5, 6, 8). */
  rank?: number;
  /** Days `YYYY-MM-DD` on which this person would have got one; empty when never. */
  days: (life: Life, random: Random) => string[];
  title: (sheet: Sheet) => string;
  /** Pages in order, each at most one A4 side. */
  draw: (sheet: Sheet) => Block[][];
};

/** `day` may be partial (`1998`, `1998-07`): forms write what is known. */
type Sheet = { life: Life; person: SamplePerson; day: string; year: number; random: Random };

/** Joins a few sentences of a pool into a paragraph; the same paragraph never says one twice. */
export function paragraph(random: Random, pool: readonly string[], count: number): string {
  return random.some(pool, count).join('');
}

/** The citizen number as papers of that day show it: fifteen digits, without century and check character, until October 1999. */
export function idNumberOn(person: SamplePerson, day: string): string {
  return day < '1999-10' ? person.idNumber.slice(0, 6) + person.idNumber.slice(8, 17) : person.idNumber;
}

/** The row most forms begin with. */
export function who(person: SamplePerson): Cell[] {
  return facts('姓名', person.name, '性别', person.sex, '出生年月', chineseMonth(person.birthDate));
}
