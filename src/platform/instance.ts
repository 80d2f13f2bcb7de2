import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';

/** What one process may do of the whole: `web` answers calls, `worker` runs background steps. */
const parts = ['web', 'worker'] as const;
export type Part = (typeof parts)[number];

/**
 * A running process, as it wrote itself down. `birth` tells it from a later process with the same pid; `isLeaving`: it needs the
 * database no longer.
 */
export type Instance = { pid: number; birth: string; url?: string; startedAt: string; isLeaving?: true };

/** Another process does this on this data folder. */
export class AlreadyRunning extends Error {
  readonly instance: Instance;
  constructor(instance: Instance, options?: ErrorOptions) {
    super(
      `此数据文件夹已有服务在运行（进程 ${instance.pid}${instance.url ? `，${instance.url}` : ''}）；请先执行 ./lantai stop，或用 --data 另选文件夹 (already running)`,
      options,
    );
    this.instance = instance;
  }
}

/** `opened` lets the next process open; `leave` is false when another process goes on with the database. */
export type Claim = { opened: () => void; announce: (url: string) => void; leave: () => boolean; release: () => void };

/**
 * Claims these parts of the data folder for this process until it ends, however it ends. Waits for those who are just leaving and just
 * opening, so that one process at a time makes the database, migrates it and puts in order what a killed one left.
 * @throws AlreadyRunning when a live process does one of them.
 */
export async function claim(folder: DataFolder, wanted: readonly Part[]): Promise<Claim> {
  const own: Instance = { pid: process.pid, birth: birthOf(process.pid) ?? '', startedAt: new Date().toISOString() };
  const taken: Part[] = [];
  const opened = () => drop(folder, 'opening');
  const release = () => {
    for (const part of taken.splice(0)) drop(folder, part);
  };
  const writeAll = (instance: Instance) => {
    for (const part of taken) write(fileOf(folder, part), instance, 'w');
  };
  for (const part of wanted) {
    try {
      take(folder, part, own);
    } catch (error) {
      release();
      throw error;
    }
    taken.push(part);
  }
  // whoever leaves has looked for others before we stood here, and takes the database with him
  while (others(folder).some(({ isLeaving }) => isLeaving)) await sleep(50);
  while (!mayOpen(folder, own)) await sleep(50);
  let url: string | undefined;
  return {
    opened,
    announce: (address) => {
      url = address;
      writeAll({ ...own, url });
    },
    leave: () => {
      writeAll({ ...own, ...(url ? { url } : {}), isLeaving: true });
      return others(folder).every(({ isLeaving }) => isLeaving);
    },
    release: () => {
      opened();
      release();
    },
  };
}

function take(folder: DataFolder, name: FileName, own: Instance) {
  const file = fileOf(folder, name);
  const other = read(file);
  if (other) throw new AlreadyRunning(other);
  fs.rmSync(file, { force: true });
  try {
    write(file, own, 'wx'); // of two that start at once, one makes the file
  } catch (cause) {
    throw new AlreadyRunning(read(file) ?? own, { cause });
  }
}

/** Gives up what this process holds, and only that. */
function drop(folder: DataFolder, name: FileName) {
  if (read(fileOf(folder, name))?.pid === process.pid) fs.rmSync(fileOf(folder, name), { force: true });
}

function mayOpen(folder: DataFolder, own: Instance): boolean {
  try {
    take(folder, 'opening', own);
    return true;
  } catch (error) {
    if (error instanceof AlreadyRunning) return false;
    throw error;
  }
}

const others = (folder: DataFolder) => Object.values(findInstances(folder)).filter(({ pid }) => pid !== process.pid);

/** The live processes on this data folder, by what they do; the same one twice where it does both. */
export function findInstances(folder: DataFolder): Partial<Record<Part, Instance>> {
  return Object.fromEntries(
    parts.flatMap((part) => {
      const instance = read(fileOf(folder, part));
      return instance ? [[part, instance]] : [];
    }),
  );
}

function read(file: string): Instance | undefined {
  try {
    const instance = JSON.parse(fs.readFileSync(file, 'utf8')) as Instance;
    return birthOf(instance.pid) === instance.birth ? instance : undefined;
  } catch {
    return undefined; // no file, or one that a kill cut short
  }
}

const write = (file: string, instance: Instance, flag: 'wx' | 'w') =>
  fs.writeFileSync(file, JSON.stringify(instance), { mode: 0o600, flag });

type FileName = Part | 'opening';
const fileOf = (folder: DataFolder, name: FileName) => path.join(folder.run, `${name}.json`);

/** When a process started, in ticks since boot; undefined when there is none (or it is dead and only not yet reaped). */
function birthOf(pid: number): string | undefined {
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
