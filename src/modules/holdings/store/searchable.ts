import { type Kysely, sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Tables } from '../../../core/tables.gen.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { CustodyState } from '../rules.ts';

const dossiersIn = (db: Kysely<Tables>) =>
  db
    .selectFrom('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier.id', 'person.id as personId', 'kind', 'reference_code as referenceCode', 'name', 'former_names as formerNames'])
    .select(['pinyin', 'initials', 'id_number as idNumber', 'birth_on as birthOn', 'legacy_code as legacyCode'])
    .select(sql<boolean>`custody_state = 'voided'`.as('isVoided'));

/** A dossier by all that it is looked up by. */
export type SearchableDossier = Awaited<ReturnType<typeof findSearchableLike>>[number];

/** This dossier and all others of its person, in the caller's own institution, of whatever kind. */
export const findSearchableLike = (tx: Scoped, dossierId: string) =>
  dossiersIn(tx.db)
    .where('dossier.institution_id', '=', tx.institutionId)
    .where(
      'dossier.person_id',
      '=',
      sql<string>`(select person_id from dossier d where d.institution_id = ${tx.institutionId} and d.id = ${dossierId})`,
    )
    .execute();

/** These dossiers of the caller's own institution. */
export const findSearchable = (tx: Scoped, dossierIds: readonly string[]) =>
  dossiersIn(tx.db)
    .where('dossier.institution_id', '=', tx.institutionId)
    .where(sql<boolean>`dossier.id = any (${sql.val([...dossierIds])}::uuid[])`)
    .execute();

/** All dossiers of an institution in order of their ids, a page at a time. */
export const pageSearchable = (db: Kysely<Tables>, institutionId: number, after: string, limit: number) =>
  dossiersIn(db)
    .where('dossier.institution_id', '=', institutionId)
    .where('dossier.id', '>', after)
    .orderBy('dossier.id')
    .limit(limit)
    .execute();

/** What tells dossiers apart on a screen; in no order. Those out of scope are left out. */
export const findCards = (tx: Scoped, ids: readonly string[]) =>
  tx
    .select('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier.id', 'reference_code as referenceCode', 'name as personName', 'former_names as formerNames'])
    .select(['id_number as idNumber', 'birth_on as birthOn', 'school', 'employer'])
    .select([sql<DossierKind>`kind`.as('kind'), sql<CustodyState>`custody_state`.as('custodyState')])
    .where('dossier.id', 'in', [...ids])
    .where('kind', 'in', [...tx.scope.kinds])
    .execute();

/** The dossier of a volume with exactly this bar code, of whatever kind. */
export async function findIdByBarcode(tx: Scoped, barcode: string): Promise<string | undefined> {
  return (await tx.select('volume').select('dossier_id as id').where('barcode', '=', barcode).executeTakeFirst())?.id;
}
