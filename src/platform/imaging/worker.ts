// The decoder process: reads untrusted images so that the server does not have to. Started by pool.ts only.
import { readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { analysePage } from './analyse.ts';
import { digestBytes } from './digest.ts';
import { outputPaths, type PageFiles, type Task, type TaskResult } from './page-files.ts';
import { type ImageFile, type TakenPage, takenPaths } from './page-in-file.ts';
import { type JpegImage, processPage } from './process.ts';
import { type Refusal, refusal, refuseOutOfMemory } from './refusal.ts';
import { countPages, takePage } from './take-page.ts';

// One page after another: nothing to remember between them, and one core each, because the pool has as many processes as it may use cores.
sharp.cache(false);
sharp.concurrency(1);
// A file is opened only by the reader its first bytes name; the many others that libvips has (PDF, SVG, HEIF, raw cameras) are shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadTiffBuffer', 'VipsForeignLoadWebpBuffer'],
});

// What is not a refusal is a fault of this program, and the pool reports a process that died.
process.on('message', (task: Task) => void run(task).then((result) => process.send?.(result)));

async function run(task: Task): Promise<TaskResult> {
  try {
    return await work(task);
  } catch (error) {
    const starved = refuseOutOfMemory(error);
    if (starved === undefined) throw error;
    return starved;
  }
}

async function work(task: Task): Promise<TaskResult> {
  if (task.kind === 'analyse') return analysePage(task.path);
  if (task.kind === 'count') return countPages(task.path);
  const bytes = await readFile(task.path).catch(() => undefined);
  if (bytes === undefined) return refusal('unreadable');
  return task.kind === 'take' ? takeToFiles(bytes, task) : processToFiles(bytes, task);
}

async function processToFiles(bytes: Buffer, task: Task & { kind: 'process' }): Promise<PageFiles | Refusal> {
  const page = await processPage(bytes, task.options);
  if (!page.ok) return page;
  const paths = outputPaths(task.stem);
  try {
    return {
      ok: true,
      raw: digestBytes(bytes),
      optimised: await write(paths.optimised, page.optimised),
      view: await write(paths.view, page.view),
      thumb: await write(paths.thumb, page.thumb),
      analysis: page.analysis,
      operations: page.operations,
    };
  } catch {
    return refusal('unwritable');
  }
}

async function takeToFiles(bytes: Buffer, { stem, index }: Task & { kind: 'take' }): Promise<TakenPage | Refusal> {
  const page = await takePage(bytes, index);
  if (!page.ok) return page;
  const paths = takenPaths(stem);
  try {
    return {
      ...{ ok: true, taking: page.taking, facts: page.facts, raw: page.raw && (await write(paths.raw, page.raw)) },
      ...{ view: await write(paths.view, page.view), thumb: await write(paths.thumb, page.thumb) },
    };
  } catch {
    return refusal('unwritable');
  }
}

async function write(path: string, image: JpegImage): Promise<ImageFile> {
  await writeFile(path, image.bytes, { flag: 'wx' });
  return { path, widthPx: image.widthPx, heightPx: image.heightPx, ...digestBytes(image.bytes) };
}
