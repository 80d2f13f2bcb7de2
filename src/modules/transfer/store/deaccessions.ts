import { sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { DeaccessionReason, DeaccessionState } from '../rules.ts';

export type NewDeaccession = {
  id: string;
  dossier_id: string;
  kind: DossierKind;
  reason_code: DeaccessionReason;
  evidence: string;
  handed_to: string;
  asked_by: string;
  asked_at: Date;
};

/** False when one is open already. */
export async function insertDeaccession(tx: Scoped, row: NewDeaccession): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('deaccession', { ...row, state: 'asked' })
    .onConflict((oc) => oc.columns(['institution_id', 'dossier_id']).where('state', 'in', ['asked', 'done']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

const rows = (tx: Scoped) =>
  tx
    .selectOwn('deaccession')
    .innerJoin('dossier', (join) =>
      join.onRef('dossier.institution_id', '=', 'deaccession.institution_id').onRef('dossier.id', '=', 'deaccession.dossier_id'),
    )
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['deaccession.id', 'dossier_id as dossierId', 'reference_code as referenceCode', 'person.name as personName', 'evidence'])
    .select(['handed_to as handedTo', 'asked_by as askedBy', 'asked_at as askedAt', 'decided_by as decidedBy', 'note'])
    .select([sql<DeaccessionState>`deaccession.state`.as('state'), sql<DeaccessionReason>`reason_code`.as('reasonCode')])
    .select(sql<DossierKind>`deaccession.kind`.as('kind'))
    .where('deaccession.kind', 'in', [...tx.scope.kinds]);

export const lockDeaccession = (tx: Scoped, id: string) =>
  rows(tx).where('deaccession.id', '=', id).forUpdate('deaccession').executeTakeFirst();

type Change = { state: DeaccessionState; decided_by?: string; decided_at?: Date; note?: string };

export async function updateDeaccession(tx: Scoped, id: string, change: Change): Promise<void> {
  await tx
    .update('deaccession')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export type DeaccessionFilter = {
  state?: DeaccessionState | undefined;
  dossierId?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** Newest first. */
export const findDeaccessions = (tx: Scoped, { state, dossierId, after, limit }: DeaccessionFilter) =>
  rows(tx)
    .$if(state !== undefined, (q) => q.where('deaccession.state', '=', state ?? ''))
    .$if(dossierId !== undefined, (q) => q.where('dossier_id', '=', dossierId ?? ''))
    .$if(after !== undefined, (q) => q.where('deaccession.id', '<', after ?? ''))
    .orderBy('deaccession.id', 'desc')
    .limit(limit)
    .execute();

/** The ledger's entry of this deaccession, which an undoing takes back. */
export async function getDeaccessionSeq(tx: Scoped, deaccessionId: string): Promise<string> {
  const { seq } = await tx
    .selectOwn('ledger_event')
    .select('seq')
    .where('subject_kind', '=', 'deaccession')
    .where('subject_id', '=', deaccessionId)
    .where('type', '=', 'dossier.deaccessioned')
    .executeTakeFirstOrThrow();
  return seq;
}
