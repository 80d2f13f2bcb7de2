import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import writeXlsxFile from 'write-excel-file/node';
import type { Operation } from '../src/core/operation.ts';
import { callServer } from '../src/doors/client.ts';
import { packFolder } from '../src/doors/import/pack-folder.ts';
import { acceptImport, receivePackage } from '../src/modules/digitisation/contract.ts';
import { registerDossier } from '../src/modules/reception/contract.ts';
import { makePeople, type SamplePerson } from '../src/modules/samples/index.ts';
import { drawSample } from '../src/platform/imaging/sample-page.ts';
import { addUser, setUpAt, startProduct } from '../test/e2e/product.ts';
import { command } from '../test/flows/command.ts';
import type { Benchmark } from './benchmark.ts';

const DRAWN = 6;
const PAGES_AN_ITEM = 50;

/**
 * A vendor's folder of 2,000 pages (small: 200) is imported as the command line does it: sent to a server in a process of its own, received
 * and accepted, header checks included; what needs pixels runs later. The floor reads the same files, computes SHA-256 and SM3 in one pass,
 * writes and fsyncs each file once; it is taken before and after each import, and the ratio is that of the sums over all turns. `rssMb` is
 * the most that the server's own process held while it received and accepted.
 */
export const importing: Benchmark = {
  name: 'import',
  describe: { rows: 2000, seconds: 240, diskMb: 6000 },
  run: async ({ seed, size }) => {
    const pages = size === 'full' ? 2000 : 200;
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'lantai-bench-'));
    const [person] = makePeople(seed, 1);
    if (!person) throw new Error('no person');
    const volume = path.join(folder, 'vendor', `${person.name}${person.idNumber}`);
    try {
      const bytes = await writeVolume(volume, person, pages, seed);
      const turns: Turn[] = [];
      for (let turn = 0; turn < TURNS; turn++) turns.push(await takeTurn(person, volume, path.join(folder, 'floor')));
      const sum = (of: (turn: Turn) => number) => turns.reduce((total, turn) => total + of(turn), 0);
      const [ms, floorMs] = [sum((turn) => turn.receiveMs + turn.acceptMs), sum((turn) => (turn.floorMs[0] + turn.floorMs[1]) / 2)];
      const mbPerSecond = (took: number) => Number((((bytes / 1e6) * TURNS) / (took / 1000)).toFixed(1));
      return {
        ...{ name: 'import', seed, size },
        figures: {
          ...{ pages, mbPerSecond: mbPerSecond(ms), rateRatioToFloor: Number((floorMs / ms).toFixed(3)) },
          rssMb: Math.max(...turns.map(({ rssMb }) => rssMb)),
        },
        peers: {},
        floor: { mbPerSecond: mbPerSecond(floorMs), what: '读同样的文件，一遍算 SHA-256 与 SM3，各写一次并 fsync', turns },
      };
    } finally {
      await fs.rm(folder, { recursive: true });
    }
  },
};

const TURNS = 3;
type Turn = { floorMs: [number, number]; receiveMs: number; acceptMs: number; rssMb: number };

/** One import on a data folder of its own, for the pages of the one before would be processed beside it; the same again changes nothing. */
async function takeTurn(person: SamplePerson, volume: string, floorFolder: string): Promise<Turn> {
  const centre = await openCentre(person);
  try {
    const before = await floor(volume, floorFolder);
    await settle();
    const memory = watchMemory(centre.pid);
    const receiveFrom = performance.now();
    const { importId, state } = await centre.receive(volume);
    if (state !== 'ready') throw new Error(`the package was ${state}`);
    const acceptFrom = performance.now();
    await centre.accept(importId);
    const done = performance.now();
    const rssMb = memory.stop();
    const again = await centre.receive(volume);
    if (again.state !== 'unchanged') throw new Error(`the same again was ${again.state}`);
    await centre.close();
    const times = { receiveMs: Math.round(acceptFrom - receiveFrom), acceptMs: Math.round(done - acceptFrom) };
    return { floorMs: [before, await floor(volume, floorFolder)], ...times, rssMb };
  } catch (error) {
    await centre.close();
    throw error;
  }
}

