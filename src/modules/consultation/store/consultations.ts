import { type SelectQueryBuilder, sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Tables } from '../../../core/tables.gen.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { ConsultationState, Extent, Purpose, Reader } from '../rules.ts';

export type Approval = { by: string; at: string; note: string | null };
export type ConsultationRow = {
  id: string;
  number: string;
  dossierId: string;
  kind: DossierKind;
  state: ConsultationState;
  purpose: Purpose;
  note: string | null;
  unit: string;
  readers: Reader[];
  letterId: string | null;
  reason: string | null;
  itemIds: string[];
  minutes: number;
  mayPrint: boolean;
  mayDownload: boolean;
  levelCount: number;
  approvals: Approval[];
  appliedOn: string;
  appliedBy: string;
  holderId: string;
  validThrough: string | null;
  openedAt: Date | null;
  closedAt: Date | null;
  closingNote: string | null;
  usedSeconds: number | null;
  pageCount: number | null;
  version: number;
};

const withColumns = (query: SelectQueryBuilder<Tables, 'consultation', object>) =>
  query
    .select(['id', 'number', 'dossier_id as dossierId', 'note', 'unit', 'letter_id as letterId', 'reason', 'item_ids as itemIds'])
    .select(['minutes', 'may_print as mayPrint', 'may_download as mayDownload', 'level_count as levelCount', 'applied_on as appliedOn'])
    .select(['applied_by as appliedBy', 'holder_id as holderId', 'valid_through as validThrough', 'opened_at as openedAt'])
    .select(['closed_at as closedAt', 'closing_note as closingNote', 'used_seconds as usedSeconds', 'page_count as pageCount', 'version'])
    .select([sql<DossierKind>`kind`.as('kind'), sql<ConsultationState>`state`.as('state'), sql<Purpose>`purpose`.as('purpose')])
    .select([sql<Reader[]>`readers -> 'list'`.as('readers'), sql<Approval[]>`approvals -> 'list'`.as('approvals')]);

/** Those that the caller may know of at all: of his institution, and of kinds of dossier in his scope. */
const visible = (tx: Scoped) => withColumns(tx.selectOwn('consultation')).where('kind', 'in', [...tx.scope.kinds]);

export const getConsultation = (tx: Scoped, id: string): Promise<ConsultationRow | undefined> =>
  visible(tx).where('id', '=', id).executeTakeFirst();

export const lockConsultation = (tx: Scoped, id: string): Promise<ConsultationRow | undefined> =>
  visible(tx).where('id', '=', id).forUpdate().executeTakeFirst();

type New = Omit<
  ConsultationRow,
  'state' | 'approvals' | 'validThrough' | 'openedAt' | 'closedAt' | 'closingNote' | 'usedSeconds' | 'pageCount' | 'version'
>;

/** Writes an application as `waiting`. */
export async function insertConsultation(tx: Scoped, row: New): Promise<void> {
  await tx
    .insert('consultation', {
      ...{ id: row.id, number: row.number, dossier_id: row.dossierId, kind: row.kind, state: 'waiting', purpose: row.purpose },
      ...{ note: row.note, unit: row.unit, readers: JSON.stringify({ list: row.readers }), letter_id: row.letterId, reason: row.reason },
      ...{ item_ids: row.itemIds, minutes: row.minutes, may_print: row.mayPrint, may_download: row.mayDownload },
      ...{ level_count: row.levelCount, approvals: JSON.stringify({ list: [] }), applied_on: row.appliedOn, applied_by: row.appliedBy },
      holder_id: row.holderId,
    })
    .execute();
}

export type Change = { state: ConsultationState } & Partial<Extent> &
  Partial<Pick<ConsultationRow, 'approvals' | 'validThrough' | 'openedAt' | 'closedAt' | 'closingNote' | 'usedSeconds' | 'pageCount'>>;

/** Moves a consultation on; the caller holds the row's lock. */
export async function updateConsultation(tx: Scoped, id: string, change: Change): Promise<void> {
  const { state, itemIds, minutes, mayPrint, mayDownload, approvals, validThrough, openedAt, closedAt, closingNote } = change;
  const set = {
    ...{ state, item_ids: itemIds && [...itemIds], minutes, may_print: mayPrint, may_download: mayDownload },
    ...{ approvals: approvals && JSON.stringify({ list: approvals }), valid_through: validThrough, opened_at: openedAt },
    ...{ closed_at: closedAt, closing_note: closingNote, used_seconds: change.usedSeconds, page_count: change.pageCount },
  };
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  await tx
    .update('consultation')
    .set({ ...given, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

export type Filter = {
  /** Whoever applied or reads. */
  userId?: string | undefined;
  state?: ConsultationState | undefined;
  year?: number | undefined;
  before?: string | undefined;
  limit: number;
};

/** Newest first; `before` is the last id of the page before. */
export const findConsultations = (tx: Scoped, { userId, state, year, before, limit }: Filter): Promise<ConsultationRow[]> =>
  visible(tx)
    .$if(userId !== undefined, (q) => q.where((e) => e.or([e('holder_id', '=', userId ?? ''), e('applied_by', '=', userId ?? '')])))
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
    .$if(year !== undefined, (q) => q.where('applied_on', '>=', `${year}-01-01`).where('applied_on', '<=', `${year}-12-31`))
    .$if(before !== undefined, (q) => q.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** What this user has been granted of a dossier, the one that is read first, then the newest. */
export const findGrants = (tx: Scoped, holderId: string, dossierId: string): Promise<ConsultationRow[]> =>
  visible(tx)
    .where('holder_id', '=', holderId)
    .where('dossier_id', '=', dossierId)
    .orderBy(sql`state = 'reading'`, 'desc')
    .orderBy('id', 'desc')
    .limit(2)
    .execute();

export async function insertLetter(
  tx: Scoped,
  row: { id: string; sha256: string; mime: string; sizeBytes: number; now: Date; userId: string },
): Promise<void> {
  const { id, sha256, mime, sizeBytes, now, userId } = row;
  await tx.insert('introduction_letter', { id, sha256, mime, size_bytes: sizeBytes, created_at: now, created_by: userId }).execute();
}

export const getLetter = (tx: Scoped, id: string) =>
  tx.selectOwn('introduction_letter').select(['sha256', 'mime', 'created_by as createdBy']).where('id', '=', id).executeTakeFirst();
