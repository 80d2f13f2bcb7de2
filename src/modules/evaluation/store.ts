import { sql } from 'kysely';
import type { Scoped } from '../../platform/scoped.ts';

/** Which facts count: those of the days from `first` to `last`, as known up to event `seq`. */
export type Window = { first: string; last: string; seq: number };

/** Sums of measures. Plans belong to a year whatever the day they were made on, so they are asked for by `year`. */
export async function sumMeasures(
  tx: Scoped,
  { first, last, seq }: Window,
  measures: readonly string[],
  year: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectOwn('ledger_delta')
    .select(['measure', sql<string>`sum(amount)`.as('total')])
    .where('measure', 'in', [...measures])
    .where('business_day', '<=', last)
    .where('seq', '<=', String(seq))
    .where(ofYear(first, year))
    .groupBy('measure')
    .execute();
  return new Map(rows.map(({ measure, total }) => [measure, Number(total)]));
}

const ofYear = (first: string, year: number) =>
  sql<boolean>`case when measure like 'plan.%' then dims ->> 'year' = ${String(year)} else business_day >= ${first}::date end`;

/** The last event recorded at or before `instant`, or the very last (whatever the clock now says); seq 0 before the first. */
export async function headAt(tx: Scoped, instant?: Date): Promise<{ seq: number; hash: string }> {
  const row = await tx
    .selectOwn('ledger_event')
    .select(['seq', 'hash'])
    .$if(instant !== undefined, (q) => q.where('recorded_at', '<=', instant ?? new Date(0)))
    .orderBy('recorded_at', 'desc')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return { seq: Number(row?.seq ?? 0), hash: row?.hash.toString('hex') ?? '' };
}

/** One plan is changed at a time, or two changes would start from the same number. */
export async function lockPlans(tx: Scoped): Promise<void> {
  await sql`select pg_advisory_xact_lock(7330, ${tx.institutionId})`.execute(tx.db);
}

export const findPlanEvents = (tx: Scoped, year: number) =>
  tx
    .selectOwn('ledger_event')
    .select(['seq', 'occurred_at as at', 'actor_id as actorId', 'data'])
    .where('type', '=', 'plan.set')
    .where(sql<boolean>`data ->> 'year' = ${String(year)}`)
    .orderBy('seq', 'desc')
    .execute();

export type RowKey = { day: string; seq: number; place: number };

/** The rows behind one measure, in order of day and event. */
export const findRows = (
  tx: Scoped,
  { first, last, seq }: Window,
  measure: string,
  year: number,
  after: RowKey | undefined,
  limit: number,
) =>
  tx
    .selectOwn('ledger_delta')
    .innerJoin('ledger_event', (join) =>
      join.onRef('ledger_event.institution_id', '=', 'ledger_delta.institution_id').onRef('ledger_event.seq', '=', 'ledger_delta.seq'),
    )
    .select([
      'ledger_delta.seq',
      'ledger_delta.business_day as day',
      'place',
      'amount',
      'type',
      'subject_kind as subjectKind',
      'subject_id as subjectId',
    ])
    .select(['dossier_id as dossierId', 'recorded_at as recordedAt', 'corrects_seq as correctsSeq'])
    .where('measure', '=', measure)
    .where('ledger_delta.business_day', '<=', last)
    .where('ledger_delta.seq', '<=', String(seq))
    .where(
      measure.startsWith('plan.')
        ? sql<boolean>`ledger_delta.dims ->> 'year' = ${String(year)}`
        : sql<boolean>`ledger_delta.business_day >= ${first}::date`,
    )
    .$if(after !== undefined, (q) =>
      q.where(
        sql<boolean>`(ledger_delta.business_day, ledger_delta.seq, place) > (${after?.day ?? ''}::date, ${after?.seq ?? 0}, ${after?.place ?? 0})`,
      ),
    )
    .orderBy('ledger_delta.business_day')
    .orderBy('ledger_delta.seq')
    .orderBy('place')
    .limit(limit)
    .execute();
