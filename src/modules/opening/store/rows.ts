import { type RawBuilder, sql } from 'kysely';
import type { Issue } from '../../../core/problem.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { RowFilter, Verdict } from '../rules.ts';
import type { Counts } from './runs.ts';

export async function insertRows(tx: Scoped, runId: string, rows: readonly { rowNo: number; cells: readonly string[] }[]): Promise<void> {
  await sql`
    insert into opening_row (institution_id, run_id, row_no, cells)
    select ${tx.institutionId}, ${runId}, "rowNo", array(select jsonb_array_elements_text(cells))
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("rowNo" integer, cells jsonb)`.execute(tx.db);
}

/** Tells the database how large the tables have become, which it else finds out a minute later. */
export async function lookAgain(tx: Scoped): Promise<void> {
  await sql`select analyse_holdings()`.execute(tx.db);
}

const ofRun = (tx: Scoped, runId: string) => tx.selectOwn('opening_row').where('run_id', '=', runId);

/** Rows in order; `after` is the last number of the page before. */
export const pageCells = (tx: Scoped, runId: string, after: number, limit: number) =>
  ofRun(tx, runId).select(['row_no as rowNo', 'cells']).where('row_no', '>', after).orderBy('row_no').limit(limit).execute();

export type Judged = { rowNo: number; verdict: Verdict; issues: readonly Issue[]; lacks: readonly string[]; places: readonly string[] };

export async function putVerdicts(tx: Scoped, runId: string, judged: readonly Judged[]): Promise<void> {
  await sql`
    update opening_row o set verdict = r.verdict, issues = r.issues, lacks = array(select jsonb_array_elements_text(r.lacks)),
      places = array(select jsonb_array_elements_text(r.places))
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as r("rowNo" integer, verdict text, issues jsonb, lacks jsonb, places jsonb)
    where o.institution_id = ${tx.institutionId} and o.run_id = ${runId} and o.row_no = r."rowNo" and o.state = 'waiting'`.execute(tx.db);
}

/** The next rows to be opened, in order. */
export const findNextReady = (tx: Scoped, runId: string, limit: number) =>
  ofRun(tx, runId)
    .select(['row_no as rowNo', 'cells', 'lacks', 'places', sql<Issue[]>`issues`.as('issues')])
    .where('verdict', 'in', ['ready', 'warned'])
    .where('state', '=', 'waiting')
    .orderBy('row_no')
    .limit(limit)
    .execute();

export async function markOpened(tx: Scoped, runId: string, rows: readonly { rowNo: number; dossierId: string }[]): Promise<void> {
  await sql`
    update opening_row o set state = 'opened', dossier_id = r.dossier_id
    from unnest(${rows.map(({ rowNo }) => rowNo)}::integer[], ${rows.map(({ dossierId }) => dossierId)}::uuid[]) as r(row_no, dossier_id)
    where o.institution_id = ${tx.institutionId} and o.run_id = ${runId} and o.row_no = r.row_no`.execute(tx.db);
}

export const findOpenedAfter = (tx: Scoped, runId: string, after: number, limit: number) =>
  opened(tx, runId).where('row_no', '>', after).orderBy('row_no').limit(limit).execute();

export const findOpened = (tx: Scoped, runId: string, rowNos: readonly number[]) =>
  opened(tx, runId)
    .where('row_no', 'in', [...rowNos])
    .orderBy('row_no')
    .execute();

const opened = (tx: Scoped, runId: string) =>
  ofRun(tx, runId)
    .select(['row_no as rowNo', sql<string>`dossier_id`.as('dossierId')])
    .where('state', '=', 'opened');

/** `undoIssue` null: taken back; else why not. */
export async function markUndone(tx: Scoped, runId: string, rows: readonly { rowNo: number; undoIssue: string | null }[]): Promise<void> {
  await sql`
    update opening_row o set state = case when r.issue is null then 'undone' else o.state end, undo_issue = r.issue
    from unnest(${rows.map(({ rowNo }) => rowNo)}::integer[], ${rows.map(({ undoIssue }) => undoIssue)}::text[]) as r(row_no, issue)
    where o.institution_id = ${tx.institutionId} and o.run_id = ${runId} and o.row_no = r.row_no`.execute(tx.db);
}

export async function countRows(tx: Scoped, runId: string): Promise<Counts> {
  return ofRun(tx, runId)
    .select([
      ...(['ready', 'warned', 'refused', 'known'] as const).map((verdict) => countOf(sql<boolean>`verdict = ${verdict}`).as(verdict)),
      countOf(filters.lacking).as('lacking'),
      ...(['opened', 'undone'] as const).map((state) => countOf(sql<boolean>`state = ${state}`).as(state)),
      countOf(sql<boolean>`undo_issue is not null`).as('kept'),
    ])
    .executeTakeFirstOrThrow() as unknown as Promise<Counts>;
}
const countOf = (condition: RawBuilder<boolean>) => sql<number>`(count(*) filter (where ${condition}))::int`;

const filters: Readonly<Record<RowFilter, RawBuilder<boolean>>> = {
  ready: sql`verdict = 'ready'`,
  warned: sql`verdict = 'warned'`,
  refused: sql`verdict = 'refused'`,
  known: sql`verdict = 'known'`,
  lacking: sql`lacks <> '{}' and verdict in ('ready', 'warned')`,
  opened: sql`state = 'opened'`,
  undone: sql`state = 'undone'`,
  kept: sql`undo_issue is not null`,
};

export const findRows = (
  tx: Scoped,
  runId: string,
  { filter, after, limit }: { filter?: RowFilter | undefined; after?: number | undefined; limit: number },
) =>
  ofRun(tx, runId)
    .select(['row_no as rowNo', 'cells', 'lacks', 'places', 'dossier_id as dossierId', 'undo_issue as undoIssue'])
    .select([sql<Issue[]>`issues`.as('issues'), sql<Verdict | null>`verdict`.as('verdict')])
    .select(sql<'waiting' | 'opened' | 'undone'>`state`.as('state'))
    .$if(filter !== undefined, (q) => q.where(filters[filter ?? 'ready']))
    .$if(after !== undefined, (q) => q.where('row_no', '>', after ?? 0))
    .orderBy('row_no')
    .limit(limit)
    .execute();
