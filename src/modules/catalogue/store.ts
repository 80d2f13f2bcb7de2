import { sql } from 'kysely';
import type { DossierKind } from '../../core/scope.ts';
import type { Db } from '../../platform/db.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { type CategoryCode, compareCategoryCodes, type Scheme } from '../packages/categories.ts';
import type { ArrangedItem, DraftItem, Mark } from './rules/item.ts';

const draftColumns = [
  ...(['version', 'saved_by as savedBy', 'saved_at as savedAt', 'is_open as isOpen'] as const),
  ...[sql<Scheme>`scheme`.as('scheme'), sql<DraftItem[]>`items`.as('items')],
];

export const getDraft = (tx: Scoped, dossierId: string) =>
  tx.select('catalogue_draft').select(draftColumns).where('dossier_id', '=', dossierId).executeTakeFirst();

/** Locks and returns the draft of a dossier of the caller's own institution. */
export const lockDraft = (tx: Scoped, dossierId: string) =>
  tx.selectOwn('catalogue_draft').select(draftColumns).where('dossier_id', '=', dossierId).forUpdate().executeTakeFirst();

type DraftOf = { dossierId: string; kind: DossierKind };

/** A dossier joins the worklist; where it has a draft, open or closed, nothing changes. */
export async function insertWaiting(tx: Scoped, { dossierId, kind }: DraftOf): Promise<void> {
  await tx
    .insert('catalogue_draft', { dossier_id: dossierId, kind, scheme: '2018', items: '[]' })
    .onConflict((oc) => oc.columns(['institution_id', 'dossier_id']).doNothing())
    .execute();
}

/** Dossiers that stood in the store before Lantai join the worklist together. */
export async function insertAllWaiting(tx: Scoped, dossiers: readonly DraftOf[]): Promise<void> {
  if (dossiers.length === 0) return;
  await tx
    .insert(
      'catalogue_draft',
      dossiers.map(({ dossierId, kind }) => ({ dossier_id: dossierId, kind, scheme: '2018', items: '[]' })),
    )
    .onConflict((oc) => oc.columns(['institution_id', 'dossier_id']).doNothing())
    .execute();
}

/** Dossiers that were taken back leave it together. */
export async function closeDrafts(tx: Scoped, dossierIds: readonly string[]): Promise<void> {
  await tx
    .update('catalogue_draft')
    .set({ items: '[]', is_open: false, version: sql`version + 1` })
    .where(sql<boolean>`dossier_id = any (${sql.val([...dossierIds])}::uuid[])`)
    .execute();
}

export type SavedDraft = DraftOf & { scheme: Scheme; items: readonly DraftItem[]; savedBy: string; savedAt: Date };

