import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { makePeople } from '../src/modules/samples/index.ts';
import { rebuild } from '../src/modules/search/index.ts';
import type { Db } from '../src/platform/db.ts';
import { pinyinOf } from '../src/platform/pinyin.ts';
import type { Benchmark } from './benchmark.ts';
import { openTemporaryHouse } from './temporary.ts';

const USERS = 20;
const CHUNK = 5000;

/** 20 users ask the lists and the search of 320,000 dossiers, each what a clerk asks: pages, filters, names, numbers. */
export const lists: Benchmark = {
  name: 'lists',
  describe: { rows: 320_000, seconds: 240, diskMb: 1500 },
  run: async ({ seed, size }) => {
    const { owner, institutionId, userId, ask, close } = await openTemporaryHouse(USERS);
    try {
      const dossiers = size === 'full' ? 320_000 : 20_000;
      const known = await fill(owner, institutionId, userId, dossiers, seed);
      const timed = async (name: string, input: object) => {
        const began = performance.now();
        await ask(name, input);
        return performance.now() - began;
      };
      const questions = questionsFor(known, seed);
      await Promise.all(questions.slice(0, 60).map(({ name, input }) => timed(name, input))); // warm
      const times: number[] = [];
      const byName = new Map<string, number[]>();
      const perUser = size === 'full' ? 150 : 40;
      await Promise.all(
        Array.from({ length: USERS }, async (_, user) => {
          for (let n = 0; n < perUser; n++) {
            const question = questions[(user * perUser + n) % questions.length];
            if (!question) continue;
            const ms = await timed(question.name, question.input);
            times.push(ms);
            byName.set(question.kind, [...(byName.get(question.kind) ?? []), ms]);
          }
        }),
      );
      const worst = Object.fromEntries([...byName].map(([kind, list]) => [`p95Ms.${kind}`, at(list, 0.95)]));
      return {
        name: 'lists',
        seed,
        size,
        figures: { dossiers, p50Ms: at(times, 0.5), p95Ms: at(times, 0.95), ...worst },
        peers: {},
        floor: {},
      };
    } finally {
      await close();
    }
  },
};

type Known = { names: string[]; idNumbers: string[]; codes: string[]; initials: string[]; ids: string[] };

/** Rows straight into the tables: the lists are measured here, not the desk. */
async function fill(owner: Db, institutionId: number, userId: string, count: number, seed: number): Promise<Known> {
  const known: Known = { names: [], idNumbers: [], codes: [], initials: [], ids: [] };
  const people = makePeople(seed, Math.min(count, 20_000));
  const start = Date.UTC(2019, 0, 1);
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => {
      const n = from + i;
      const person = people[n % people.length];
      if (!person) throw new Error('no people');
      const at = new Date(start + n * 700_000);
      const idNumber = n < people.length ? person.idNumber : `X${String(n).padStart(12, '0')}${person.idNumber.slice(-5)}`;
      return {
        personId: newId({ msecs: at.getTime() }),
        dossierId: newId({ msecs: at.getTime() }),
        name: person.name,
        idNumber,
        code: `440117-${at.getUTCFullYear()}-${String(n).padStart(6, '0')}`,
        at: at.toISOString(),
        day: at.toISOString().slice(0, 10),
        state: n % 50 === 0 ? 'awaitingShelf' : 'inStore',
        ...pinyinOf(person.name),
      };
    });
    const json = JSON.stringify(rows);
    await sql`insert into person (institution_id, id, name, pinyin, initials, id_type, id_number, sex, created_at)
      select ${institutionId}, "personId", name, pinyin, initials, 'resident-id', "idNumber", '9', at
      from jsonb_to_recordset(${json}::jsonb) as r("personId" uuid, name text, pinyin text, initials text, "idNumber" text, at timestamptz)`.execute(
      owner,
    );
    await sql`insert into dossier (institution_id, id, person_id, kind, reference_code, custody, previous_institution, in_reason, custody_state, registered_on, registered_at, registered_by)
      select ${institutionId}, "dossierId", "personId", 'floating', code, 'individual', '某大学', 'graduation', state, day, at, ${userId}
      from jsonb_to_recordset(${json}::jsonb) as r("dossierId" uuid, "personId" uuid, code text, state text, day date, at timestamptz)`.execute(
      owner,
    );
    await sql`insert into volume (institution_id, id, dossier_id, part, number, barcode, state)
      select ${institutionId}, "dossierId", "dossierId", 'principal', 1, code || '-1', 'registered'
      from jsonb_to_recordset(${json}::jsonb) as r("dossierId" uuid, code text)`.execute(owner);
    for (const row of rows.filter((_, i) => i % 97 === 0)) {
      known.names.push(row.name);
      known.idNumbers.push(row.idNumber);
      known.codes.push(row.code);
      known.initials.push(row.initials);
      known.ids.push(row.dossierId);
    }
  }
  await rebuild(owner);
  await sql`vacuum analyze person, dossier, volume, search_dossier, search_item`.execute(owner);
  return known;
}

function questionsFor(known: Known, seed: number) {
  const pick = (list: readonly string[], i: number) => list[(i * 7919 + seed) % list.length] ?? '';
  return Array.from({ length: 1200 }, (_, i) => {
    const search = (kind: string, text: string) => ({ kind, name: 'holdings.findDossiers', input: { search: text } });
    const find = (kind: string, text: string) => ({ kind: `find.${kind}`, name: 'search.find', input: { text } });
    const kinds = [
      () => ({ kind: 'firstPage', name: 'holdings.findDossiers', input: {} }),
      () => ({ kind: 'laterPage', name: 'holdings.findDossiers', input: { before: pick(known.ids, i) } }),
      () => ({ kind: 'byState', name: 'holdings.findDossiers', input: { custodyState: 'awaitingShelf' } }),
      () => search('name', pick(known.names, i)),
      () => search('surname', pick(known.names, i).slice(0, 1)),
      () => search('initials', pick(known.initials, i)),
      () => search('idNumber', pick(known.idNumbers, i)),
      () => search('lastFour', pick(known.idNumbers, i).slice(-4)),
      () => search('code', pick(known.codes, i)),
      () => search('codePrefix', pick(known.codes, i).slice(0, 11)),
      () => find('name', pick(known.names, i)),
      () => find('given', pick(known.names, i).slice(1)),
      () => find('initials', pick(known.initials, i)),
      () => find('lastFour', pick(known.idNumbers, i).slice(-4)),
      () => find('codePart', pick(known.codes, i).slice(7)),
      () => ({ kind: 'waiting', name: 'stackroom.findWaiting', input: { state: 'registered' } }),
      () => ({ kind: 'detail', name: 'holdings.getDossier', input: { dossierId: pick(known.ids, i) } }),
    ];
    return (kinds[i % kinds.length] ?? kinds[0])?.() ?? { kind: 'firstPage', name: 'holdings.findDossiers', input: {} };
  });
}

const at = (times: readonly number[], share: number) =>
  Number(([...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(2));
