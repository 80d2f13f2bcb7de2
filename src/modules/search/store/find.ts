import { type RawBuilder, sql } from 'kysely';
import { beginsWith } from '../../../platform/begins-with.ts';
import type { Scoped } from '../../../platform/scoped.ts';

/** A dossier that was found, and why. */
export type Found = { dossierId: string; why: string };

/** The tables have no row-level security (docs/decisions/0009): every query of this file starts here, or at `itemsIn`. */
const dossiersIn = (tx: Scoped, why: string | RawBuilder<string>) =>
  tx
    .select('search_dossier')
    .select(['dossier_id as dossierId', (typeof why === 'string' ? sql<string>`${why}::text` : why).as('why')])
    .where('kind', 'in', [...tx.scope.kinds]);
/** A registration that was void is nobody's dossier: it is found by its number only. */
const peopleIn = (tx: Scoped, why: string | RawBuilder<string>) => dossiersIn(tx, why).where('is_voided', '=', false);
const itemsIn = (tx: Scoped) => tx.select('search_item').where('kind', 'in', [...tx.scope.kinds]);

const keyOf = (text: string) => sql<string>`search_key(${text})`;

export const findByIdNumbers = (tx: Scoped, idNumbers: readonly string[], limit: number): Promise<Found[]> =>
  peopleIn(tx, '证件号相同')
    .where('id_number', 'in', [...idNumbers])
    .orderBy('dossier_id', 'desc')
    .limit(limit)
    .execute();

export const findByIdTail = (tx: Scoped, tail: string, limit: number): Promise<Found[]> =>
  peopleIn(tx, '身份证号后四位').where('id_tail', '=', tail).orderBy('dossier_id', 'desc').limit(limit).execute();

export const findByBirth = (tx: Scoped, birthOn: string, limit: number): Promise<Found[]> =>
  peopleIn(tx, '出生日期').where('birth_on', '=', birthOn).orderBy('dossier_id', 'desc').limit(limit).execute();

export const findByName = (tx: Scoped, name: string, limit: number): Promise<Found[]> =>
  peopleIn(tx, '姓名相同').where('name_key', '=', keyOf(name)).orderBy('dossier_id', 'desc').limit(limit).execute();

export const findByFormerName = (tx: Scoped, name: string, limit: number): Promise<Found[]> =>
  peopleIn(tx, sql<string>`'曾用名：' || former_names[array_position(former_keys, ${keyOf(name)})]`)
    .where(sql<boolean>`former_names <> '{}' and former_keys @> array[${keyOf(name)}]`)
    .limit(limit)
    .execute();

/** Longer names that begin with the text, in order; then those that hold it elsewhere, in no order, since to sort them all is slow. */
export async function findByPartOfName(tx: Scoped, part: string, limit: number): Promise<Found[]> {
  const key = keyOf(part);
  const beginning = await peopleIn(tx, '姓名包含')
    .where(sql<boolean>`name_key > ${key} and name_key < ${key} || chr(1114111)`)
    .orderBy('name_key')
    .orderBy('dossier_id')
    .limit(limit)
    .execute();
  if (beginning.length >= limit) return beginning;
  const holding = await peopleIn(tx, '姓名包含')
    .where(sql<boolean>`zh_grams(name_key) @> zh_grams(${key}) and strpos(name_key, ${key}) > 1`)
    .limit(limit - beginning.length)
    .execute();
  return [...beginning, ...holding];
}

/** Initials and whole readings that begin with the letters: those that are no longer come first. */
export async function findByPinyin(tx: Scoped, letters: string, limit: number): Promise<Found[]> {
  const by = async (column: 'initials' | 'pinyin', why: string) => {
    const rows = await peopleIn(tx, why)
      .select(sql<boolean>`${sql.ref(column)} = ${letters}`.as('isWhole'))
      .where(beginsWith(column, letters))
      .orderBy(column)
      .orderBy('dossier_id')
      .limit(limit)
      .execute();
    return rows;
  };
  const both = [...(await by('initials', '拼音首字母')), ...(await by('pinyin', '拼音'))];
  return [...both.filter(({ isWhole }) => isWhole), ...both.filter(({ isWhole }) => !isWhole)].map(({ dossierId, why }) => ({
    dossierId,
    why,
  }));
}

const SHORTEST_PART = 4;

/** Numbers equal to the text, then those that begin with it, whose running number it is, and that hold it anywhere. */
export async function findByCode(tx: Scoped, code: string, limit: number): Promise<Found[]> {
  const found = await dossiersIn(tx, sql<string>`case when reference_code = ${code} then '编号相同' else '编号开头' end`)
    .where(beginsWith('reference_code', code))
    .orderBy('reference_code')
    .limit(limit)
    .execute();
  const runningNumber = /^0*([1-9]\d{0,9})$/.exec(code)?.[1];
  if (found.length < limit && runningNumber !== undefined)
    found.push(
      ...(await dossiersIn(tx, '编号末尾').where('code_number', '=', runningNumber).orderBy('dossier_id', 'desc').limit(limit).execute()),
    );
  if (found.length < limit && code.length >= SHORTEST_PART)
    found.push(
      ...(await dossiersIn(tx, '编号包含')
        .where(sql<boolean>`code_grams(reference_code) @> code_grams(${code}) and strpos(reference_code, ${code}) > 1`)
        .limit(limit)
        .execute()),
    );
  return found;
}

/** Items of one dossier that are read to find the dossiers: a person may have thirty papers of one name. */
const ITEMS_A_DOSSIER = 10;

/** Dossiers with an item whose title holds the text, each with one such title; the newest first of those that were met. */
export async function findByTitle(tx: Scoped, part: string, limit: number): Promise<Found[]> {
  const met = itemsIn(tx)
    .select(['dossier_id', 'title'])
    .where(sql<boolean>`zh_grams(title_key) @> zh_grams(${keyOf(part)}) and strpos(title_key, ${keyOf(part)}) > 0`)
    .limit(limit * ITEMS_A_DOSSIER);
  const { rows } = await sql<Found>`
    select dossier_id as "dossierId", '材料：' || min(title) as why from (${met}) met
    group by dossier_id order by dossier_id desc limit ${limit}`.execute(tx.db);
  return rows;
}