/** A server as it is delivered, on an empty data folder, with the person registered and somebody who may import. */
async function openCentre({ name, idNumber }: SamplePerson) {
  const product = await startProduct();
  await setUpAt(product);
  await addUser(product.url, 'worker', '刘经办', ['clerk', 'scanner']);
  const { json } = await command(['token', 'create', '--user', 'worker', '--data', product.folder, '--json']);
  const server = { url: product.url, token: String(json['token']) };
  const ask = async <T>(...call: [Operation, Record<string, unknown>, AsyncIterable<Uint8Array>?]) => {
    const { ok, body } = await callServer(server, ...call);
    if (!ok) throw new Error(JSON.stringify(body));
    return body as T;
  };
  await ask(registerDossier, { person: { name, idNumber }, previousInstitution: '某大学', inReason: 'graduation' });
  return {
    pid: product.pid,
    receive: async (volume: string) => {
      const input = { fileName: `${path.basename(volume)}.tar`, profile: 'new' };
      return ask<{ importId: string; state: string }>(receivePackage, input, await packFolder(volume));
    },
    accept: (importId: string) => ask(acceptImport, { importId, reason: '测量' }),
    close: product.stop,
  };
}

/** Six drawn pages, each told apart by a comment segment of its own, so that no two files are alike. */
async function writeVolume(folder: string, person: SamplePerson, pages: number, seed: number): Promise<number> {
  await fs.mkdir(folder, { recursive: true });
  const drawn = await Promise.all(
    Array.from({ length: DRAWN }, (_, i) => drawSample({ seed: seed + i, kind: i % 2 === 0 ? 'table' : 'text', noise: 4 })),
  );
  const items = Math.ceil(pages / PAGES_AN_ITEM);
  const rows = Array.from({ length: items }, (_, i) => ['1', i + 1, `干部履历表（${i + 1}）`, 1990, 1, 1, PAGES_AN_ITEM, '']);
  const sheet = [['类号', '序号', '材料名称', '年', '月', '日', '页数', '备注'], ...rows];
  const toCells = (row: readonly (string | number)[]) => row.map((value) => (value === '' ? null : { value }));
  const { name, idNumber, sex, ethnicity, birthDate } = person;
  const basics = [
    ['姓名', '公民身份号码', '性别', '民族', '出生日期'],
    [name, idNumber, sex, ethnicity, birthDate],
  ];
  await writeXlsxFile([
    { sheet: '基本信息', data: basics.map(toCells) },
    { sheet: '目录', data: sheet.map(toCells) },
  ]).toFile(path.join(folder, '目录.xlsx'));
  let bytes = 0;
  for (let n = 0; n < pages; n++) {
    const page = drawn[n % DRAWN] ?? Buffer.alloc(0);
    const comment = Buffer.from(`page ${n}`);
    const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
    const file = Buffer.concat([page.subarray(0, 2), head, comment, page.subarray(2)]);
    bytes += file.length;
    await fs.writeFile(
      path.join(folder, `1-${Math.floor(n / PAGES_AN_ITEM) + 1}-${String((n % PAGES_AN_ITEM) + 1).padStart(3, '0')}.jpg`),
      file,
    );
  }
  return bytes;
}

async function floor(from: string, to: string): Promise<number> {
  await fs.mkdir(to);
  await settle();
  const began = performance.now();
  for (const file of await fs.readdir(from)) {
    const bytes = await fs.readFile(path.join(from, file));
    createHash('sha256').update(bytes).digest();
    createHash('sm3').update(bytes).digest();
    const handle = await fs.open(path.join(to, file), 'w');
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
  }
  const took = performance.now() - began;
  await fs.rm(to, { recursive: true });
  return Math.round(took);
}

/** What was written before is on the disk before anything is timed. */
const settle = () => promisify(execFile)('sync');

/** Samples the memory of a process, without its children. */
function watchMemory(pid: number) {
  let peak = 0;
  const sample = () => {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    peak = Math.max(peak, Number(kilobytes) * 1024);
  };
  const timer = setInterval(sample, 50);
  return {
    stop: () => {
      clearInterval(timer);
      sample();
      return Math.round(peak / 1e6);
    },
  };
}
