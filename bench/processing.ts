import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { studyPage } from '../src/platform/imaging/analyse.ts';
import { openPixels } from '../src/platform/imaging/decode.ts';
import type { PageFiles } from '../src/platform/imaging/page-files.ts';
import { type ImagingPool, openImagingPool } from '../src/platform/imaging/pool.ts';
import { drawSample, type SampleOptions } from '../src/platform/imaging/sample-page.ts';
import type { Benchmark } from './benchmark.ts';

type Options = { seed: number; size: 'small' | 'full' };
type Report = {
  name: string;
  seed: number;
  size: Options['size'];
  figures: { pagesPerSecond: number; timeRatioToFloor: number };
  peers: Record<string, unknown>;
  floor: Record<string, unknown>;
};

/**
 * How fast raw scans become optimised pages: A4, 300 dpi, 24-bit, askew by up to 2.5°, with text, tables, seals, dust and scanner noise.
 *
 * `pagesPerSecond`: through a pool with a process for each core, files in and files out, digests included. `timeRatioToFloor`: one page after
 * another through one process of the pool, over the floor. The floor is the same page by a straight-line script: read, decode, reduce, measure,
 * turn and cut, encode, reduce, encode twice, write; no digests, no despeckling, no tone, no padding, no second process.
 */
export const processing: Benchmark = {
  name: 'processing',
  describe: { rows: 12, seconds: 90, diskMb: 150 },
  run,
};

