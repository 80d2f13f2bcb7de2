import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tables } from '../../../core/tables.gen.ts';
import type { Db } from '../../../platform/db.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { Defect, PageState } from '../rules.ts';

export type PageRow = {
  id: string;
  dossierId: string;
  itemId: string;
  ordinal: number;
  fileName: string;
  rawSha256: string;
  rawSm3: string;
  rawSize: number;
  widthPx: number;
  heightPx: number;
  dpi: number | null;
  state: PageState;
  givenSha256: string | null;
  optimisedSha256: string | null;
  optimisedSm3: string | null;
  viewSha256: string | null;
  thumbSha256: string | null;
  defects: Defect[];
  version: number;
};

type PageQuery = SelectQueryBuilder<Tables, 'page', object>;

const withColumns = (query: PageQuery) =>
  query
    .select(['id', 'dossier_id as dossierId', 'item_id as itemId', 'ordinal', 'file_name as fileName', 'dpi', 'version'])
    .select(['raw_sha256 as rawSha256', 'raw_sm3 as rawSm3', 'raw_size as rawSize', 'width_px as widthPx', 'height_px as heightPx'])
    .select(['given_sha256 as givenSha256', 'optimised_sha256 as optimisedSha256', 'optimised_sm3 as optimisedSm3'])
    .select(['view_sha256 as viewSha256', 'thumb_sha256 as thumbSha256'])
    .select([sql<PageState>`state`.as('state'), sql<Defect[]>`defects`.as('defects')]);

/** All pages of a dossier, by item and ordinal. */
export const findPages = (tx: Scoped, dossierId: string): Promise<PageRow[]> =>
  withColumns(tx.select('page')).where('dossier_id', '=', dossierId).orderBy('item_id').orderBy('ordinal').execute();

/** The same for a recount, in any institution. */
export const findPagesOf = (db: Db, institutionId: number, dossierId: string): Promise<PageRow[]> =>
  withColumns(db.selectFrom('page') as unknown as PageQuery)
    .where('institution_id', '=', institutionId)
    .where('dossier_id', '=', dossierId)
    .execute();

export const getPage = (tx: Scoped, id: string): Promise<PageRow | undefined> =>
  withColumns(tx.select('page')).where('id', '=', id).executeTakeFirst();

/** What was measured and done, of each page of a dossier that has been processed. */
export const findAnalyses = (tx: Scoped, dossierId: string) =>
  tx
    .select('page')
    .select(['id', 'analysis', 'operations'])
    .where('dossier_id', '=', dossierId)
    .where('analysis', 'is not', null)
    .execute();

export type NewPage = Pick<
  PageRow,
  | 'id'
  | 'dossierId'
  | 'itemId'
  | 'ordinal'
  | 'fileName'
  | 'rawSha256'
  | 'rawSm3'
  | 'rawSize'
  | 'widthPx'
  | 'heightPx'
  | 'dpi'
  | 'givenSha256'
> & { optimisedSm3: string | null };

const CHUNK = 500;

/** Writes pages as `imported`. */
export async function insertPages(tx: Scoped, pages: readonly NewPage[]): Promise<void> {
  for (let at = 0; at < pages.length; at += CHUNK) {
    const rows = pages.slice(at, at + CHUNK).map((page) => ({
      ...{ id: page.id, dossier_id: page.dossierId, item_id: page.itemId, ordinal: page.ordinal, file_name: page.fileName },
      ...{ raw_sha256: page.rawSha256, raw_sm3: page.rawSm3, raw_size: page.rawSize, width_px: page.widthPx, height_px: page.heightPx },
      ...{ dpi: page.dpi, state: 'imported', given_sha256: page.givenSha256, optimised_sm3: page.optimisedSm3 },
    }));
    await tx.insert('page', rows).execute();
  }
}

export type MadeImages = {
  optimisedSha256: string;
  optimisedSm3: string;
  viewSha256: string;
  thumbSha256: string;
  analysis: object;
  operations: readonly object[];
};

/** Keeps what was made of a page; false when it is no longer `imported` at `version` (somebody else was faster). Safe to repeat. */
export async function markProcessed(tx: Scoped, { id, version }: Pick<PageRow, 'id' | 'version'>, made: MadeImages): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('page')
    .set({
      ...{ state: 'processed', optimised_sha256: made.optimisedSha256, optimised_sm3: made.optimisedSm3, view_sha256: made.viewSha256 },
      ...{ thumb_sha256: made.thumbSha256, analysis: JSON.stringify(made.analysis), operations: JSON.stringify({ list: made.operations }) },
      ...{ defects: [], version: version + 1 },
    })
    .where('id', '=', id)
    .where('state', '=', 'imported')
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A page that could not be opened goes back without anybody looking at it. Safe to repeat. */
export async function markUnreadable(tx: Scoped, { id, version }: Pick<PageRow, 'id' | 'version'>): Promise<void> {
  await tx
    .update('page')
    .set({ state: 'returned', defects: ['damaged'], version: version + 1 })
    .where('id', '=', id)
    .where('state', '=', 'imported')
    .where('version', '=', version)
    .execute();
}

/** False when the page is no longer `processed` at `version`. */
export async function writeVerdict(
  tx: Scoped,
  { id, version }: Pick<PageRow, 'id' | 'version'>,
  state: 'passed' | 'returned',
  found: readonly Defect[],
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('page')
    .set({ state, defects: [...found], version: version + 1 })
    .where('id', '=', id)
    .where('state', '=', 'processed')
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type NewRaw = Pick<PageRow, 'rawSha256' | 'rawSm3' | 'rawSize' | 'widthPx' | 'heightPx' | 'dpi'>;

/** Puts a new raw image in the place of a returned one; false when the page is no longer `returned` at `version`. */
export async function replaceRaw(tx: Scoped, { id, version }: Pick<PageRow, 'id' | 'version'>, raw: NewRaw): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('page')
    .set({
      ...{
        raw_sha256: raw.rawSha256,
        raw_sm3: raw.rawSm3,
        raw_size: raw.rawSize,
        width_px: raw.widthPx,
        height_px: raw.heightPx,
        dpi: raw.dpi,
      },
      ...{ state: 'imported', given_sha256: null, optimised_sha256: null, optimised_sm3: null, view_sha256: null, thumb_sha256: null },
      ...{ analysis: null, operations: null, defects: [], version: version + 1 },
    })
    .where('id', '=', id)
    .where('state', '=', 'returned')
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Pages by state, for each of these dossiers. */
export async function countPages(tx: Scoped, dossierIds: readonly string[]): Promise<Map<string, Record<PageState, number>>> {
  const counts = new Map(dossierIds.map((id) => [id, { imported: 0, processed: 0, returned: 0, passed: 0 }]));
  if (dossierIds.length === 0) return counts;
  const rows = await tx
    .select('page')
    .select(['dossier_id as dossierId', sql<PageState>`state`.as('state'), sql<number>`count(*)::int`.as('count')])
    .where('dossier_id', 'in', [...dossierIds])
    .groupBy(['dossier_id', 'state'])
    .execute();
  for (const { dossierId, state, count } of rows) {
    const own = counts.get(dossierId);
    if (own) own[state] = count;
  }
  return counts;
}
