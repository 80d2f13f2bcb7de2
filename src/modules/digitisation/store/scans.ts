import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { Profile, ScanState } from '../rules.ts';

const columns = [
  ...(['id', 'dossier_id as dossierId', 'page_count as pageCount', 'raw_digest as rawDigest', 'page_digest as pageDigest'] as const),
  ...(['state_since as stateSince', 'version'] as const),
  ...[sql<ScanState>`state`.as('state'), sql<Profile>`profile`.as('profile')],
];

export const getScan = (tx: Scoped, dossierId: string) =>
  tx.select('scan').select(columns).where('dossier_id', '=', dossierId).executeTakeFirst();

/** Locks and returns the scans of a dossier of the caller's own institution. */
export const lockScan = (tx: Scoped, dossierId: string) =>
  tx.selectOwn('scan').select(columns).where('dossier_id', '=', dossierId).forUpdate().executeTakeFirst();
export type ScanRow = NonNullable<Awaited<ReturnType<typeof lockScan>>>;

export type NewScan = { id: string; dossierId: string; profile: Profile; pageCount: number; rawDigest: string; now: Date };

/** False when the dossier has scans already. */
export async function insertScan(tx: Scoped, scan: NewScan): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('scan', {
      ...{ id: scan.id, dossier_id: scan.dossierId, profile: scan.profile, state: 'processing', page_count: scan.pageCount },
      ...{ raw_digest: scan.rawDigest, page_digest: null, state_since: scan.now },
    })
    .onConflict((oc) => oc.columns(['institution_id', 'dossier_id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export type ScanChange = { state: ScanState; rawDigest?: string; pageDigest: string | null; now: Date };

/** Moves the scans of a dossier on; the caller holds the row's lock. */
export async function updateScan(tx: Scoped, id: string, { state, rawDigest, pageDigest, now }: ScanChange): Promise<void> {
  await tx
    .update('scan')
    .set({
      ...{ state, page_digest: pageDigest, state_since: now, version: sql`version + 1` },
      ...(rawDigest === undefined ? {} : { raw_digest: rawDigest }),
    })
    .where('id', '=', id)
    .execute();
}

/** Oldest id first; `after` is the last id of the page before. */
export const findScans = (
  tx: Scoped,
  { state, after, limit }: { state?: ScanState | undefined; after?: string | undefined; limit: number },
) =>
  tx
    .selectOwn('scan')
    .select(columns)
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();

/** Scans of every institution, one page of ids after another. */
export const findAllScans = (db: Db, after: string, limit: number) =>
  db
    .selectFrom('scan')
    .select(columns)
    .select('institution_id as institutionId')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

/** Dossiers whose background step is under way or was cut short. */
export const findUnfinished = (tx: Scoped) =>
  tx.selectOwn('scan').select(columns).where('state', 'in', ['processing', 'publishing']).orderBy('id').execute();

/** Who asked last for something about these scans: whose name the step carries on under. */
export async function getLastActor(tx: Scoped, scanId: string): Promise<string | undefined> {
  const row = await tx
    .selectOwn('ledger_event')
    .select('actor_id as actorId')
    .where('subject_kind', '=', 'scan')
    .where('subject_id', '=', scanId)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return row?.actorId;
}
