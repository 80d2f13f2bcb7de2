import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../../core/tables.gen.ts';
import type { Db } from '../../../platform/db.ts';
import type { Difference } from '../../../platform/house.ts';
import { institutionIds } from '../../../platform/verify.ts';
import { pageItems } from '../../catalogue/index.ts';
import { pageSearchable, type SearchableDossier } from '../../holdings/index.ts';

const PAGE = 2000;
const FIRST = '00000000-0000-0000-0000-000000000000';
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export type SearchableItem = { id: string; dossierId: string; categoryCode: string; title: string };

/** Writes what dossiers are looked up by; safe to repeat. */
export async function putDossiers(db: Kysely<Tables>, institutionId: number, dossiers: readonly SearchableDossier[]): Promise<void> {
  if (dossiers.length === 0) return;
  const rows = dossiers.map((d) => ({
    ...{ institution_id: institutionId, dossier_id: d.id, person_id: d.personId, kind: d.kind, reference_code: d.referenceCode },
    ...{ name: d.name, former_names: d.formerNames, pinyin: d.pinyin, initials: d.initials, id_number: d.idNumber },
    ...{ birth_on: d.birthOn, is_voided: d.isVoided, legacy_code: d.legacyCode },
  }));
  await db
    .insertInto('search_dossier')
    .values(rows)
    .onConflict((oc) =>
      oc.columns(['institution_id', 'dossier_id']).doUpdateSet((e) => ({
        ...{ person_id: e.ref('excluded.person_id'), kind: e.ref('excluded.kind'), reference_code: e.ref('excluded.reference_code') },
        ...{ name: e.ref('excluded.name'), former_names: e.ref('excluded.former_names'), pinyin: e.ref('excluded.pinyin') },
        ...{ initials: e.ref('excluded.initials'), id_number: e.ref('excluded.id_number'), birth_on: e.ref('excluded.birth_on') },
        ...{ is_voided: e.ref('excluded.is_voided'), legacy_code: e.ref('excluded.legacy_code') },
      })),
    )
    .execute();
}

/** Writes items of dossiers that `putDossiers` knows; those of void ones are left out. */
export async function putItems(db: Kysely<Tables>, institutionId: number, items: readonly SearchableItem[]): Promise<void> {
  const kinds = await kindsOf(db, institutionId, items);
  const rows = items.flatMap(({ id, dossierId, categoryCode, title }) => {
    const kind = kinds.get(dossierId);
    if (kind === undefined) return [];
    return [{ institution_id: institutionId, item_id: id, dossier_id: dossierId, kind, category_code: categoryCode, title }];
  });
  if (rows.length > 0) await db.insertInto('search_item').values(rows).execute();
}

export async function removeItemsOf(db: Kysely<Tables>, institutionId: number, dossierIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('search_item')
    .where('institution_id', '=', institutionId)
    .where(sql<boolean>`dossier_id = any (${sql.val([...dossierIds])}::uuid[])`)
    .execute();
}

/** Fills both tables again from what stands in holdings and catalogue, in one transaction: readers see the old rows until then, writers wait. */
export async function rebuild(owner: Db): Promise<{ dossiers: number; items: number }> {
  return owner.transaction().execute(async (db) => {
    await sql`lock table search_dossier, search_item in share row exclusive mode`.execute(db);
    await db.deleteFrom('search_item').execute();
    await db.deleteFrom('search_dossier').execute();
    const counts = { dossiers: 0, items: 0 };
    for (const institutionId of await institutionIds(db)) {
      for await (const { rows } of pagesOf((after) => pageSearchable(db, institutionId, after, PAGE))) {
        await putDossiers(db, institutionId, rows);
        counts.dossiers += rows.length;
      }
      for await (const { rows } of pagesOf((after) => pageItems(db, institutionId, after, PAGE))) {
        await putItems(db, institutionId, rows);
        counts.items += rows.length;
      }
    }
    return counts;
  });
}

/** Rows that are not what holdings and catalogue say, that are missing, or that nothing stands behind. */
export async function findDifferences(db: Db): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const institutionId of await institutionIds(db)) {
    for await (const { rows, after, upTo } of pagesOf((from) => pageSearchable(db, institutionId, from, PAGE)))
      found.push(...compare('search_dossier', rows, await keptDossiers(db, institutionId, after, upTo)));
    for await (const { rows, after, upTo } of pagesOf((from) => pageItems(db, institutionId, from, PAGE))) {
      const kinds = await kindsOf(db, institutionId, rows);
      const expected = rows.flatMap((row) => (kinds.has(row.dossierId) ? [{ ...row, kind: kinds.get(row.dossierId) }] : []));
      found.push(...compare('search_item', expected, await keptItems(db, institutionId, after, upTo)));
    }
  }
  return found;
}

/** Pages until there is none; the ranges (after, upTo] of all pages together hold every id, the last and only empty one too. */
async function* pagesOf<Row extends { id: string }>(read: (after: string) => Promise<Row[]>) {
  for (let after = FIRST; ; ) {
    const rows = await read(after);
    const upTo = rows.length < PAGE ? LAST : (rows.at(-1)?.id ?? LAST);
    yield { rows, after, upTo };
    if (upTo === LAST) return;
    after = upTo;
  }
}

function compare(table: string, expected: readonly { id: string }[], kept: readonly { id: string }[]): Difference[] {
  const texts = new Map(kept.map((row) => [row.id, textOf(row)]));
  const wrong = expected.flatMap((row) => {
    const text = texts.get(row.id);
    texts.delete(row.id);
    if (text === textOf(row)) return [];
    return [{ table, id: row.id, what: text === undefined ? '查档表中没有这一行，查不到' : '查档表与登记、目录不符' }];
  });
  return [...wrong, ...[...texts.keys()].map((id) => ({ table, id, what: '查档表多出这一行，无所依据' }))];
}

const textOf = (row: object) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

const keptDossiers = (db: Db, institutionId: number, after: string, upTo: string): Promise<SearchableDossier[]> =>
  db
    .selectFrom('search_dossier')
    .select(['dossier_id as id', 'person_id as personId', 'kind', 'reference_code as referenceCode', 'name', 'former_names as formerNames'])
    .select(['pinyin', 'initials', 'id_number as idNumber', 'birth_on as birthOn', 'is_voided as isVoided'])
    .select('legacy_code as legacyCode')
    .where('institution_id', '=', institutionId)
    .where('dossier_id', '>', after)
    .where('dossier_id', '<=', upTo)
    .execute();

const keptItems = (db: Db, institutionId: number, after: string, upTo: string) =>
  db
    .selectFrom('search_item')
    .select(['item_id as id', 'dossier_id as dossierId', 'kind', 'category_code as categoryCode', 'title'])
    .where('institution_id', '=', institutionId)
    .where('item_id', '>', after)
    .where('item_id', '<=', upTo)
    .execute();

/** The kinds of dossiers that are not void. */
async function kindsOf(db: Kysely<Tables>, institutionId: number, items: readonly SearchableItem[]): Promise<Map<string, string>> {
  const ids = [...new Set(items.map(({ dossierId }) => dossierId))];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('search_dossier')
    .select(['dossier_id as id', 'kind'])
    .where('institution_id', '=', institutionId)
    .where(sql<boolean>`dossier_id = any (${ids}::uuid[])`)
    .where('is_voided', '=', false)
    .execute();
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}