/** Writes the draft whatever stands there, opens it, and returns its new version; the caller holds the dossier's lock. */
export async function putDraft(tx: Scoped, { dossierId, kind, scheme, items, savedBy, savedAt }: SavedDraft): Promise<number> {
  const set = { scheme, items: JSON.stringify(items), is_open: true, saved_by: savedBy, saved_at: savedAt };
  const { version } = await tx
    .insert('catalogue_draft', { dossier_id: dossierId, kind, version: 1, ...set })
    .onConflict((oc) => oc.columns(['institution_id', 'dossier_id']).doUpdateSet({ ...set, version: sql`catalogue_draft.version + 1` }))
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** Nothing is to be typed any more: the catalogue is completed, or the dossier void. Leaves a row, so that versions run on. */
export async function closeDraft(tx: Scoped, { dossierId, kind }: DraftOf): Promise<void> {
  await tx
    .insert('catalogue_draft', { dossier_id: dossierId, kind, scheme: '2018', items: '[]', is_open: false })
    .onConflict((oc) =>
      oc.columns(['institution_id', 'dossier_id']).doUpdateSet({ items: '[]', is_open: false, version: sql`catalogue_draft.version + 1` }),
    )
    .execute();
}

/** Of these dossiers those whose catalogue is not completed. */
export async function findOpenAmong(tx: Scoped, dossierIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectOwn('catalogue_draft')
    .select('dossier_id as dossierId')
    .where('dossier_id', 'in', [...dossierIds])
    .where('is_open', '=', true)
    .execute();
  return new Set(rows.map(({ dossierId }) => dossierId));
}

export type OpenFilter = { begun?: 'yes' | 'no' | undefined; after?: string | undefined; limit: number };

/** Open drafts in order of their dossiers' registration; `after` is the last id of the page before. */
export const findOpen = (tx: Scoped, { begun, after, limit }: OpenFilter) =>
  tx
    .selectOwn('catalogue_draft')
    .leftJoin('catalogue', (join) =>
      join
        .onRef('catalogue.institution_id', '=', 'catalogue_draft.institution_id')
        .onRef('catalogue.id', '=', 'catalogue_draft.dossier_id'),
    )
    .select(['dossier_id as dossierId', 'saved_by as savedBy', 'saved_at as savedAt', 'catalogue.state as completedState'])
    .select([sql<DossierKind>`kind`.as('kind'), sql<number>`jsonb_array_length(items)`.as('itemCount')])
    .where('is_open', '=', true)
    .where('kind', 'in', [...tx.scope.kinds])
    .where(
      sql<boolean>`exists (select from dossier d
        where d.institution_id = catalogue_draft.institution_id and d.id = catalogue_draft.dossier_id and d.is_active)`, // what has left waits no more
    )
    .$if(begun !== undefined, (q) => q.where('saved_by', begun === 'yes' ? 'is not' : 'is', null))
    .$if(after !== undefined, (q) => q.where('dossier_id', '>', after ?? ''))
    .orderBy('dossier_id')
    .limit(limit)
    .execute();

export const getCatalogue = (tx: Scoped, dossierId: string) =>
  tx
    .select('catalogue')
    .select(['item_count as itemCount', 'page_count as pageCount', 'completed_at as completedAt', 'completed_by as completedBy', 'version'])
    .select([sql<Scheme>`scheme`.as('scheme'), sql<'completed' | 'reopened'>`state`.as('state')])
    .where('id', '=', dossierId)
    .executeTakeFirst();

export type CompletedCatalogue = {
  dossierId: string;
  scheme: Scheme;
  itemCount: number;
  pageCount: number;
  completedAt: Date;
  completedBy: string;
};

export async function putCatalogue(tx: Scoped, c: CompletedCatalogue): Promise<void> {
  const set = {
    ...{ scheme: c.scheme, state: 'completed', item_count: c.itemCount, page_count: c.pageCount },
    ...{ completed_at: c.completedAt, completed_by: c.completedBy },
  };
  await tx
    .insert('catalogue', { id: c.dossierId, ...set })
    .onConflict((oc) => oc.columns(['institution_id', 'id']).doUpdateSet({ ...set, version: sql`catalogue.version + 1` }))
    .execute();
}

/** False when no completed catalogue stands. */
export async function markReopened(tx: Scoped, dossierId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('catalogue')
    .set({ state: 'reopened', version: sql`version + 1` })
    .where('id', '=', dossierId)
    .where('state', '=', 'completed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The seq of the completion that stands for a catalogue. */
export const getCompletionSeq = (tx: Scoped, dossierId: string) =>
  tx
    .selectOwn('ledger_event')
    .select('seq')
    .where('subject_kind', '=', 'catalogue')
    .where('subject_id', '=', dossierId)
    .where('type', '=', 'catalogue.completed')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();

export type CatalogueItem = ArrangedItem & { id: string; dossierId: string };

/** The items of a dossier in catalogue order; empty when no catalogue was ever completed. */
export async function findItems(tx: Scoped, dossierId: string): Promise<CatalogueItem[]> {
  const rows = await findAllItems(tx, dossierId);
  return rows.filter(({ isRemoved }) => !isRemoved).map(({ isRemoved: _removed, version: _version, ...item }) => item);
}

/** The items of all catalogues of an institution in order of their ids, a page at a time. */
export const pageItems = (db: Db, institutionId: number, after: string, limit: number) =>
  db
    .selectFrom('item')
    .select(['id', 'dossier_id as dossierId', 'category_code as categoryCode', 'title'])
    .where('institution_id', '=', institutionId)
    .where('is_removed', '=', false)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

/** Also those that have left the catalogue. */
export async function findAllItems(tx: Scoped, dossierId: string) {
  const rows = await tx
    .select('item')
    .select(['id', 'dossier_id as dossierId', 'sequence', 'title', 'formed_on as formedOn', 'page_count as pageCount'])
    .select(['copy_count as copyCount', 'remark', 'is_removed as isRemoved', 'version'])
    .select([sql<CategoryCode>`category_code`.as('categoryCode'), sql<Mark[]>`marks`.as('marks')])
    .where('dossier_id', '=', dossierId)
    .execute();
  return rows.sort((a, b) => compareCategoryCodes(a.categoryCode, b.categoryCode) || a.sequence - b.sequence);
}

/**
 * Writes items, new ones and those that stand; `version` is the one that each row gets. Rows that swap places first leave them, for
 * two items may not stand in one place even inside a statement.
 */
export async function putItems(tx: Scoped, dossierId: string, items: readonly (ArrangedItem & { id: string; version: number })[]) {
  if (items.length === 0) return;
  const ids = items.map(({ id }) => id);
  await tx.update('item').set({ is_removed: true }).where('dossier_id', '=', dossierId).where('id', 'in', ids).execute();
  const rows = items.map((item) => ({
    ...{ id: item.id, dossier_id: dossierId, category_code: item.categoryCode, sequence: item.sequence, title: item.title },
    ...{ formed_on: item.formedOn, page_count: item.pageCount, copy_count: item.copyCount, remark: item.remark },
    ...{ marks: [...item.marks], is_removed: false, version: item.version },
  }));
  await tx
    .insert('item', rows)
    .onConflict((oc) =>
      oc.columns(['institution_id', 'id']).doUpdateSet((e) => ({
        ...{ category_code: e.ref('excluded.category_code'), sequence: e.ref('excluded.sequence'), title: e.ref('excluded.title') },
        ...{ formed_on: e.ref('excluded.formed_on'), page_count: e.ref('excluded.page_count'), copy_count: e.ref('excluded.copy_count') },
        ...{ remark: e.ref('excluded.remark'), marks: e.ref('excluded.marks'), is_removed: false, version: e.ref('excluded.version') },
      })),
    )
    .execute();
}

export async function removeItems(tx: Scoped, dossierId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update('item')
    .set({ is_removed: true, version: sql`version + 1` })
    .where('dossier_id', '=', dossierId)
    .where('id', 'in', [...ids])
    .execute();
}

/** Catalogues whose state is not that of their last event, or whose sums are not those of their items or of their last completion. */
export async function findDifferences(db: Db): Promise<{ id: string; what: string }[]> {
  const { rows } = await sql<{ id: string; what: string }>`
    with last as (
      select distinct on (institution_id, subject_id) institution_id, subject_id, type
      from ledger_event where subject_kind = 'catalogue' order by institution_id, subject_id, seq desc),
    said as (
      select distinct on (institution_id, subject_id) institution_id, subject_id,
        (data ->> 'itemCount')::int as items, (data ->> 'pageCount')::int as pages
      from ledger_event where type = 'catalogue.completed' order by institution_id, subject_id, seq desc),
    stands as (
      select institution_id, dossier_id, count(*) as items, sum(page_count) as pages from item where not is_removed group by 1, 2)
    select c.id::text as id, case when 'catalogue.' || c.state is distinct from l.type then '目录状态与台账不符' else '件数或页数与材料、台账不符' end as what
    from catalogue c
    left join last l on l.institution_id = c.institution_id and l.subject_id = c.id::text
    left join said s on s.institution_id = c.institution_id and s.subject_id = c.id::text
    left join stands t on t.institution_id = c.institution_id and t.dossier_id = c.id
    where 'catalogue.' || c.state is distinct from l.type
      or c.item_count is distinct from s.items or c.page_count is distinct from s.pages
      or c.item_count is distinct from t.items or c.page_count is distinct from t.pages`.execute(db);
  return rows;
}
