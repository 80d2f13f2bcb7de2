import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { packFolder } from '../src/doors/import/pack-folder.ts';
import { makePeople, type SamplePerson } from '../src/modules/samples/index.ts';
import { drawSample } from '../src/platform/imaging/sample-page.ts';
import type { Benchmark } from './benchmark.ts';
import { openTemporaryHouse } from './temporary.ts';

const DRAWN = 6;
const PAGES_AN_ITEM = 50;

/**
 * A vendor's folder of 2,000 pages (small: 200) is received and accepted, header checks included; what needs pixels runs later. The floor
 * reads the same files, computes SHA-256 and SM3 in one pass, writes and fsyncs each file once.
 */
export const importing: Benchmark = {
  name: 'import',
  describe: { rows: 2000, seconds: 180, diskMb: 6000 },
  run: async ({ seed, size }) => {
    const { folder, ask, close } = await openTemporaryHouse(6);
    const rss = watchMemory();
    try {
      const pages = size === 'full' ? 2000 : 200;
      const [person] = makePeople(seed, 1);
      if (!person) throw new Error('no person');
      const { name, idNumber } = person;
      await ask('reception.registerDossier', { person: { name, idNumber }, previousInstitution: '某大学', inReason: 'graduation' });
      const volume = path.join(folder, 'vendor', `${name}${idNumber}`);
      const bytes = await writeVolume(volume, person, pages, seed);

      const floorMs = await floor(volume, path.join(folder, 'floor'));
      rss.reset();
      const began = performance.now();
      const received = await ask<{ importId: string; state: string; issues: { message: string }[] }>(
        ...([
          'digitisation.receivePackage',
          { fileName: `${path.basename(volume)}.zip`, profile: 'new' },
          await packFolder(volume),
        ] as const),
      );
      if (received.state !== 'ready') throw new Error(`refused: ${received.issues[0]?.message}`);
      await ask('digitisation.acceptImport', { importId: received.importId, reason: '测量' });
      const ms = performance.now() - began;
      const again = await ask<{ state: string }>(
        ...([
          'digitisation.receivePackage',
          { fileName: `${path.basename(volume)}.zip`, profile: 'new' },
          await packFolder(volume),
        ] as const),
      );
      if (again.state !== 'unchanged') throw new Error(`the same again was ${again.state}`);
      const mbPerSecond = (took: number) => Number((bytes / 1e6 / (took / 1000)).toFixed(1));
      return {
        ...{ name: 'import', seed, size },
        figures: { pages, mbPerSecond: mbPerSecond(ms), rateRatioToFloor: Number((floorMs / ms).toFixed(3)), rssMb: rss.peakMb() },
        peers: {},
        floor: { mbPerSecond: mbPerSecond(floorMs), what: '读同样的文件，一遍算 SHA-256 与 SM3，各写一次并 fsync' },
      };
    } finally {
      rss.stop();
      await close();
    }
  },
};

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
  return performance.now() - began;
}

function watchMemory() {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  return {
    reset: () => {
      peak = 0;
    },
    peakMb: () => Math.round(peak / 1e6),
    stop: () => clearInterval(timer),
  };
}
