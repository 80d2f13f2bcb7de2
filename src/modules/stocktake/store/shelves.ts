import { sql } from 'kysely';
import type { Scoped } from '../../../platform/scoped.ts';

type ShelfState = 'waiting' | 'counted';
type Filter = { stocktakeId: string; state?: ShelfState | undefined; after?: string | undefined; limit: number };

/** Levels of a stocktake in order of address. */
export const findShelves = (tx: Scoped, { stocktakeId, state, after, limit }: Filter) =>
  tx
    .selectOwn('stocktake_shelf')
    .select(['address', 'expected_count as expectedCount', 'seen_count as seenCount', 'counted_by as countedBy', 'counted_at as countedAt'])
    .select(sql<ShelfState>`state`.as('state'))
    .where('stocktake_id', '=', stocktakeId)
    .$if(state !== undefined, (q) => q.where('state', '=', state ?? ''))
    .$if(after !== undefined, (q) => q.where('address', '>', after ?? ''))
    .orderBy('address')
    .limit(limit)
    .execute();

export type ShelfRow = { id: string; shelfId: string; address: string; state: ShelfState };

const shelfAt = (tx: Scoped, stocktakeId: string, address: string) =>
  tx
    .selectOwn('stocktake_shelf')
    .select(['id', 'shelf_id as shelfId', 'address', sql<ShelfState>`state`.as('state')])
    .where('stocktake_id', '=', stocktakeId)
    .where('address', '=', address);

export const getShelf = (tx: Scoped, stocktakeId: string, address: string): Promise<ShelfRow | undefined> =>
  shelfAt(tx, stocktakeId, address).executeTakeFirst();

/** Locks one level: two who count the same level end it one after the other. */
export const lockShelf = (tx: Scoped, stocktakeId: string, address: string): Promise<ShelfRow | undefined> =>
  shelfAt(tx, stocktakeId, address).forUpdate().executeTakeFirst();

/** The first level after `address` that waits, or the first of all. */
export async function nextWaiting(tx: Scoped, stocktakeId: string, address: string): Promise<string | null> {
  const find = (after: string | undefined) => findShelves(tx, { stocktakeId, state: 'waiting', after, limit: 1 });
  const [next] = await find(address);
  const [first] = next ? [next] : await find(undefined);
  return first && first.address !== address ? first.address : null;
}

type Counted = { seenCount: number; userId: string; now: Date };

/** `undefined`: it waits again. */
export async function updateShelf(tx: Scoped, id: string, counted: Counted | undefined): Promise<void> {
  await tx
    .update('stocktake_shelf')
    .set({
      ...{ state: counted ? 'counted' : 'waiting', seen_count: counted?.seenCount ?? null },
      ...{ counted_by: counted?.userId ?? null, counted_at: counted?.now ?? null },
    })
    .where('id', '=', id)
    .execute();
}
