import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import writeXlsxFile from 'write-excel-file/node';
import { makePeople } from '../src/modules/samples/index.ts';
import { workOn } from '../src/platform/jobs.ts';
import { verify } from '../src/platform/verify.ts';
import type { Benchmark } from './benchmark.ts';
import { openTemporaryHouse } from './temporary.ts';

const FULL = 32_000;
const LEVEL = 40;

/**
 * 期初建账 of a whole centre: one workbook of 32,000 dossiers is uploaded, tried and entered, one in eight without an ID number, every
 * volume at its place. Measured from the first byte to the last row, through the operations and the background steps that a page uses.
 */
export const opening: Benchmark = {
  name: 'opening',
  describe: { rows: FULL, seconds: 150, diskMb: 600 },
  run: async ({ seed, size }) => {
    const house = await openTemporaryHouse(10);
    try {
      const rows = size === 'full' ? FULL : 3200;
      const book = path.join(house.folder, 'shelves.xlsx');
      fs.writeFileSync(book, await workbook(rows, seed));
      await layOut(house.ask, rows);
      await workOn(house.house);
      const began = performance.now();
      const { runId } = await house.ask<{ runId: string }>('opening.upload', { fileName: 'shelves.xlsx' }, fs.createReadStream(book));
      const uploadMs = performance.now() - began;
      const { columns } = await house.ask<Run>('opening.getRun', { runId });
      await house.ask('opening.judgeRun', { runId, columns, asOf: '2026-01-01' });
      const judged = await settled(house.ask, runId);
      const judgeMs = performance.now() - began - uploadMs;
      await house.ask('opening.commitRun', { runId, reason: '同名的已核对' });
      const { state, counts } = await settled(house.ask, runId);
      const totalMs = performance.now() - began;
      const lookUpMs = await lookUp(house.ask);
      // the measuring house itself, its institution and its user, came by no event
      const differences = (await verify(house.house, house.owner)).filter(({ table }) => table !== 'app_user' && table !== 'institution');
      const seconds = (ms: number) => Number((ms / 1000).toFixed(1));
      return {
        ...{ name: 'opening', seed, size },
        figures: {
          ...{ rows, opened: counts.opened, refused: judged.counts.refused, warned: judged.counts.warned, lacking: counts.lacking },
          ...{ seconds: seconds(totalMs), uploadSeconds: seconds(uploadMs), judgeSeconds: seconds(judgeMs) },
          ...{ commitSeconds: seconds(totalMs - uploadMs - judgeMs), rowsPerSecond: Math.round((rows / totalMs) * 1000) },
          ...{
            rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
            differences: differences.length,
            isWhole: state === 'committed' ? 1 : 0,
            ...lookUpMs,
          },
        },
        ...{ peers: {}, floor: {} },
      };
    } finally {
      await house.close();
    }
  },
};

type Ask = Awaited<ReturnType<typeof openTemporaryHouse>>['ask'];
type Run = { state: string; columns: (string | null)[]; counts: { opened: number; refused: number; warned: number; lacking: number } };

async function settled(ask: Ask, runId: string): Promise<Run> {
  for (;;) {
    const run = await ask<Run>('opening.getRun', { runId });
    if (run.state === 'judged' || run.state === 'committed' || run.state === 'stopped') return run;
    await wait(100);
  }
}

/** The lists that come with it, each asked three times: the slowest of the last two. */
async function lookUp(ask: Ask): Promise<Record<string, number>> {
  const questions = {
    lackingMs: () => ask('holdings.findDossiers', { lacks: 'any' }),
    lackingSexMs: () => ask('holdings.findDossiers', { lacks: 'sex' }),
    lackingOriginMs: () => ask('holdings.findDossiers', { lacks: 'previousInstitution' }), // nobody does: the whole list is gone through
    legacyListMs: () => ask('holdings.findDossiers', { search: '流字1995-000' }),
    legacyFindMs: () => ask('search.find', { text: '流字1995-00005' }),
    legacyPartMs: () => ask('search.find', { text: '1995-00005' }),
  };
  const found: Record<string, number> = {};
  for (const [name, question] of Object.entries(questions)) {
    await question();
    const times: number[] = [];
    for (const _time of [1, 2]) {
      const began = performance.now();
      await question();
      times.push(performance.now() - began);
    }
    found[name] = Number(Math.max(...times).toFixed(1));
  }
  return found;
}

/** Racks of two faces, six bays, six levels, 40 volumes a level. */
async function layOut(ask: Ask, rows: number): Promise<void> {
  const { roomId } = await ask<{ roomId: string }>('stackroom.createRoom', { code: 'KF01', name: '一号库' });
  const shape = { roomId, zone: 1, firstRack: 1, rackCount: Math.ceil(rows / (LEVEL * 72)), faces: 'AB', bayCount: 6, levelCount: 6 };
  await ask('stackroom.addShelves', { ...shape, capacity: LEVEL });
}

async function workbook(rows: number, seed: number): Promise<Buffer> {
  const people = makePeople(seed, rows);
  const head = ['姓名', '身份证号', '性别', '出生日期', '档案编号', '卷数', '库位', '保管状况', '是否数字化', '原存档单位', '备注'];
  const body = people.map((person, n) => {
    const isUnnumbered = n % 8 === 7;
    return [
      ...[person.name, isUnnumbered ? '' : person.idNumber, person.sex, isUnnumbered ? '' : person.birthDate],
      ...[`流字${1990 + (n % 30)}-${String(n).padStart(5, '0')}`, '1', placeOf(n), n % 11 === 0 ? '轻度破损' : '完好'],
      ...[n % 3 === 0 ? '是' : '否', person.formerCustodian, ''],
    ];
  });
  const cells = [head, ...body].map((row) => row.map((value) => ({ value, type: String })));
  return writeXlsxFile(cells, { sheet: '在架清单' }).toBuffer();
}

function placeOf(n: number): string {
  const level = Math.floor(n / LEVEL);
  const two = (value: number) => String(value).padStart(2, '0');
  const rack = Math.floor(level / 72) + 1;
  const face = Math.floor(level / 36) % 2 === 0 ? 'A' : 'B';
  return `KF01-Q01-J${two(rack)}-${face}-${two((Math.floor(level / 6) % 6) + 1)}-${(level % 6) + 1}-${String((n % LEVEL) + 1).padStart(3, '0')}`;
}