async function run({ seed, size }: Options): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-processing-'));
  const out = join(folder, 'out');
  await mkdir(out);
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const pages = await drawPages(folder, seed, size === 'full' ? processing.describe.rows : 6);
    const { oursMs, floorMs, libvipsMs } = await compare(pages, out, 3);
    const { pagesPerSecond, unpaper } = await measureThroughput(pages, out, size === 'full' ? 3 : 2);
    return {
      name: processing.name,
      seed,
      size,
      figures: { pagesPerSecond: round(pagesPerSecond), timeRatioToFloor: round(oursMs / floorMs) },
      peers: { unpaper: unpaper === 'absent' ? unpaper : { ...unpaper, timesFaster: round(pagesPerSecond / unpaper.pagesPerSecond) } },
      floor: {
        pageMs: round(floorMs / pages.length),
        oursPageMs: round(oursMs / pages.length),
        pageMsOfLibvipsAlone: round(libvipsMs / pages.length),
        timeRatioToLibvipsAlone: round(oursMs / libvipsMs),
        processes: availableParallelism(),
      },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function drawPages(folder: string, seed: number, count: number): Promise<string[]> {
  const kinds = ['text', 'table', 'vertical', 'table'] as const;
  const paths: string[] = [];
  for (let i = 0; i < count; i++) {
    const options: SampleOptions = {
      seed: seed * 1000 + i,
      kind: kinds[i % kinds.length] ?? 'text',
      skewDegrees: ((i * 7) % 11) / 2.2 - 2.4,
      speckCount: 10,
      hasSeal: i % 2 === 0,
      noise: 4,
      ...(i % 3 === 0 ? { bed: 'black', bedPx: 24 } : {}),
    };
    const path = join(folder, `${i}.jpg`);
    await writeFile(path, await drawSample(options));
    paths.push(path);
  }
  return paths;
}

/** Sums over the pages of the best of `rounds` turns each; ours and the floor take turns, so that a neighbour's load meets both. */
async function compare(pages: string[], out: string, rounds: number): Promise<{ oursMs: number; floorMs: number; libvipsMs: number }> {
  const pool = openPool(pages, out, 1);
  const sums = { oursMs: 0, floorMs: 0, libvipsMs: 0 };
  try {
    for (const [i, path] of pages.entries()) {
      // Once unmeasured: code is compiled, and the floor learns the angle and the cut.
      const known = await take(pool, path, out);
      if (i === 0) await bareFloor(path, out, known);
      const best = { ours: Infinity, floor: Infinity, libvips: Infinity };
      for (let turn = 0; turn < rounds; turn++) {
        best.ours = Math.min(best.ours, await timed(() => take(pool, path, out)));
        let studyMs = 0;
        const floorMs = await timed(async () => {
          studyMs = await bareFloor(path, out, known);
        });
        best.floor = Math.min(best.floor, floorMs);
        best.libvips = Math.min(best.libvips, floorMs - studyMs);
      }
      sums.oursMs += best.ours;
      sums.floorMs += best.floor;
      sums.libvipsMs += best.libvips;
    }
  } finally {
    await pool.close();
  }
  return sums;
}

/** The straight-line script. Answers how many milliseconds of it were the arithmetic of the analysis, which is not libvips. */
async function bareFloor(path: string, out: string, known: PageFiles): Promise<number> {
  const decoded = await sharp(await readFile(path))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const page = { rgb: decoded.data, widthPx: decoded.info.width, heightPx: decoded.info.height };
  const small = await openPixels(page).resize(620, undefined, { kernel: 'linear' }).raw().toBuffer({ resolveWithObject: true });
  const studyMs = await timed(async () => {
    studyPage({ rgb: small.data, widthPx: small.info.width, heightPx: small.info.height, scale: page.widthPx / small.info.width });
  });
  const degrees = known.operations.find((operation) => operation.name === 'deskew')?.degrees ?? 0;
  const width = Math.min(known.optimised.widthPx, page.widthPx);
  const height = Math.min(known.optimised.heightPx, page.heightPx);
  const straight = await openPixels(page)
    .rotate(degrees, { background: '#eee9dc' })
    .extract({ left: 4, top: 4, width: width - 4, height: height - 4 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const laid = { rgb: straight.data, widthPx: straight.info.width, heightPx: straight.info.height };
  await writeFile(join(out, 'floor.jpg'), await openPixels(laid).jpeg({ quality: 85 }).toBuffer());
  const reduced = await openPixels(laid).resize(1600).raw().toBuffer({ resolveWithObject: true });
  const view = { rgb: reduced.data, widthPx: reduced.info.width, heightPx: reduced.info.height };
  await writeFile(join(out, 'floor.view.jpg'), await openPixels(view).jpeg({ quality: 80 }).toBuffer());
  await writeFile(join(out, 'floor.thumb.jpg'), await openPixels(view).resize(240).jpeg({ quality: 75 }).toBuffer());
  return studyMs;
}

/** The best of `rounds` batches over all cores, in turn with batches of unpaper over all cores. */
async function measureThroughput(
  pages: string[],
  out: string,
  rounds: number,
): Promise<{ pagesPerSecond: number; unpaper: { version: string; pagesPerSecond: number } | 'absent' }> {
  const cores = availableParallelism();
  const version = await unpaperVersion();
  const pool = openPool(pages, out, cores);
  const best = { ours: 0, unpaper: 0 };
  try {
    // Every process is up before the clock starts.
    await Promise.all(Array.from({ length: cores * 2 }, () => take(pool, pages[0] ?? '', out)));
    for (let turn = 0; turn < rounds; turn++) {
      const ms = await timed(() => Promise.all(pages.map((path) => take(pool, path, out))));
      best.ours = Math.max(best.ours, (pages.length * 1000) / ms);
      if (version !== undefined) best.unpaper = Math.max(best.unpaper, await unpaperThroughput(pages.slice(0, cores), cores));
    }
  } finally {
    await pool.close();
  }
  return { pagesPerSecond: best.ours, unpaper: version === undefined ? 'absent' : { version, pagesPerSecond: round(best.unpaper) } };
}

function openPool(pages: string[], out: string, size: number): ImagingPool {
  return openImagingPool({ size, memoryMb: 1500, readFolders: pages.map((path) => join(path, '..')).slice(0, 1), writeFolders: [out] });
}

async function take(pool: ImagingPool, path: string, out: string): Promise<PageFiles> {
  const page = await pool.process(path, out);
  if (!page.ok) throw new Error(`${path}: ${page.reason}`);
  await Promise.all([page.optimised, page.view, page.thumb].map((file) => rm(file.path)));
  return page;
}

async function unpaperVersion(): Promise<string | undefined> {
  return call('unpaper', ['--version']).then(
    ({ stdout }) => stdout.trim(),
    () => undefined,
  );
}

/** Debian's unpaper with its defaults, PNM in and PNM out: no JPEG, no view, no digests. Pages a second; the conversion to PNM is not counted. */
async function unpaperThroughput(pages: string[], processes: number): Promise<number> {
  const queue: string[] = [];
  for (const path of pages) {
    const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
    await writeFile(`${path}.ppm`, Buffer.concat([Buffer.from(`P6\n${info.width} ${info.height}\n255\n`), data]));
    queue.push(`${path}.ppm`);
  }
  const drain = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      await call('unpaper', ['--overwrite', '-q', path, `${path}.out.ppm`]);
    }
  };
  const ms = await timed(() => Promise.all(Array.from({ length: processes }, drain)));
  return (pages.length * 1000) / ms;
}

const call = promisify(execFile);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
