import { sql } from 'kysely';
import type { Issue } from '../../../core/problem.ts';
import type { Db } from '../../../platform/db.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { importStates, Profile } from '../rules.ts';

/** One page of a package that was judged and kept aside. `path` is inside its staging folder. */
export type KeptPage = {
  path: string;
  fileName: string;
  sha256: string;
  sm3: string;
  sizeBytes: number;
  widthPx: number;
  heightPx: number;
  dpi: number | null;
  given: { path: string; sha256: string; sm3: string } | null;
};
export type KeptEntry = {
  categoryCode: string;
  sequence: number;
  title: string;
  formedOn: string | null;
  pageCount: number;
  remark: string;
  pages: KeptPage[];
};

export type ImportRun = {
  id: string;
  state: keyof typeof importStates;
  fileName: string;
  packageKind: 'gbt33870' | 'vendor';
  profile: Profile;
  packageDigest: string | null;
  dossierId: string | null;
  pageCount: number;
  sizeBytes: number;
  issues: readonly Issue[];
  entries: readonly KeptEntry[];
  receivedAt: Date;
  receivedBy: string;
};

export async function insertRun(tx: Scoped, run: ImportRun): Promise<void> {
  await tx
    .insert('import_run', {
      ...{ id: run.id, state: run.state, file_name: run.fileName, package_kind: run.packageKind, profile: run.profile },
      ...{ package_digest: run.packageDigest, dossier_id: run.dossierId, page_count: run.pageCount, size_bytes: String(run.sizeBytes) },
      ...{ issues: JSON.stringify({ list: run.issues }), content: JSON.stringify({ entries: run.entries }) },
      ...{ received_at: run.receivedAt, received_by: run.receivedBy },
    })
    .execute();
}

const columns = [
  ...(['id', 'file_name as fileName', 'package_digest as packageDigest', 'dossier_id as dossierId', 'page_count as pageCount'] as const),
  ...(['received_at as receivedAt', 'received_by as receivedBy'] as const),
  ...[sql<ImportRun['state']>`state`.as('state'), sql<ImportRun['packageKind']>`package_kind`.as('packageKind')],
  ...[sql<Profile>`profile`.as('profile'), sql<number>`size_bytes::float8`.as('sizeBytes'), sql<Issue[]>`issues -> 'list'`.as('issues')],
];

/** Locks and returns a run of the caller's own institution, with its entries. */
export const lockRun = (tx: Scoped, id: string) =>
  tx
    .selectOwn('import_run')
    .select(columns)
    .select(sql<KeptEntry[]>`content -> 'entries'`.as('entries'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** Newest first; `before` is the last id of the page before. */
export const findRuns = (
  tx: Scoped,
  { state, before, limit }: { state?: ImportRun['state'] | undefined; before?: string | undefined; limit: number },
) =>
  tx
    .selectOwn('import_run')
    .select(columns)
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
    .$if(before !== undefined, (q) => q.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Runs that brought this content and were not refused, newest first. */
export const findByDigest = (tx: Scoped, digest: string) =>
  tx
    .selectOwn('import_run')
    .select(columns)
    .where('package_digest', '=', digest)
    .where('state', '<>', 'refused')
    .orderBy('id', 'desc')
    .execute();

export async function markAccepted(tx: Scoped, id: string): Promise<void> {
  await tx.update('import_run').set({ state: 'accepted', content: '{"entries":[]}' }).where('id', '=', id).execute();
}

export async function deleteRun(tx: Scoped, id: string): Promise<void> {
  await tx.remove('import_run').where('id', '=', id).where('state', '=', 'ready').execute();
}

/** Ids of runs of the caller's own institution that wait to be accepted. */
export const findReadyIds = async (tx: Scoped): Promise<string[]> =>
  (await tx.selectOwn('import_run').select('id').where('state', '=', 'ready').execute()).map(({ id }) => id);

/** All institutions there are. */
export const findInstitutionIds = async (db: Db): Promise<number[]> =>
  (await db.selectFrom('institution').select('id').orderBy('id').execute()).map(({ id }) => id);
