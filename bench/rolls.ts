import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import writeXlsxFile from 'write-excel-file/node';
import { readList } from '../src/modules/packages/index.ts';
import { makePeople } from '../src/modules/samples/index.ts';
import type { Benchmark } from './benchmark.ts';
import { openTemporaryHouse } from './temporary.ts';

const ROUNDS = 5;
const COLUMNS = 'institution_id, roll_id, number, name, id_number, tracking_no, letter_no, person, issues, state';

/** A list of graduates is imported as the desk does it; the floor is COPY of the same rows, committed, into the same indexed table. */
export const rolls: Benchmark = {
  name: 'rolls',
  describe: { rows: 10_000, seconds: 40, diskMb: 300 },
  run: async ({ seed, size }) => {
    const { owner, folder, institutionId, ask, close, superuser } = await openTemporaryHouse(4);
    try {
      const graduates = size === 'full' ? 10_000 : 1000;
      const people = makePeople(seed, graduates);
      const head = ['姓名', '身份证号', '性别', '民族', '学历', '邮件号'];
      const rows = people.map((p, i) => [p.name, p.idNumber, p.sex, p.ethnicity, p.education, `EX${String(i).padStart(9, '0')}CN`]);
      const csv = Buffer.from([head, ...rows].map((row) => row.join(',')).join('\n'));
      const cells = [head, ...rows].map((row) => row.map((value) => ({ value, type: String })));
      const workbook = await writeXlsxFile(cells).toBuffer();
      const spoilt = Buffer.from([head, ...rows.map(([name, , ...rest]) => [name, '440117199001010013', ...rest])].join('\n'));
      const importAs = async (fileName: string, bytes: Buffer) => {
        const began = performance.now();
        const imported = await ask<{ rollId: string; faultyCount: number; issues: object[] }>(
          'reception.importRoll',
          { fileName, sender: '南山大学' },
          once(bytes),
        );
        return { ms: performance.now() - began, ...imported };
      };
      const first = await importAs('warm.csv', csv);
      const shared = path.join(folder, 'shared'); // the database's user writes and reads there
      fs.mkdirSync(shared);
      fs.chmodSync(shared, 0o777);
      const file = path.join(shared, 'rows.tsv');
      await superuser(async (db) => {
        await sql.raw(`copy (select ${COLUMNS} from roll_row where roll_id = '${first.rollId}' order by number) to '${file}'`).execute(db);
      });
      const text = fs.readFileSync(file, 'utf8');
      const imports: number[] = [];
      const copies: number[] = [];
      const readings: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const began = performance.now();
        await readList(csv, 'rolls.csv');
        readings.push(performance.now() - began);
        imports.push((await importAs('list.csv', csv)).ms);
        copies.push(await superuser((db) => copy(db, `${file}.${round}`, text, first.rollId, institutionId)));
      }
      const ms = median(imports) - median(readings);
      const workbookMs = (await importAs('list.xlsx', workbook)).ms;
      const faulty = await importAs('spoilt.csv', spoilt);
      const { n } = await owner.selectFrom('roll_row').select(sql<number>`count(*)::int`.as('n')).executeTakeFirstOrThrow();
      return {
        ...{ name: 'rolls', seed, size },
        figures: {
          ...{ graduates, workbookSeconds: seconds(workbookMs), allFaultySeconds: seconds(faulty.ms), messages: faulty.issues.length },
          ...{ rowsPerSecond: Math.round(graduates / (ms / 1000)), rateRatioToFloor: Number((median(copies) / ms).toFixed(3)), rows: n },
        },
        peers: {},
        floor: {
          rowsPerSecond: Math.round(graduates / (median(copies) / 1000)),
          what: '同样的行，COPY 入同一张带索引的表并提交；读 CSV 的时间不计',
        },
      };
    } finally {
      await close();
    }
  },
};

type Superuser = Parameters<Parameters<Awaited<ReturnType<typeof openTemporaryHouse>>['superuser']>[0]>[0];

/** The rows again under a roll of their own, in one transaction; only COPY and commit are timed. */
async function copy(db: Superuser, file: string, text: string, from: string, institutionId: number): Promise<number> {
  const rollId = crypto.randomUUID();
  fs.writeFileSync(file, text.replaceAll(from, rollId));
  await sql`insert into roll (institution_id, id, sender, file_name, row_count, sha256, state, imported_on, imported_at, imported_by)
    select institution_id, ${rollId}, sender, file_name, row_count, sha256, state, imported_on, imported_at, imported_by
    from roll where institution_id = ${institutionId} and id = ${from}`.execute(db);
  const began = performance.now();
  await sql.raw(`copy roll_row (${COLUMNS}) from '${file}'`).execute(db);
  return performance.now() - began;
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const seconds = (ms: number) => Number((ms / 1000).toFixed(2));
