import { sql } from 'kysely';
import { beginsWith } from '../../../platform/begins-with.ts';
import type { Scoped } from '../../../platform/scoped.ts';

export type ReceiverFields = {
  name: string;
  uscc: string | null;
  address: string;
  postcode: string | null;
  confidential_no: string | null;
  phone: string | null;
};

const columns = [
  ...([
    'id',
    'name',
    'uscc',
    'address',
    'postcode',
    'confidential_no',
    'phone',
    'verified_by',
    'verified_at',
    'evidence',
    'version',
  ] as const),
];

/** False when one of this name stands already. */
export async function insertReceiver(tx: Scoped, id: string, fields: ReceiverFields): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insert('receiver', { id, ...fields })
    .onConflict((oc) => oc.columns(['institution_id', 'name']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export const getReceiver = (tx: Scoped, id: string) => tx.selectOwn('receiver').select(columns).where('id', '=', id).executeTakeFirst();
export const lockReceiver = (tx: Scoped, id: string) =>
  tx.selectOwn('receiver').select(columns).where('id', '=', id).forUpdate().executeTakeFirst();

/** Others with this name or code, for the refusal that names them. */
export const findSame = (tx: Scoped, { name, uscc }: ReceiverFields, id: string) =>
  tx
    .selectOwn('receiver')
    .select(['name', 'uscc'])
    .where((e) => e.or([e('name', '=', name), ...(uscc === null ? [] : [e('uscc', '=', uscc)])]))
    .where('id', '<>', id)
    .limit(5)
    .execute();

type Change = Partial<ReceiverFields> & { verified_by?: string | null; verified_at?: Date | null; evidence?: string | null };

/** The caller holds the row's lock. */
export async function updateReceiver(tx: Scoped, id: string, change: Change): Promise<void> {
  await tx
    .update('receiver')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Newest first, or by name when a name is looked for; `after` is the `key` of the last row of the page before. */
export const findReceivers = (
  tx: Scoped,
  { search, after, limit }: { search?: string | undefined; after?: string | undefined; limit: number },
) => {
  const isCode = search !== undefined && /^[0-9A-Z]{18}$/.test(search);
  return tx
    .selectOwn('receiver')
    .select(columns)
    .$if(isCode, (q) => q.where('uscc', '=', search ?? ''))
    .$if(search !== undefined && !isCode, (q) => q.where(beginsWith('name', search ?? '')))
    .$if(after !== undefined, (q) => q.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
};
