import { sql } from 'kysely';
import type { Scoped } from '../../../platform/scoped.ts';
import type { ExpectationState } from '../rules.ts';

export type NewExpectation = { id: string; letterNumber: string; personName: string; idNumber: string };

/** Says whose dossier is to come on which letter (预期). */
export async function insertExpectation(tx: Scoped, { id, letterNumber, personName, idNumber }: NewExpectation): Promise<void> {
  await tx
    .insert('expectation', {
      id,
      letter_number: letterNumber,
      person_name: personName,
      id_number: idNumber,
      state: 'open',
      dossier_id: null,
    })
    .execute();
}

const columns = ['id', 'letter_number as letterNumber', 'person_name as personName', 'id_number as idNumber'] as const;

/** Locks the expectation of a letter; undefined where there is none of that number. */
export const lockExpectation = (tx: Scoped, letterNumber: string) =>
  tx
    .selectOwn('expectation')
    .select([...columns, sql<ExpectationState>`state`.as('state')])
    .where('letter_number', '=', letterNumber)
    .forUpdate()
    .executeTakeFirst();

/** Locks the latest open expectation of a person, by the stored form of the ID number. */
export const lockExpectationOf = (tx: Scoped, idNumber: string) =>
  tx
    .selectOwn('expectation')
    .select([...columns, sql<ExpectationState>`state`.as('state')])
    .where('id_number', '=', idNumber)
    .where('state', '=', 'open')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
export type ExpectationRow = NonNullable<Awaited<ReturnType<typeof lockExpectation>>>;

/** Closes an open expectation: met by a dossier, or void. False when it is not open any more. */
export async function closeExpectation(tx: Scoped, id: string, dossierId: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('expectation')
    .set({ state: dossierId === null ? 'void' : 'met', dossier_id: dossierId, version: sql`version + 1` })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
