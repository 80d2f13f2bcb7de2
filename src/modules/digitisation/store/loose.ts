import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Taking } from '../../../platform/imaging/page-in-file.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { Profile } from '../rules.ts';

/** One page that came by itself. `pageNumber` of `pageCount` inside its file. */
export type LoosePage = {
  id: string;
  state: 'waiting' | 'assigned' | 'discarded';
  fileName: string;
  pageNumber: number;
  pageCount: number;
  sourceSha256: string;
  sourceSize: number;
  taking: Taking;
  profile: Profile;
  rawSha256: string;
  rawSm3: string;
  rawSize: number;
  widthPx: number;
  heightPx: number;
  dpi: number | null;
  viewSha256: string;
  thumbSha256: string;
  receivedAt: Date;
  receivedBy: string;
};

const columns = [
  ...(['id', 'file_name as fileName', 'page_number as pageNumber', 'page_count as pageCount', 'source_sha256 as sourceSha256'] as const),
  ...(['raw_sha256 as rawSha256', 'raw_sm3 as rawSm3', 'raw_size as rawSize', 'width_px as widthPx', 'height_px as heightPx'] as const),
  ...(['dpi', 'view_sha256 as viewSha256', 'thumb_sha256 as thumbSha256', 'received_at as receivedAt'] as const),
  ...(['received_by as receivedBy'] as const),
  ...[sql<LoosePage['state']>`state`.as('state'), sql<Taking>`taking`.as('taking'), sql<Profile>`profile`.as('profile')],
  sql<number>`source_size::float8`.as('sourceSize'),
];

/** Puts the pages of a file into the tray, all or none; false when the same file has just come from somebody else. */
export async function insertLoose(tx: Scoped, pages: readonly Omit<LoosePage, 'state'>[]): Promise<boolean> {
  const rows = pages.map((page) => ({
    ...{ id: page.id, state: 'waiting', file_name: page.fileName, page_number: page.pageNumber, page_count: page.pageCount },
    ...{ source_sha256: page.sourceSha256, source_size: String(page.sourceSize), taking: page.taking, profile: page.profile },
    ...{ raw_sha256: page.rawSha256, raw_sm3: page.rawSm3, raw_size: page.rawSize, width_px: page.widthPx, height_px: page.heightPx },
    ...{ dpi: page.dpi, view_sha256: page.viewSha256, thumb_sha256: page.thumbSha256 },
    ...{ received_at: page.receivedAt, received_by: page.receivedBy },
  }));
  const { numInsertedOrUpdatedRows } = await tx
    .insert('loose_page', rows)
    .onConflict((oc) => oc.columns(['institution_id', 'source_sha256', 'page_number']).where('state', '=', 'waiting').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === BigInt(rows.length);
}

/** What became of the pages of a file that came before, those that were discarded left out. */
export const findBySource = (tx: Scoped, sourceSha256: string) =>
  tx
    .selectOwn('loose_page')
    .select(['file_name as fileName', 'dossier_id as dossierId', 'page_count as pageCount'])
    .distinct()
    .where('source_sha256', '=', sourceSha256)
    .where('state', '<>', 'discarded')
    .execute();

/** The tray, first come first; `after` is the last id of the page before. */
export const findWaiting = (tx: Scoped, { after, limit }: { after?: string | undefined; limit: number }): Promise<LoosePage[]> =>
  tx
    .selectOwn('loose_page')
    .select(columns)
    .where('state', '=', 'waiting')
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();

/** How many pages the tray holds. */
export async function countWaiting(tx: Scoped): Promise<number> {
  const counted = sql<number>`count(*)::int`.as('count');
  return (await tx.selectOwn('loose_page').select(counted).where('state', '=', 'waiting').executeTakeFirstOrThrow()).count;
}

/** One page, wherever it has gone since. */
export const getLoose = (tx: Scoped, id: string): Promise<LoosePage | undefined> =>
  tx.selectOwn('loose_page').select(columns).where('id', '=', id).executeTakeFirst();

/** Locks and returns pages, in whatever state, in order of their ids: two clerks with the same pages wait for one another. */
export const lockLoose = (tx: Scoped, ids: readonly string[]): Promise<LoosePage[]> =>
  tx
    .selectOwn('loose_page')
    .select(columns)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();

export type Closing =
  | { state: 'assigned'; dossierId: string; now: Date; userId: string }
  | { state: 'discarded'; reason: string; now: Date; userId: string };

/** Takes pages out of the tray; the caller holds their locks. */
export async function closeLoose(tx: Scoped, ids: readonly string[], closing: Closing): Promise<void> {
  const why = closing.state === 'assigned' ? { dossier_id: closing.dossierId } : { reason: closing.reason };
  await tx
    .update('loose_page')
    .set({ state: closing.state, closed_at: closing.now, closed_by: closing.userId, ...why })
    .where('id', 'in', [...ids])
    .execute();
}

/** Pages in the tray, and the files of those that were assigned, of every institution: a page of ids after another. */
export const findAllLoose = (db: Db, after: string, limit: number): Promise<LoosePage[]> =>
  db
    .selectFrom('loose_page')
    .select(columns)
    .where('state', '<>', 'discarded')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
