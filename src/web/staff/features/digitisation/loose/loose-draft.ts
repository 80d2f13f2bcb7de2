import { z } from 'zod';
import type { InputOf } from '../../../../../core/operation.ts';
import type { assignLoose } from '../../../../../modules/digitisation/contract.ts';

/** A row of the catalogue with its pages; `itemId` where the catalogue is finished, else it is typed here. */
const row = z.object({
  key: z.string(),
  itemId: z.string().optional(),
  categoryCode: z.string(),
  title: z.string(),
  formedOn: z.string(),
  pageIds: z.array(z.string()),
});
const draft = z.object({ dossierId: z.string().optional(), rows: z.array(row) });
export type LooseRow = z.infer<typeof row>;
export type LooseDraft = z.infer<typeof draft>;

export const emptyDraft: LooseDraft = { rows: [] };

/** What the browser kept; empty when nothing, or another version of Lantai wrote it. */
export const keptLoose = (fields: Record<string, unknown>): LooseDraft => draft.safeParse(fields).data ?? emptyDraft;

export type LooseChange =
  | { kind: 'choose'; dossierId: string }
  | { kind: 'leave' }
  | { kind: 'follow'; items: readonly { id: string; categoryCode: string; title: string; formedOn: string | null }[] }
  | { kind: 'add'; key: string; pageIds: readonly string[] }
  | { kind: 'remove'; key: string }
  | { kind: 'write'; key: string; fields: Partial<Pick<LooseRow, 'categoryCode' | 'title' | 'formedOn'>> }
  | { kind: 'put'; key: string; pageIds: readonly string[] }
  | { kind: 'takeBack'; pageIds: readonly string[] }
  | { kind: 'move'; pageId: string; by: 1 | -1 };

/** What is left after a change. A page stands in one row at most. Pure. */
export function changeDraft(before: LooseDraft, change: LooseChange): LooseDraft {
  switch (change.kind) {
    case 'choose':
      return change.dossierId === before.dossierId ? before : { dossierId: change.dossierId, rows: typedOf(before.rows) };
    case 'leave':
      return emptyDraft;
    case 'follow':
      return { ...before, rows: change.items.map((item) => followed(before.rows, item)) };
    case 'add': {
      const last = before.rows.at(-1);
      const added = { key: change.key, categoryCode: last?.categoryCode ?? '', title: '', formedOn: '', pageIds: [...change.pageIds] };
      return { ...before, rows: [...without(before.rows, change.pageIds), added] };
    }
    case 'remove':
      return { ...before, rows: before.rows.filter(({ key }) => key !== change.key) };
    case 'write':
      return onRow(before, change.key, (own) => ({ ...own, ...change.fields }));
    case 'put':
      return onRow({ ...before, rows: without(before.rows, change.pageIds) }, change.key, (own) => ({
        ...own,
        pageIds: [...own.pageIds, ...change.pageIds],
      }));
    case 'takeBack':
      return { ...before, rows: without(before.rows, change.pageIds) };
    case 'move':
      return { ...before, rows: before.rows.map((own) => ({ ...own, pageIds: moved(own.pageIds, change.pageId, change.by) })) };
  }
}

/** Rows for another dossier: what was typed goes along, the rows of a finished catalogue stay with it. */
const typedOf = (rows: readonly LooseRow[]) => rows.filter(({ itemId }) => itemId === undefined);

function followed(rows: readonly LooseRow[], item: { id: string; categoryCode: string; title: string; formedOn: string | null }): LooseRow {
  const { id, categoryCode, title, formedOn } = item;
  const pageIds = rows.find(({ itemId }) => itemId === id)?.pageIds ?? [];
  return { key: id, itemId: id, categoryCode, title, formedOn: formedOn ?? '', pageIds };
}

const without = (rows: readonly LooseRow[], pageIds: readonly string[]) =>
  rows.map((own) => ({ ...own, pageIds: own.pageIds.filter((id) => !pageIds.includes(id)) }));

const onRow = (before: LooseDraft, key: string, change: (own: LooseRow) => LooseRow): LooseDraft => ({
  ...before,
  rows: before.rows.map((own) => (own.key === key ? change(own) : own)),
});

function moved(pageIds: readonly string[], pageId: string, by: 1 | -1): string[] {
  const from = pageIds.indexOf(pageId);
  const to = from + by;
  if (from < 0 || to < 0 || to >= pageIds.length) return [...pageIds];
  const after = pageIds.filter((id) => id !== pageId);
  after.splice(to, 0, pageId);
  return after;
}

/** All pages that have a place. */
export const placedIds = ({ rows }: LooseDraft): string[] => rows.flatMap(({ pageIds }) => pageIds);

/** What is sent. */
export const toInput = (dossierId: string, rows: readonly LooseRow[]): InputOf<typeof assignLoose> => ({
  dossierId,
  items: rows.map(({ itemId, categoryCode, title, formedOn, pageIds }) => ({
    ...(itemId ? { id: itemId } : {}),
    ...{ categoryCode, title, formedOn: formedOn.trim() || null, remark: null, pageIds },
  })),
});
