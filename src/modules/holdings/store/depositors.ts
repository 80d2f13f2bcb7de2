import type { Scoped } from '../../../platform/scoped.ts';

export const findDepositors = (
  tx: Scoped,
  { search, after, limit }: { search?: string | undefined; after?: string | undefined; limit: number },
) =>
  tx
    .selectOwn('depositor')
    .select(['id', 'name', 'uscc', 'is_closed as isClosed'])
    .$if(search !== undefined && search !== '', (q) =>
      q.where((e) => e.or([e('name', 'like', `%${search}%`), e('uscc', 'like', `${search}%`)])),
    )
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();

export const getDepositor = (tx: Scoped, id: string) =>
  tx.selectOwn('depositor').select(['id', 'name', 'is_closed as isClosed']).where('id', '=', id).executeTakeFirst();

export async function insertDepositor(tx: Scoped, row: { id: string; name: string; uscc: string; now: Date }): Promise<boolean> {
  const { id, name, uscc, now } = row;
  const { numInsertedOrUpdatedRows } = await tx
    .insert('depositor', { id, name, uscc, created_at: now })
    .onConflict((oc) => oc.columns(['institution_id', 'uscc']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function closeDepositor(tx: Scoped, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('depositor')
    .set({ is_closed: true })
    .where('id', '=', id)
    .where('is_closed', '=', false)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const countActiveOf = async (tx: Scoped, depositorId: string): Promise<number> => {
  const row = await tx
    .selectOwn('dossier')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('depositor_id', '=', depositorId)
    .where('is_active', '=', true)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};
