import { dayOf } from '../../../core/time.ts';
import type { House, JobData } from '../../../platform/house.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { findRooms } from '../../stackroom/index.ts';
import { readRegister, readShelves } from '../register.ts';
import { watchDoubles } from '../rules/doubles.ts';
import { alreadyKnown, gapsOf, judgeEntry, knownAs, type Register, type Terms } from '../rules/judge.ts';
import { claimsOf, type Taken, takePlaces, wantedOf } from '../rules/places.ts';
import { type Entry, readRow } from '../rules/read-row.ts';
import * as rowsStore from '../store/rows.ts';
import * as runs from '../store/runs.ts';
import { alone, breathe } from './step.ts';

const PAGE = 1000;

/** 试导: judges every row of a list and enters nothing. Safe to repeat: it starts again from the first row. */
export async function judgeRun(house: House, data: JobData): Promise<void> {
  const runId = String(data['runId']);
  const run = await alone(house, data, (tx) => runs.getRun(tx, runId));
  if (run?.state !== 'judging') return;
  const terms: Terms = { today: dayOf(house.clock()), codeRule: run.codeRule };
  const entries = await readEntries(house, data, run);
  const { shelves, taken } = await alone(house, data, (tx) => readShelves(tx, entries));
  const claims = claimsOf(entries);
  const doubles = watchDoubles();
  for (let from = 0; from < entries.length; from += PAGE) {
    const chunk = entries.slice(from, from + PAGE);
    const isStopped = await alone(house, data, async (tx) => {
      const now = await runs.lockRun(tx, runId);
      if (now?.state !== 'judging') return true;
      if (now.isStopping) {
        await runs.updateRun(tx, runId, { state: 'uploaded', isStopping: false });
        return true;
      }
      const register = await readRegister(tx, chunk, terms, { shelves, kinds: run.kinds });
      await rowsStore.putVerdicts(
        tx,
        runId,
        chunk.map((entry) => judge(entry, register, terms, { taken, claims, doubles })),
      );
      await runs.updateRun(tx, runId, { stepDone: from + chunk.length });
      return false;
    });
    if (isStopped) return;
  }
  await alone(house, data, async (tx) => {
    if ((await runs.lockRun(tx, runId))?.state !== 'judging') return;
    const missing = await findMissing(tx, entries, shelves, terms);
    await runs.updateRun(tx, runId, {
      state: 'judged',
      isStopping: false,
      faultCount: 0,
      counts: await rowsStore.countRows(tx, runId),
      missing,
    });
  });
}

async function readEntries(house: House, data: JobData, run: runs.Run): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after = 0; ; ) {
    const page = await alone(house, data, (tx) => rowsStore.pageCells(tx, run.id, after, PAGE));
    entries.push(...page.map(({ rowNo, cells }) => readRow(rowNo, cells, run.columns, run.defaultKind)));
    const last = page.at(-1);
    if (!last) return entries;
    after = last.rowNo;
    await breathe();
  }
}

type OfFile = { taken: Taken; claims: ReturnType<typeof claimsOf>; doubles: ReturnType<typeof watchDoubles> };

function judge(entry: Entry, register: Register, terms: Terms, { taken, claims, doubles }: OfFile): rowsStore.Judged {
  const inFile = doubles(entry);
  const known = knownAs(entry, register);
  if (known !== undefined) return { rowNo: entry.rowNo, verdict: 'known', issues: [alreadyKnown(known)], lacks: [], places: [] };
  const own = [...judgeEntry(entry, register, terms), ...inFile];
  const isPlaced =
    entry.places.length > 0 && ![...entry.issues, ...inFile].some(({ path, severity }) => path === 'address' && severity !== 'warning');
  const { places, issues: placeIssues } = isPlaced ? takePlaces(entry, register.shelves, taken, claims) : { places: [], issues: [] };
  const issues = [...own, ...placeIssues];
  const isRefused = issues.some(({ severity }) => severity !== 'warning');
  return {
    ...{ rowNo: entry.rowNo, verdict: isRefused ? 'refused' : issues.length > 0 ? 'warned' : 'ready', issues },
    ...{ lacks: gapsOf(entry, terms.today), places: places.map(({ address }) => address) },
  };
}

const MOST_NAMED = 200;

/** What the list names and nobody has made, by rack and by depositor, the most wanted first. */
async function findMissing(tx: Scoped, entries: readonly Entry[], shelves: Register['shelves'], terms: Terms): Promise<runs.Missing> {
  const wanted = entries.flatMap((entry) => wantedOf(entry).map(({ shelf }) => shelf));
  const lacking = Map.groupBy(
    wanted.filter((shelf) => !shelves.has(shelf)),
    (shelf) => shelf,
  );
  const racks = Map.groupBy(lacking.keys(), (shelf) => shelf.split('-').slice(0, 3).join('-'));
  const rooms = new Set((await findRooms(tx)).map(({ code }) => code));
  const unknown = new Map<string, number>();
  const units = entries.filter(({ depositor }) => depositor);
  const { depositors } = await readRegister(tx, units, terms, { shelves, kinds: [] });
  for (const { depositor } of units) {
    const name = depositor?.name || depositor?.uscc || '';
    const isKnown = depositors.some((each) => each.uscc === depositor?.uscc || (depositor?.uscc === '' && each.name === depositor.name));
    if (!isKnown) unknown.set(name, (unknown.get(name) ?? 0) + 1);
  }
  return {
    shelves: [...racks]
      .map(([rack, levels]) => ({
        ...{ rack, levelCount: levels.length, volumeCount: levels.reduce((sum, level) => sum + (lacking.get(level)?.length ?? 0), 0) },
        examples: levels.toSorted().slice(0, 3),
      }))
      .sort((a, b) => (a.rack < b.rack ? -1 : 1))
      .slice(0, MOST_NAMED),
    rooms: [...new Set([...racks.keys()].map((rack) => rack.split('-')[0] ?? ''))].filter((room) => !rooms.has(room)).sort(),
    depositors: [...unknown]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_NAMED),
  };
}
