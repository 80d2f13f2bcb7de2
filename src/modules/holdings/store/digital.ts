import { sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { type DigitalAct, digitalAxis, storedIdNumber } from '../rules.ts';

/**
 * Active dossiers of the person with this resident ID number, 15 digits or 18: none, one, or one of each kind. `idNumber` is the
 * stored form, `names` the name and the former ones.
 */
export async function findActiveByIdNumber(tx: Scoped, idNumber: string) {
  const rows = await tx
    .selectOwn('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier.id as dossierId', 'reference_code as referenceCode', 'name', 'former_names as formerNames'])
    .select(sql<DossierKind>`kind`.as('kind'))
    .where('id_type', '=', 'resident-id')
    .where('id_number', '=', storedIdNumber('resident-id', idNumber))
    .where('is_active', '=', true)
    .where('kind', 'in', [...tx.scope.kinds])
    .orderBy('kind')
    .execute();
  return rows.map(({ name, formerNames, ...row }) => ({ ...row, personName: name, names: [name, ...formerNames] }));
}

/** Of these stored resident ID numbers those with an active floating dossier, each with the name it is registered under. */
export async function findActiveNames(tx: Scoped, idNumbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectOwn('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['id_number as idNumber', 'name'])
    .where('id_type', '=', 'resident-id')
    .where(sql<boolean>`id_number = any (${sql.val([...idNumbers])})`)
    .where('is_active', '=', true)
    .where('kind', '=', 'floating')
    .execute();
  return new Map(rows.map(({ idNumber, name }) => [idNumber, name]));
}

/** Whose dossier it is, as its papers say it. */
export const getHeader = (tx: Scoped, dossierId: string) =>
  tx
    .select('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['name', 'sex', 'ethnicity', 'birth_on as birthOn', 'id_number as idNumber', 'reference_code as referenceCode'])
    .select([sql<DossierKind>`kind`.as('kind'), 'is_active as isActive'])
    .where('dossier.id', '=', dossierId)
    .executeTakeFirst();

/** Moves a dossier along the digital axis (数字状态); the event that says so vouches for the row. */
export async function moveDigital(tx: Scoped, dossierId: string, act: DigitalAct): Promise<void> {
  const { from, to } = digitalAxis[act];
  const { numUpdatedRows } = await tx
    .update('dossier')
    .set({ digital_state: to, version: sql`version + 1` })
    .where('id', '=', dossierId)
    .where('digital_state', 'in', [...from])
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`dossier ${dossierId} may not ${act}`);
}
