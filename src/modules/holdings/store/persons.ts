import { sql } from 'kysely';
import type { knownIdTypes } from '../../../core/codes/tables.ts';
import type { DossierKind } from '../../../core/scope.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { CustodyState } from '../rules.ts';

type IdType = keyof typeof knownIdTypes;

export type PersonRow = {
  name: string;
  former_names: string[];
  pinyin: string;
  initials: string;
  id_type: string;
  id_number: string;
  id_number_written: string | null;
  birth_on: string | null;
  sex: string;
  ethnicity: string | null;
  political_status: string | null;
  education: string | null;
  degree: string | null;
  graduated_on: string | null;
  school: string | null;
  employer: string | null;
  identity: string | null;
  phone: string | null;
  email: string | null;
};

const PERSON_COLUMNS = [
  ...(['person.id', 'name', 'former_names', 'pinyin', 'initials', 'id_type', 'id_number', 'id_number_written', 'birth_on', 'sex'] as const),
  ...([
    'ethnicity',
    'political_status',
    'education',
    'degree',
    'graduated_on',
    'school',
    'employer',
    'identity',
    'phone',
    'email',
    'person.version',
  ] as const),
] as const;

/** Inserts the person unless somebody with that ID number is there already; locks and returns whoever is. */
export async function insertOrLockPerson(tx: Scoped, id: string, row: PersonRow, now: Date) {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('person', { id, ...row, created_at: now })
    .onConflict((oc) => oc.columns(['institution_id', 'id_type', 'id_number']).where('id_type', '<>', 'none').doNothing())
    .executeTakeFirstOrThrow();
  const isNew = numInsertedOrUpdatedRows === 1n;
  const stands = await tx
    .selectOwn('person')
    .select(PERSON_COLUMNS)
    .where('id_type', '=', row.id_type)
    .where('id_number', '=', row.id_number)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { isNew, ...stands };
}

/** Finds and locks the person of a dossier. */
export const lockPersonOf = (tx: Scoped, dossierId: string) =>
  tx
    .selectOwn('person')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'person.institution_id').onRef('dossier.person_id', '=', 'person.id'),
    )
    .select(PERSON_COLUMNS)
    .where('dossier.id', '=', dossierId)
    .forUpdate('person')
    .executeTakeFirst();

/** Returns false when the row is no longer at `version`. */
export async function updatePerson(tx: Scoped, id: string, version: number, row: Partial<PersonRow>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('person')
    .set({ ...row, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether another person holds this ID number. */
export const findByIdNumber = (tx: Scoped, idType: string, idNumber: string) =>
  tx.selectOwn('person').select(['id', 'name']).where('id_type', '=', idType).where('id_number', '=', idNumber).executeTakeFirst();

/** People born on this day with an active dossier, other than `personId`: some dozens in a register of 320,000. */
export const findBornOn = (tx: Scoped, birthOn: string, personId: string) =>
  tx
    .selectOwn('person')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'person.institution_id').onRef('dossier.person_id', '=', 'person.id'),
    )
    .select(['reference_code as code', 'name', 'former_names as formerNames', 'pinyin'])
    .where('birth_on', '=', birthOn)
    .where('person.id', '<>', personId)
    .where('is_active', '=', true)
    .execute();

export const getPerson = (tx: Scoped, id: string) =>
  tx
    .select('person')
    .select(PERSON_COLUMNS)
    .select(sql<IdType>`id_type`.as('idType'))
    .where('person.id', '=', id)
    .executeTakeFirstOrThrow();

/** Whose dossier it is, and the dossier's own marks, for modules that work on what is inside it; undefined when out of scope. */
export const getPersonOf = (tx: Scoped, dossierId: string) =>
  tx
    .select('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier.id as dossierId', 'reference_code as referenceCode', 'name', 'former_names as formerNames'])
    .select(['id_number as idNumber', 'birth_on as birthOn', 'education'])
    .select([sql<DossierKind>`kind`.as('kind'), sql<CustodyState>`custody_state`.as('custodyState')])
    .where('dossier.id', '=', dossierId)
    .where('kind', 'in', [...tx.scope.kinds])
    .executeTakeFirst();

/** A person's columns under the names of the contract; all but what identifies: ID number, version and reading stay with the caller. */
export const detailsOf = (person: PersonRow) => ({
  ...{ name: person.name, formerNames: person.former_names, birthOn: person.birth_on, sex: person.sex, ethnicity: person.ethnicity },
  ...{ politicalStatus: person.political_status, education: person.education, degree: person.degree, graduatedOn: person.graduated_on },
  ...{ school: person.school, employer: person.employer, identity: person.identity, phone: person.phone, email: person.email },
});

type Seen = { name: string; birthOn: string; idNumber?: string | null };

/** Reference codes of active dossiers of others, by `name/birth date`; at most five each. Whoever has the ID number is no other. */
export async function findNamesakes(tx: Scoped, people: readonly Seen[]): Promise<Map<string, string[]>> {
  const column = (field: keyof Seen) => sql.val(people.map((person) => person[field] ?? ''));
  const { rows } = await sql<{ key: string; codes: string[] }>`
    select n.name || '/' || n.birth_on as key, (array_agg(d.reference_code order by d.reference_code))[:5] as codes
    from (select distinct * from unnest(${column('name')}::text[], ${column('birthOn')}::date[], ${column('idNumber')}::text[])
      as u(name, birth_on, id_number)) n
    join person p on p.institution_id = ${tx.institutionId} and p.name collate "C" = n.name and p.birth_on = n.birth_on
      and (n.id_number = '' or p.id_number <> n.id_number)
    join dossier d on d.institution_id = p.institution_id and d.person_id = p.id and d.is_active
    group by 1`.execute(tx.db);
  return new Map(rows.map(({ key, codes }) => [key, codes]));
}
