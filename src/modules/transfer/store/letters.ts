import { sql } from 'kysely';
import type { inReasons } from '../../../core/codes/tables.ts';
import type { DossierKind } from '../../../core/scope.ts';
import { beginsWith } from '../../../platform/begins-with.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { LetterKind, LetterState } from '../rules.ts';

export type NewLetter = {
  id: string;
  letter_number: string;
  letter_kind: LetterKind;
  receiver_id: string;
  in_reason: string;
  issued_on: string;
  expires_on: string;
  issued_by: string;
  note: string | null;
};

export async function insertLetter(tx: Scoped, letter: NewLetter): Promise<void> {
  await tx.insert('letter', { ...letter, state: 'open' }).execute();
}

type Stored = Exclude<LetterState, 'expired'>;

export const lockLetter = (tx: Scoped, id: string) =>
  tx
    .selectOwn('letter')
    .select(['id', 'letter_number as letterNumber', 'expires_on as expiresOn', sql<Stored>`state`.as('state')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export async function updateLetter(tx: Scoped, id: string, state: Stored, note?: string): Promise<void> {
  await tx
    .update('letter')
    .set({ state, version: sql`version + 1`, ...(note === undefined ? {} : { note }) })
    .where('id', '=', id)
    .execute();
}

const rows = (tx: Scoped) =>
  tx
    .selectOwn('letter')
    .innerJoin('expectation', (join) =>
      join.onRef('expectation.institution_id', '=', 'letter.institution_id').onRef('expectation.id', '=', 'letter.id'),
    )
    .innerJoin('receiver', (join) =>
      join.onRef('receiver.institution_id', '=', 'letter.institution_id').onRef('receiver.id', '=', 'letter.receiver_id'),
    )
    .select([
      'letter.id',
      'letter.letter_number as letterNumber',
      'person_name as personName',
      'id_number as idNumber',
      'dossier_id as dossierId',
    ])
    .select(['receiver.name as receiverName', 'issued_on as issuedOn', 'expires_on as expiresOn', 'issued_by as issuedBy', 'note'])
    .select([sql<LetterKind>`letter_kind`.as('letterKind'), sql<Stored>`letter.state`.as('state')])
    .select(sql<keyof typeof inReasons>`in_reason`.as('inReason'));

export const getLetters = (tx: Scoped, ids: readonly string[]) =>
  rows(tx)
    .where('letter.id', 'in', [...ids])
    .orderBy('letter.id')
    .execute();

export type LetterFilter = {
  state?: LetterState | undefined;
  letterNumber?: string | undefined;
  today: string;
  after?: string | undefined;
  limit: number;
};

/** Newest first; `expired` are the open ones past their day. */
export const findLetters = (tx: Scoped, { state, letterNumber, today, after, limit }: LetterFilter) =>
  rows(tx)
    .$if(state !== undefined, (q) => q.where('letter.state', '=', state === 'expired' ? 'open' : (state ?? '')))
    .$if(state === 'expired', (q) => q.where('expires_on', '<', today))
    .$if(state === 'open', (q) => q.where('expires_on', '>=', today))
    .$if(letterNumber !== undefined, (q) => q.where(beginsWith('letter.letter_number', letterNumber ?? '')))
    .$if(after !== undefined, (q) => q.where('letter.id', '<', after ?? ''))
    .orderBy('letter.id', 'desc')
    .limit(limit)
    .execute();

/** A dossier came by parcel: its sender is owed a receipt. */
export async function insertOwed(tx: Scoped, row: { dossierId: string; kind: DossierKind; registeredOn: string }): Promise<void> {
  await tx
    .insert('acknowledgement', { dossier_id: row.dossierId, kind: row.kind, registered_on: row.registeredOn })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export const removeOwed = (tx: Scoped, dossierId: string) => tx.remove('acknowledgement').where('dossier_id', '=', dossierId).execute();

const owed = (tx: Scoped) =>
  tx
    .selectOwn('acknowledgement')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'acknowledgement.institution_id').onRef('dossier.id', '=', 'acknowledgement.dossier_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier_id as dossierId', 'reference_code as referenceCode', 'person.name as personName', 'sent_on as sentOn'])
    .select(['previous_institution as previousInstitution', 'acknowledgement.registered_on as registeredOn'])
    .select(
      sql<number>`(select count(*)::int from volume v where v.institution_id = dossier.institution_id and v.dossier_id = dossier.id)`.as(
        'volumeCount',
      ),
    )
    .where('acknowledgement.kind', 'in', [...tx.scope.kinds]);

export const getOwed = (tx: Scoped, dossierIds: readonly string[]) =>
  owed(tx)
    .where('dossier_id', 'in', [...dossierIds])
    .orderBy('dossier_id')
    .execute();

export type OwedFilter = { registeredBefore?: string | undefined; after?: string | undefined; limit: number };

/** Oldest registration first; `after` is the last dossier of the page before (ids run in order of registration). */
export const findOwed = (tx: Scoped, { registeredBefore, after, limit }: OwedFilter) =>
  owed(tx)
    .where('sent_on', 'is', null)
    .$if(registeredBefore !== undefined, (q) => q.where('acknowledgement.registered_on', '<', registeredBefore ?? ''))
    .$if(after !== undefined, (q) => q.where('dossier_id', '>', after ?? ''))
    .orderBy('dossier_id')
    .limit(limit)
    .execute();

/** Returns the dossiers whose receipt was owed until now. */
export const markSent = (tx: Scoped, dossierIds: readonly string[], sentOn: string) =>
  tx
    .update('acknowledgement')
    .set({ sent_on: sentOn })
    .where('dossier_id', 'in', [...dossierIds])
    .where('sent_on', 'is', null)
    .returning(['dossier_id as dossierId', 'registered_on as registeredOn'])
    .execute();
