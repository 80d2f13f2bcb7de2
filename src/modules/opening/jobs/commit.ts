import type { LedgerEvent } from '../../../core/event.ts';
import type { Issue } from '../../../core/problem.ts';
import { dayOf, startOf } from '../../../core/time.ts';
import { isClash } from '../../../platform/clash.ts';
import type { Context, House, JobData } from '../../../platform/house.ts';
import { inJob } from '../../../platform/in-job.ts';
import { unitCode } from '../../accounts/index.ts';
import { type Opening, openDossiers } from '../../holdings/index.ts';
import { readAddress } from '../../stackroom/rules.ts';
import { readRegister, readShelves } from '../register.ts';
import { alreadyKnown, depositorOf, judgeEntry, knownAs, type Register, referenceCodeOf, type Terms } from '../rules/judge.ts';
import { type Place, takePlaces } from '../rules/places.ts';
import { type Entry, readRow } from '../rules/read-row.ts';
import * as rowsStore from '../store/rows.ts';
import * as runs from '../store/runs.ts';
import { alone } from './step.ts';

const CHUNK = 500;
const TRIES = 3;

/**
 * 建账: enters the rows that may be, 500 to a transaction, each marked in the transaction that enters it. Safe to repeat and to kill at any
 * point: it goes on with the first row that is not marked.
 */
export async function commitRun(house: House, data: JobData): Promise<void> {
  for (let chunk = 0, isDone = false; !isDone; chunk++) {
    isDone = await again(() => commitChunk(house, data));
    if (LOOKS.has(chunk)) await alone(house, data, rowsStore.lookAgain);
  }
}

/** After these chunks the tables are looked at again: a plan made while they were empty reads all of a full one for every row. */
const LOOKS: ReadonlySet<number> = new Set([0, 3, 15]);

/** The desk may have registered one of the people between a chunk's look and its write; the second look sees that. */
async function again<T>(body: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await body();
    } catch (error) {
      if (!isClash(error) || left <= 1) throw error;
    }
  }
}

type Row = Awaited<ReturnType<typeof rowsStore.findNextReady>>[number];
type Chosen = { row: Row; entry: Entry; opening: Opening };

const commitChunk = (house: House, data: JobData) =>
  inJob(house, data, 'opening.commitRows', async (context) => {
    const { tx, now } = context;
    const runId = String(data['runId']);
    const run = await runs.lockRun(tx, runId);
    if (run?.state !== 'committing' || run.asOf === null) return { result: true, events: [] };
    if (run.isStopping) {
      await runs.updateRun(tx, runId, { state: 'stopped', isStopping: false, counts: await rowsStore.countRows(tx, runId) });
      return { result: true, events: [] };
    }
    const rows = await rowsStore.findNextReady(tx, runId, CHUNK);
    if (rows.length === 0) return { result: true, events: [await end(context, run, now)] };
    const { chosen, passed } = await choose(context, run, rows);
    await rowsStore.putVerdicts(tx, runId, passed);
    const events = await enter(context, run, run.asOf, chosen);
    await runs.updateRun(tx, runId, { stepDone: run.stepDone + rows.length, faultCount: 0 });
    return { result: false, events };
  });

type JobContext = Pick<Context, 'tx' | 'actor' | 'now'>;

async function end({ tx }: JobContext, run: runs.Run, now: Date): Promise<LedgerEvent> {
  const counts = await rowsStore.countRows(tx, run.id);
  await runs.updateRun(tx, run.id, { state: 'committed', isStopping: false, faultCount: 0, counts });
  const data = { openedCount: counts.opened, refusedCount: counts.refused, lackingCount: counts.lacking };
  return { type: 'opening.ended', occurredAt: now, subject: { kind: 'openingRun', id: run.id }, data };
}

