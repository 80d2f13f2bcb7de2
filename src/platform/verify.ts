import { type Kysely, sql } from 'kysely';
import type { Delta } from '../core/event.ts';
import type { Tables } from '../core/tables.gen.ts';
import { dayOf } from '../core/time.ts';
import type { Db } from './db.ts';
import { type Difference, type House, measureAll } from './house.ts';
import { hashOf, rowDigest } from './ledger.ts';

const BATCH = 2000;
type Event = Awaited<ReturnType<typeof eventsAfter>>[number];

/**
 * Holds the tables against the ledger: the chain of every institution, the digest of every row that an event vouches for, every
 * figure, what the modules recount, and the stored files. One consistent snapshot; constant memory. `isDeep` reads every stored byte.
 *
 * `db` is the owner's: it sees all institutions and writes nothing.
 */
export async function verify(house: Pick<House, 'modules' | 'rowKey' | 'blobs' | 'files'>, db: Db, isDeep = false): Promise<Difference[]> {
  return db.connection().execute(async (connection) => {
    await sql`begin isolation level repeatable read read only`.execute(connection);
    try {
      const found: Difference[] = [];
      for (const institutionId of await institutionIds(connection)) {
        found.push(...(await verifyChain(house, connection, institutionId)));
      }
      for (const table of house.modules.flatMap((m) => m.digested ?? [])) found.push(...(await verifyRows(house, connection, table)));
      for (const { recount } of house.modules)
        if (recount) found.push(...(await recount(connection, { blobs: house.blobs, files: house.files, isDeep })));
      found.push(...(await verifyFiles(house, connection)));
      return found;
    } finally {
      await sql`rollback`.execute(connection);
    }
  });
}

/** The last event of an institution's ledger. */
export async function ledgerHead(db: Kysely<Tables>, institutionId: number): Promise<{ seq: number; hash: string }> {
  const head = await db
    .selectFrom('ledger_event')
    .select(['seq', 'hash'])
    .where('institution_id', '=', institutionId)
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return { seq: Number(head?.seq ?? 0), hash: head?.hash.toString('hex') ?? '' };
}

export const institutionIds = async (db: Db) =>
  (await db.selectFrom('institution').select('id').orderBy('id').execute()).map((row) => row.id);

/** The next batch of an institution's ledger. */
export const eventsAfter = (db: Db, institutionId: number, seq: string) =>
  db
    .selectFrom('ledger_event')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(BATCH)
    .execute();

/** Numbers without gaps, each hash over its content and the one before, and the figures that each event gives. */
export async function verifyChain(house: Pick<House, 'modules'>, db: Db, institutionId: number): Promise<Difference[]> {
  const found: Difference[] = [];
  let previous: Uint8Array = Buffer.alloc(0);
  let last = '0';
  for (let events = await eventsAfter(db, institutionId, last); events.length > 0; events = await eventsAfter(db, institutionId, last)) {
    const differs = (seq: string, what: string) => found.push({ table: 'ledger_event', id: `${institutionId}/${seq}`, what });
    for (const event of events) {
      if (Number(event.seq) !== Number(last) + 1) differs(event.seq, `序号不连续：${last} 之后是 ${event.seq}`);
      if (!event.prev_hash.equals(previous)) differs(event.seq, '与前一条的哈希不相接');
      if (hashOf(event) !== event.hash.toString('hex')) differs(event.seq, '内容与哈希不符，记录被改动');
      previous = event.hash;
      last = event.seq;
    }
    found.push(...(await verifyDeltas(house, db, institutionId, events)));
  }
  return found;
}

async function verifyDeltas(house: Pick<House, 'modules'>, db: Db, institutionId: number, events: readonly Event[]): Promise<Difference[]> {
  const [first, last] = [events[0]?.seq ?? '0', events.at(-1)?.seq ?? '0'];
  const stored = await db
    .selectFrom('ledger_delta')
    .select(['seq', 'measure', 'business_day', 'dims', 'amount'])
    .where('institution_id', '=', institutionId)
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .execute();
  const bySeq = Map.groupBy(stored, (row) => row.seq);
  const found: Difference[] = [];
  for (const event of events) {
    const expected = (await deltasOf(house, db, event)).map((d) => print({ ...d, amount: String(d.amount) })).sort();
    const actual = (bySeq.get(event.seq) ?? [])
      .map((d) => print({ measure: d.measure, dims: d.dims as Delta['dims'], day: d.business_day, amount: d.amount }))
      .sort();
    if (expected.join() !== actual.join())
      found.push({ table: 'ledger_delta', id: `${institutionId}/${event.seq}`, what: '指标增减与事件不符' });
  }
  return found;
}

const print = (delta: Omit<Delta, 'amount'> & { amount: string }) =>
  JSON.stringify([delta.measure, delta.day, delta.amount, Object.entries(delta.dims).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** What an event gives, and takes back of the one it corrects. */
async function deltasOf(house: Pick<House, 'modules'>, db: Db, event: Event): Promise<Delta[]> {
  const measured = {
    type: event.type,
    businessDay: event.business_day,
    recordedDay: dayOf(event.recorded_at),
    dims: event.dims as Record<string, string>,
    data: event.data,
  };
  const own = measureAll(house.modules, measured);
  if (event.corrects_seq === null) return own;
  const corrected = await db
    .selectFrom('ledger_event')
    .selectAll()
    .where('institution_id', '=', event.institution_id)
    .where('seq', '=', event.corrects_seq)
    .executeTakeFirstOrThrow();
  return [...own, ...(await deltasOf(house, db, corrected)).map((delta) => ({ ...delta, amount: -delta.amount }))];
}

/** Merges the rows of a table with the last digest that the ledger holds of each, through a cursor: one pass, whatever the size. */
async function verifyRows({ rowKey }: Pick<House, 'rowKey'>, db: Db, table: string): Promise<Difference[]> {
  const found: Difference[] = [];
  await sql
    .raw(`declare vouched no scroll cursor for
      select coalesce(t.id::text, v.id) as id, jsonb_strip_nulls(to_jsonb(t))::text as text, v.digest
      from ${table} t full join (
        select distinct on (d.key) substr(d.key, ${table.length + 2}) as id, d.value as digest
        from ledger_event e, jsonb_each_text(e.row_digests) d where d.key like '${table}/%' order by d.key, e.seq desc) v on v.id = t.id::text order by 1`)
    .execute(db);
  for (;;) {
    const { rows } = await sql.raw<{ id: string; text: string | null; digest: string | null }>(`fetch ${BATCH} from vouched`).execute(db);
    if (rows.length === 0) break;
    for (const row of rows) {
      const what = faultOf(row, rowKey);
      if (what) found.push({ table, id: row.id, what });
    }
  }
  await sql`close vouched`.execute(db);
  return found;
}

function faultOf({ text, digest }: { text: string | null; digest: string | null }, rowKey: Uint8Array): string | undefined {
  if (text === null) return '台账有记录，表中没有这一行（被删除）';
  if (digest === null) return '表中有这一行，台账没有记录（绕过系统写入）';
  return rowDigest(rowKey, text) === digest ? undefined : '行的内容与台账摘要不符（被改动）';
}

async function verifyFiles({ blobs }: Pick<House, 'blobs'>, db: Db): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { id, sha256 } of await db.selectFrom('stored_file').select(['id', 'sha256']).orderBy('id').execute()) {
    if (!(await blobs.isIntact(sha256))) found.push({ table: 'stored_file', id, what: '存储中的文件缺失或内容被改动' });
  }
  return found;
}
