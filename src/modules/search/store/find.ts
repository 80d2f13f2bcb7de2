import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Tables } from '../../../core/tables.gen.ts';
import { beginsWith } from '../../../platform/begins-with.ts';
import type { Scoped } from '../../../platform/scoped.ts';

/** A dossier that was found, and why. */
export type Found = { dossierId: string; why: string };
/** One way of looking, not asked yet. */
export type Lookup = SelectQueryBuilder<Tables, 'search_dossier', Found> | RawBuilder<Found>;

/** The tables have no row-level security (docs/decisions/0011): every query of this file starts here, or at `itemsIn`. */
const dossiersIn = (tx: Scoped, why: string | RawBuilder<string>) =>
  tx
    .select('search_dossier')
    .select(['dossier_id as dossierId', (typeof why === 'string' ? sql<string>`${why}::text` : why).as('why')])
    .where('kind', 'in', [...tx.scope.kinds]);
/** A registration that was void is nobody's dossier: it is found by its number only. */
const peopleIn = (tx: Scoped, why: string | RawBuilder<string>) => dossiersIn(tx, why).where('is_voided', '=', false);
const itemsIn = (tx: Scoped) => tx.select('search_item').where('kind', 'in', [...tx.scope.kinds]);

/** Asks all of them in one round trip; each answer in the order of its lookup. */
export async function askAll(tx: Scoped, lookups: readonly Lookup[]): Promise<Found[][]> {
  if (lookups.length === 0) return [];
  const each = lookups.map((lookup) => sql`coalesce((select json_agg(hit) from (${lookup}) hit), '[]')`);
  const { rows } = await sql<{ answers: Found[][] }>`select json_build_array(${sql.join(each)}) as answers`.execute(tx.db);
  return rows[0]?.answers ?? [];
}

const keyOf = (text: string) => sql<string>`search_key(${text})`;

export const byIdNumbers = (tx: Scoped, idNumbers: readonly string[], limit: number) =>
  peopleIn(tx, '证件号相同')
    .where('id_number', 'in', [...idNumbers])
    .orderBy('dossier_id', 'desc')
    .limit(limit);

export const byIdTail = (tx: Scoped, tail: string, limit: number) =>
  peopleIn(tx, '身份证号后四位').where('id_tail', '=', tail).orderBy('dossier_id', 'desc').limit(limit);

export const byBirth = (tx: Scoped, birthOn: string, limit: number) =>
  peopleIn(tx, '出生日期').where('birth_on', '=', birthOn).orderBy('dossier_id', 'desc').limit(limit);

export const byName = (tx: Scoped, name: string, limit: number) =>
  peopleIn(tx, '姓名相同').where('name_key', '=', keyOf(name)).orderBy('dossier_id', 'desc').limit(limit);

export const byFormerName = (tx: Scoped, name: string, limit: number) =>
  peopleIn(tx, sql<string>`'曾用名：' || former_names[array_position(former_keys, ${keyOf(name)})]`)
    .where(sql<boolean>`former_names <> '{}' and former_keys @> array[${keyOf(name)}]`)
    .limit(limit);

/** Longer names that begin with the text, in their order. */
export const byBeginningOfName = (tx: Scoped, part: string, limit: number) =>
  peopleIn(tx, '姓名包含')
    .where(sql<boolean>`name_key > ${keyOf(part)} and name_key < ${keyOf(part)} || chr(1114111)`)
    .orderBy('name_key')
    .orderBy('dossier_id')
    .limit(limit);

/** Names that hold the text further on, in no order: to sort all of them is slow. Not looked for where enough begin with it. */
export const byPartOfName = (tx: Scoped, part: string, limit: number) =>
  peopleIn(tx, '姓名包含')
    .where(sql<boolean>`zh_grams(name_key) @> zh_asked(${keyOf(part)}) and strpos(name_key, ${keyOf(part)}) > 1`)
    .where(isShort(byBeginningOfName(tx, part, limit), limit))
    .limit(limit);

const readings = { initials: '拼音首字母', pinyin: '拼音' } as const;

/** Initials, or whole readings, that are the letters (`isWhole`) or go on after them. */
export const byReading = (column: keyof typeof readings, isWhole: boolean) => (tx: Scoped, letters: string, limit: number) =>
  peopleIn(tx, readings[column])
    .where(isWhole ? sql<boolean>`${sql.ref(column)} = ${letters}` : beginsWith(column, letters))
    .orderBy(column)
    .orderBy('dossier_id')
    .limit(limit);

export const byBeginningOfCode = (tx: Scoped, code: string, limit: number) =>
  dossiersIn(tx, sql<string>`case when reference_code = ${code} then '编号相同' else '编号开头' end`)
    .where(beginsWith('reference_code', code))
    .orderBy('reference_code')
    .limit(limit);

/** By the running number, with or without its zeros. */
export const byRunningNumber = (tx: Scoped, digits: string, limit: number) =>
  dossiersIn(tx, '编号末尾').where('code_number', '=', digits.replace(/^0+/, '')).orderBy('dossier_id', 'desc').limit(limit);

/** By four characters or more of a number, from anywhere but its beginning, in no order; not where a number begins with them: a whole one is scanned. */
export const byPartOfCode = (tx: Scoped, part: string, limit: number) =>
  dossiersIn(tx, '编号包含')
    .where(sql<boolean>`code_grams(reference_code) @> code_grams(${part}) and strpos(reference_code, ${part}) > 1`)
    .where(isShort(byBeginningOfCode(tx, part, 1), 1))
    .limit(limit);

/** By an old number (旧编号) or its beginning, however it is spaced. */
export const byLegacyCode = (tx: Scoped, text: string, limit: number) =>
  dossiersIn(tx, sql<string>`case when legacy_key = ${keyOf(text)} then '旧编号相同' else '旧编号开头' end`)
    .where(sql<boolean>`legacy_key >= ${keyOf(text)} and legacy_key < ${keyOf(text)} || chr(1114111)`)
    .orderBy('legacy_key')
    .limit(limit);

/** By four characters or more from inside an old number; not where one begins with them. */
export const byPartOfLegacyCode = (tx: Scoped, part: string, limit: number) =>
  dossiersIn(tx, '旧编号包含')
    .where(sql<boolean>`legacy_key is not null and code_grams(legacy_key) @> code_grams(${keyOf(part)})`)
    .where(sql<boolean>`length(${keyOf(part)}) >= 4 and strpos(legacy_key, ${keyOf(part)}) > 1`)
    .where(isShort(byLegacyCode(tx, part, 1), 1))
    .limit(limit);

/** Whether a lookup stays under its limit. Holds for a whole query, so the planner asks it once, before any scan. */
const isShort = (lookup: Lookup, limit: number) => sql<boolean>`(select count(*) from (${lookup}) first) < ${limit}::int`;

/** Items of one dossier that are read to find the dossiers: a person may have thirty papers of one name. */
const ITEMS_A_DOSSIER = 10;

/** Dossiers with an item whose title holds the text, each with one such title; the newest first of those that were met. */
export function byTitle(tx: Scoped, part: string, limit: number): RawBuilder<Found> {
  const met = itemsIn(tx)
    .select(['dossier_id', 'title'])
    .where(sql<boolean>`zh_grams(title_key) @> zh_asked(${keyOf(part)}) and strpos(title_key, ${keyOf(part)}) > 0`)
    .limit(limit * ITEMS_A_DOSSIER);
  return sql<Found>`select dossier_id as "dossierId", '材料：' || min(title) as why from (${met}) met
    group by dossier_id order by dossier_id desc limit ${limit}`;
}