/** Looks at rows once more, for the register may have moved on since the dry run; the places are those that it chose. */
async function choose({ tx, now }: JobContext, run: runs.Run, rows: readonly Row[]) {
  const terms: Terms = { today: dayOf(now), codeRule: run.codeRule };
  const read = rows.map((row) => {
    const entry = readRow(row.rowNo, row.cells, run.columns, run.defaultKind);
    return { row, entry: { ...entry, places: row.places.flatMap((address) => readAddress(address) ?? []) } };
  });
  const entries = read.map(({ entry }) => entry);
  const { shelves, taken } = await readShelves(tx, entries, true);
  const register = await readRegister(tx, entries, terms, { shelves, kinds: run.kinds });
  const chosen: Chosen[] = [];
  const passed: rowsStore.Judged[] = [];
  for (const { row, entry } of read) {
    const known = knownAs(entry, register);
    if (known !== undefined) {
      passed.push({ rowNo: row.rowNo, verdict: 'known', issues: [alreadyKnown(known)], lacks: [], places: [] });
      continue;
    }
    const { places, issues: placeIssues } = takePlaces(entry, shelves, taken, new Map());
    const issues: Issue[] = [...judgeEntry(entry, register, terms), ...placeIssues];
    const isRefused = issues.some(({ severity }) => severity !== 'warning');
    if (isRefused) passed.push({ rowNo: row.rowNo, verdict: 'refused', issues, lacks: row.lacks, places: [] });
    else chosen.push({ row, entry, opening: toOpening(entry, register, terms, places) });
  }
  return { chosen, passed };
}

function toOpening(entry: Entry, register: Register, terms: Terms, places: readonly Place[]): Opening {
  const numbers = { principal: 0, counterpart: 0 };
  return {
    ...{ knownPersonId: entry.idKey === undefined ? undefined : register.standing.get(entry.idKey)?.id, person: entry.person },
    ...{ kind: entry.kind, custody: entry.custody, depositorId: depositorOf(entry, register.depositors)?.id ?? null },
    ...{ previousInstitution: entry.previousInstitution, legacyCode: entry.legacyCode, referenceCode: referenceCodeOf(entry, terms) },
    ...{ digitalState: entry.isDigitised ? 'awaitingMigration' : 'none', condition: entry.condition, remark: entry.remark },
    volumes: entry.parts.map((part, at) => {
      numbers[part] += 1;
      return { part, number: numbers[part], place: places[at] };
    }),
  };
}

/** One fact a dossier, dated to the take-over day, that vouches for its person, its row and its volumes. */
async function enter(context: JobContext, run: runs.Run, asOf: string, chosen: readonly Chosen[]): Promise<LedgerEvent[]> {
  if (chosen.length === 0) return [];
  const terms = { runId: run.id, asOf, unitCode: await unitCode(context.tx) };
  const opened = await openDossiers(
    context,
    terms,
    chosen.map(({ opening }) => opening),
  );
  const marks: { rowNo: number; dossierId: string }[] = [];
  const events = chosen.flatMap(({ row, entry, opening }, index): LedgerEvent[] => {
    const made = opened[index];
    if (!made) return [];
    const { dossierId, personId, isKnownPerson, volumeIds } = made;
    marks.push({ rowNo: row.rowNo, dossierId });
    return [
      {
        ...{ type: 'dossier.opened', occurredAt: startOf(asOf), precision: 'day', dossierId, subject: { kind: 'dossier', id: dossierId } },
        dims: { kind: entry.kind },
        data: {
          ...{ runId: run.id, rowNo: row.rowNo, personId, isKnownPerson, hasLegacyCode: entry.legacyCode !== null },
          ...{ volumeCount: volumeIds.length, shelvedCount: opening.volumes.filter(({ place }) => place).length },
          ...{ condition: entry.condition, digitalState: opening.digitalState, lacks: row.lacks },
          warnings: [...new Set(row.issues.map(({ rule, path }) => rule ?? path))],
          reason: row.issues.length > 0 ? run.reason : null,
        },
        rows: [
          ...(isKnownPerson ? [] : [{ table: 'person', id: personId }]),
          { table: 'dossier', id: dossierId },
          ...volumeIds.map((id) => ({ table: 'volume', id })),
        ],
      },
    ];
  });
  await rowsStore.markOpened(context.tx, run.id, marks);
  return events;
}
