import { sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Db } from '../../../platform/db.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { Columns } from '../rules/columns.ts';
import type { CodeRule, RowFilter, RunState } from '../rules.ts';

/** How many rows are what. */
export type Counts = Record<RowFilter, number>;
/** What a list names and nobody has made: levels by rack, rooms, depositors. */
export type Missing = {
  shelves: { rack: string; levelCount: number; volumeCount: number; examples: string[] }[];
  rooms: string[];
  depositors: { name: string; count: number }[];
};

export const noCounts: Counts = { ready: 0, warned: 0, refused: 0, known: 0, lacking: 0, opened: 0, undone: 0, kept: 0 };
const noMissing: Missing = { shelves: [], rooms: [], depositors: [] };

export type NewRun = {
  id: string;
  fileName: string;
  titles: readonly string[];
  columns: Columns;
  isRemembered: boolean;
  rowCount: number;
  now: Date;
  userId: string;
};

export async function insertRun(tx: Scoped, run: NewRun): Promise<void> {
  await tx
    .insert('opening_run', {
      ...{ id: run.id, kinds: [...tx.scope.kinds], file_name: run.fileName, titles: [...run.titles], is_remembered: run.isRemembered },
      ...{ columns: JSON.stringify({ list: run.columns }), state: 'uploaded', row_count: run.rowCount },
      ...{ created_at: run.now, created_by: run.userId },
    })
    .execute();
}

const columns = [
  ...(['id', 'file_name as fileName', 'titles', 'is_remembered as isRemembered', 'as_of as asOf', 'row_count as rowCount'] as const),
  ...([
    'step_done as stepDone',
    'step_total as stepTotal',
    'step_began_at as stepBeganAt',
    'is_stopping as isStopping',
    'fault_count as faultCount',
  ] as const),
  ...(['undo_after as undoAfter', 'reason', 'created_at as createdAt', 'created_by as createdBy'] as const),
  ...[sql<Columns>`columns -> 'list'`.as('columns'), sql<CodeRule>`code_rule`.as('codeRule')],
  ...[sql<DossierKind>`default_kind`.as('defaultKind'), sql<RunState>`state`.as('state'), sql<DossierKind[]>`kinds`.as('kinds')],
  ...[sql<Partial<Counts>>`counts`.as('counts'), sql<Partial<Missing>>`missing`.as('missing')],
];

/** A run is there for those who see every kind of dossier that its sender sees. */
const visible = (tx: Scoped) =>
  tx
    .selectOwn('opening_run')
    .select(columns)
    .where(sql<boolean>`kinds <@ ${sql.val([...tx.scope.kinds])}::text[]`);

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof visible>['executeTakeFirst']>>>;
const whole = (row: Row) => ({ ...row, counts: { ...noCounts, ...row.counts }, missing: { ...noMissing, ...row.missing } });
export type Run = ReturnType<typeof whole>;

export async function getRun(tx: Scoped, id: string): Promise<Run | undefined> {
  const row = await visible(tx).where('id', '=', id).executeTakeFirst();
  return row && whole(row);
}

export async function lockRun(tx: Scoped, id: string): Promise<Run | undefined> {
  const row = await visible(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && whole(row);
}

/** Newest first; `before` is the last id of the page before. */
export async function findRuns(tx: Scoped, { before, limit }: { before?: string | undefined; limit: number }): Promise<Run[]> {
  const rows = await visible(tx)
    .$if(before !== undefined, (q) => q.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(whole);
}

type Change = Partial<{
  state: RunState;
  columns: Columns;
  asOf: string;
  codeRule: CodeRule;
  defaultKind: DossierKind;
  stepDone: number;
  stepTotal: number;
  stepBeganAt: Date;
  stepBy: string;
  isStopping: boolean;
  faultCount: number;
  undoAfter: number;
  counts: Counts;
  missing: Missing;
  reason: string | null;
}>;

export async function updateRun(tx: Scoped, id: string, change: Change): Promise<void> {
  const set = {
    ...{ state: change.state, as_of: change.asOf, code_rule: change.codeRule, default_kind: change.defaultKind, reason: change.reason },
    ...{
      step_done: change.stepDone,
      step_total: change.stepTotal,
      step_began_at: change.stepBeganAt,
      is_stopping: change.isStopping,
      step_by: change.stepBy,
      fault_count: change.faultCount,
    },
    ...{ undo_after: change.undoAfter, columns: change.columns && JSON.stringify({ list: change.columns }) },
    ...{ counts: change.counts && JSON.stringify(change.counts), missing: change.missing && JSON.stringify(change.missing) },
  };
  const given = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  await tx.update('opening_run').set(given).where('id', '=', id).execute();
}

export async function deleteRun(tx: Scoped, id: string): Promise<void> {
  await tx.remove('opening_run').where('id', '=', id).execute();
}

/** What was chosen for a list with these titles before. */
export async function getMapping(tx: Scoped, digest: string): Promise<Columns | undefined> {
  const row = await tx
    .selectOwn('opening_mapping')
    .select(sql<Columns>`columns -> 'list'`.as('columns'))
    .where('titles_digest', '=', digest)
    .executeTakeFirst();
  return row?.columns;
}

export async function putMapping(tx: Scoped, digest: string, chosen: Columns): Promise<void> {
  const set = { columns: JSON.stringify({ list: chosen }) };
  await tx
    .insert('opening_mapping', { titles_digest: digest, ...set })
    .onConflict((oc) => oc.columns(['institution_id', 'titles_digest']).doUpdateSet(set))
    .execute();
}

/** Runs of an institution whose background step was under way, with whoever asked for it. */
export const findBusy = (tx: Scoped) =>
  tx
    .selectOwn('opening_run')
    .select(['id', 'step_by as stepBy', sql<RunState>`state`.as('state')])
    .where('state', 'in', ['judging', 'committing', 'undoing'])
    .execute();

/** Rows that are said to be opened, or not, otherwise than the ledger has it. */
export async function findDifferences(db: Db): Promise<{ id: string; what: string }[]> {
  const { rows } = await sql<{ id: string; what: string }>`
    with said as (
      select institution_id, dossier_id, count(*) filter (where type = 'dossier.opened') - count(*) filter (where type = 'dossier.openingUndone') as standing
      from ledger_event where type in ('dossier.opened', 'dossier.openingUndone') group by 1, 2),
    stands as (select institution_id, dossier_id, run_id, row_no, state from opening_row where dossier_id is not null)
    select coalesce(s.run_id || '/' || s.row_no, l.dossier_id::text) as id,
      case when l.dossier_id is null then '期初清单的行说已建账，台账没有' when s.dossier_id is null then '台账已建账，期初清单没有这一行'
        else '期初清单的行与台账的建账、撤销不符' end as what
    from stands s full join said l on l.institution_id = s.institution_id and l.dossier_id = s.dossier_id
    where l.dossier_id is null or s.dossier_id is null or (s.state = 'opened') <> (l.standing = 1)`.execute(db);
  return rows;
}
