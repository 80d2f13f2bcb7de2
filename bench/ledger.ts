import { sql } from 'kysely';
import { verifyLedger } from '../src/platform/export.ts';
import type { House } from '../src/platform/house.ts';
import type { Benchmark } from './benchmark.ts';
import { openTemporaryHouse } from './temporary.ts';

const WRITERS = 8;

/** 8 writers sign for parcels in one institution, in rounds that alternate between the ledger and its floor. */
export const ledger: Benchmark = {
  name: 'ledger',
  describe: { rows: 60_000, seconds: 45, diskMb: 300 },
  run: async ({ seed, size }) => {
    const { house, owner, ask, close } = await openTemporaryHouse(WRITERS + 2);
    try {
      const seconds = size === 'full' ? 6 : 2;
      const rates: { chained: number[]; plain: number[] } = { chained: [], plain: [] };
      await owner.connection().execute((connection) => sql.raw(PLAIN).execute(connection));
      await writeFor(ask, 1, `${seed}W`);
      for (let round = 0; round < 3; round++) {
        rates.chained.push(await writeFor(ask, seconds, `${seed}C${round}`));
        await swap(owner, 'ledger_append', 'ledger_plain');
        rates.plain.push(await writeFor(ask, seconds, `${seed}P${round}`));
        await swap(owner, 'ledger_append', 'ledger_plain');
      }
      const { events, differences } = await verifyLedger({ modules: house.modules }, owner);
      const eventsPerSecond = median(rates.chained);
      const floor = median(rates.plain);
      return {
        ...{ name: 'ledger', seed, size },
        figures: {
          eventsPerSecond: round1(eventsPerSecond),
          rateRatioToFloor: Number((eventsPerSecond / floor).toFixed(3)),
          chainBreaks: differences.length,
          events,
        },
        peers: {},
        floor: { eventsPerSecond: round1(floor), what: '同一事务，无机构锁、无哈希链' },
      };
    } finally {
      await close();
    }
  },
};

/** The same function without lock, hash and order: numbers come from a sequence, into a table of the same columns and indexes. */
const PLAIN = `
  create table plain_event (like ledger_event including all);
  create sequence plain_seq;
  grant select on plain_event to lantai_app;
  create function ledger_plain(institution integer, actor text, at timestamptz, events jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
  declare item jsonb; e ledger_event;
  begin
    for item in select value from jsonb_array_elements(events) loop
      e.institution_id := institution; e.actor_id := actor; e.recorded_at := at; e.seq := nextval('plain_seq');
      e.type := item ->> 'type'; e.occurred_at := (item ->> 'occurredAt')::timestamptz; e.precision := item ->> 'precision';
      e.business_day := (item ->> 'businessDay')::date; e.subject_kind := item ->> 'subjectKind'; e.subject_id := item ->> 'subjectId';
      e.dims := (item ->> 'dims')::jsonb; e.data := (item ->> 'data')::jsonb; e.row_digests := (item ->> 'rowDigests')::jsonb;
      e.prev_hash := ''; e.hash := '';
      insert into plain_event select e.*;
    end loop;
    return e.seq;
  end $$;
  grant execute on function ledger_plain to lantai_app`;

const swap = async (owner: House['db'], a: string, b: string) => {
  await sql
    .raw(`alter function ${a} rename to ledger_swap; alter function ${b} rename to ${a}; alter function ledger_swap rename to ${b}`)
    .execute(owner);
};

async function writeFor(ask: (name: string, input: object) => Promise<unknown>, seconds: number, prefix: string): Promise<number> {
  const until = performance.now() + seconds * 1000;
  const began = performance.now();
  let count = 0;
  const writer = async (w: number) => {
    for (let n = 0; performance.now() < until; n++) {
      const input = { carrier: 'ems', trackingNo: `${prefix}X${w}X${n}`, sender: '某大学' };
      await ask('reception.signParcel', input);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)));
  return count / ((performance.now() - began) / 1000);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const round1 = (value: number) => Number(value.toFixed(1));
