import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageAnalysis } from './analyse.ts';
import { type Decoder, startDecoder } from './decoder.ts';
import { type CutTiles, outputPaths, type PageFiles, type Task, type TaskResult } from './page-files.ts';
import { type PageCount, type TakenPage, takenPaths } from './page-in-file.ts';
import type { ProcessOptions } from './process.ts';
import { type Refusal, refusal } from './refusal.ts';

/**
 * `size`: decoder processes, one core each. `memoryMb`: address space for data of each; A4 at 300 dpi needs 900 (and 340 MB of real
 * memory), 120 Mpx 2,500 (1,900); less lets no process start or answers `out_of_memory`. `timeoutMs`: for one
 * page, 60 s when not said. Only files below `readFolders` are read, and outputs are written only below `writeFolders`.
 */
export type ImagingPoolOptions = {
  size: number;
  memoryMb: number;
  readFolders: readonly string[];
  writeFolders: readonly string[];
  timeoutMs?: number;
};

/** Decoder processes behind one queue. Every answer is a result or a refusal; a task never throws. */
export type ImagingPool = {
  /** Processes one raw image into three JPEG files with new names in `folder`, which the caller then owns. After a refusal none is left there. */
  process: (path: string, folder: string, options?: ProcessOptions) => Promise<PageFiles | Refusal>;
  /** Cuts one image into a tile file, which the caller then owns; before all that waits, because somebody looks at a screen. */
  cutTiles: (path: string, file: string) => Promise<CutTiles | Refusal>;
  /** Measures one image. */
  analyse: (path: string) => Promise<({ ok: true } & PageAnalysis) | Refusal>;
  /** Says what a JPEG, TIFF or PDF is and how many pages it has. */
  countPages: (path: string) => Promise<PageCount | Refusal>;
  /** Takes page `index`, from 0, out of such a file, into files with new names in `folder`, which the caller then owns. After a refusal none is left there. */
  takePage: (path: string, index: number, folder: string) => Promise<TakenPage | Refusal>;
  /**
   * What runs and waits now. `pids` has the processes that are up, `crashCount` those that died or were stopped since the pool was opened.
   * When it is closed, `crashed` says nothing about the image.
   */
  status: () => { pids: number[]; waitingCount: number; crashCount: number; isClosed: boolean };
  /** Stops every process; what runs or waits is answered `crashed`. Safe to repeat. */
  close: () => Promise<void>;
};

/**
 * Opens the pool, so that a hostile image can crash or bloat only a process of its own. A process that dies or overruns its time fails the one task
 * it had, and the next task gets a new one (0.2 s).
 */
export function openImagingPool(options: ImagingPoolOptions): ImagingPool {
  const limits = { ...options, timeoutMs: options.timeoutMs ?? 60_000 };
  const idle: Decoder[] = [];
  const busy = new Set<Decoder>();
  const waiting: Array<(decoder: Decoder | undefined) => void> = [];
  let crashCount = 0;
  let isClosed = false;

  const take = (isUrgent: boolean): Promise<Decoder | undefined> | Decoder | undefined => {
    if (isClosed) return undefined;
    for (let decoder = idle.pop(); decoder !== undefined; decoder = idle.pop()) if (decoder.isAlive()) return decoder;
    if (busy.size < options.size) return startDecoder(limits);
    return new Promise((resolve) => (isUrgent ? waiting.unshift(resolve) : waiting.push(resolve)));
  };

  const release = (decoder: Decoder) => {
    busy.delete(decoder);
    if (!decoder.isAlive()) crashCount++;
    const next = waiting.shift();
    if (next !== undefined) {
      const heir = decoder.isAlive() ? decoder : startDecoder(limits);
      busy.add(heir);
      next(heir);
    } else if (decoder.isAlive()) idle.push(decoder);
  };

  const run = async (task: Task): Promise<TaskResult> => {
    const taken = take(task.kind === 'tiles');
    const decoder = taken instanceof Promise ? await taken : taken;
    if (decoder === undefined) return refusal('crashed');
    busy.add(decoder);
    const result = await decoder.run(task);
    if (!isClosed) release(decoder);
    return result;
  };

  return {
    process: async (path, folder, processOptions = {}) => {
      const stem = join(folder, randomUUID());
      return clean(await run({ kind: 'process', path, stem, options: processOptions }), outputPaths(stem)) as Promise<PageFiles | Refusal>;
    },
    countPages: async (path) => (await run({ kind: 'count', path })) as PageCount | Refusal,
    takePage: async (path, index, folder) => {
      const stem = join(folder, randomUUID());
      return clean(await run({ kind: 'take', path, stem, index }), takenPaths(stem)) as Promise<TakenPage | Refusal>;
    },
    cutTiles: async (path, file) => {
      const result = await run({ kind: 'tiles', path, file });
      if (!result.ok) await rm(file, { force: true });
      return result as CutTiles | Refusal;
    },
    analyse: async (path) => (await run({ kind: 'analyse', path })) as Awaited<ReturnType<ImagingPool['analyse']>>,
    status: () => ({
      pids: [...idle, ...busy].filter((decoder) => decoder.isAlive()).flatMap((decoder) => decoder.pid ?? []),
      waitingCount: waiting.length,
      crashCount,
      isClosed,
    }),
    close: async () => {
      isClosed = true;
      for (const next of waiting.splice(0)) next(undefined);
      await Promise.all([...idle.splice(0), ...busy].map((decoder) => decoder.stop()));
      busy.clear();
    },
  };
}

/** After a refusal nothing stands at the paths that a task may have written. */
async function clean(result: TaskResult, outputs: Readonly<Record<string, string>>): Promise<TaskResult> {
  if (!result.ok) await Promise.all(Object.values(outputs).map((output) => rm(output, { force: true })));
  return result;
}
