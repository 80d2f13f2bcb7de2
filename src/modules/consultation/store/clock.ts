import { sql } from 'kysely';
import type { Scoped } from '../../../platform/scoped.ts';
import { gapOf } from '../rules.ts';

export type Clock = { usedMs: number; lastSeenAt: Date; itemId: string | null };
export type ItemReading = { itemId: string; usedMs: number; pageIds: string[]; firstAt: Date; lastAt: Date };

const SELDOM_MS = 2000;

export const getClock = (tx: Scoped, consultationId: string): Promise<Clock | undefined> =>
  tx
    .selectOwn('reading')
    .select(['used_ms as usedMs', 'last_seen_at as lastSeenAt', 'item_id as itemId'])
    .where('consultation_id', '=', consultationId)
    .executeTakeFirst();

export async function startClock(tx: Scoped, consultationId: string, now: Date): Promise<void> {
  await tx.insert('reading', { consultation_id: consultationId, used_ms: 0, last_seen_at: now, item_id: null }).execute();
}

/**
 * Counts the time since the viewer was last heard of to what was on the screen, and says what is on it from now on. Only one of several
 * calls at a moment counts it; within two seconds nothing is written, so that tiles do not wait for each other.
 */
export async function moveClock(tx: Scoped, consultationId: string, clock: Clock, itemId: string | null, now: Date): Promise<void> {
  if (clock.itemId === itemId && now.getTime() - clock.lastSeenAt.getTime() < SELDOM_MS) return;
  const gap = gapOf(clock, now);
  const { numUpdatedRows } = await tx
    .update('reading')
    .set({ used_ms: sql`used_ms + ${gap}`, last_seen_at: now, item_id: itemId })
    .where('consultation_id', '=', consultationId)
    .where('last_seen_at', '=', clock.lastSeenAt)
    .executeTakeFirst();
  if (numUpdatedRows === 1n && clock.itemId !== null) await countItem(tx, consultationId, clock.itemId, { usedMs: gap, now });
}

/** Adds to what was read of an item: time, or a page whose image left. */
export async function countItem(
  tx: Scoped,
  consultationId: string,
  itemId: string,
  { usedMs = 0, pageId, now }: { usedMs?: number; pageId?: string; now: Date },
): Promise<void> {
  const pages = pageId === undefined ? [] : [pageId];
  await tx
    .insert('item_reading', {
      ...{ consultation_id: consultationId, item_id: itemId, used_ms: usedMs, page_ids: pages, first_at: now, last_at: now },
    })
    .onConflict((oc) =>
      oc.columns(['institution_id', 'consultation_id', 'item_id']).doUpdateSet({
        used_ms: sql`item_reading.used_ms + ${usedMs}`,
        page_ids: sql`array(select distinct unnest(item_reading.page_ids || ${sql.val(pages)}::uuid[]))`,
        last_at: now,
      }),
    )
    .execute();
}

/** Whether this page's image has left under this consultation before. */
export async function hasLeft(tx: Scoped, consultationId: string, itemId: string, pageId: string): Promise<boolean> {
  const row = await tx
    .selectOwn('item_reading')
    .select(sql<boolean>`${pageId}::uuid = any (page_ids)`.as('hasLeft'))
    .where('consultation_id', '=', consultationId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row?.hasLeft ?? false;
}

export const findItemReadings = (tx: Scoped, consultationId: string): Promise<ItemReading[]> =>
  tx
    .selectOwn('item_reading')
    .select(['item_id as itemId', 'used_ms as usedMs', 'page_ids as pageIds', 'first_at as firstAt', 'last_at as lastAt'])
    .where('consultation_id', '=', consultationId)
    .execute();
