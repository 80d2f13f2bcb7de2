import fs from 'node:fs';
import path from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** A serving process, as it wrote itself down. `birth` tells it from a later process with the same pid. */
export type Instance = { pid: number; birth: string; url?: string; startedAt: string };

/** Another process serves this data folder. */
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

/**
 * Claims the data folder for this process until it ends, however it ends.
 * @throws AlreadyRunning when a live process holds it.
 */
export function claim(folder: DataFolder): { announce: (url: string) => void; release: () => void } {
  const file = fileOf(folder);
  const own: Instance = { pid: process.pid, birth: birthOf(process.pid) ?? '', startedAt: new Date().toISOString() };
  const other = findInstance(folder);
  if (other) throw new AlreadyRunning(other);
  fs.rmSync(file, { force: true });
  const write = (instance: Instance, flag: 'wx' | 'w') => fs.writeFileSync(file, JSON.stringify(instance), { mode: 0o600, flag });
  try {
    write(own, 'wx'); // of two that start at once, one makes the file
  } catch (cause) {
    throw new AlreadyRunning(findInstance(folder) ?? own, { cause });
  }
  return { announce: (url) => write({ ...own, url }, 'w'), release: () => fs.rmSync(file, { force: true }) };
}

/** The live process that serves this data folder, if any. */
export function findInstance(folder: DataFolder): Instance | undefined {
  try {
    const instance = JSON.parse(fs.readFileSync(fileOf(folder), 'utf8')) as Instance;
    return birthOf(instance.pid) === instance.birth ? instance : undefined;
  } catch {
    return undefined; // no file, or one that a kill cut short
  }
}

const fileOf = (folder: DataFolder) => path.join(folder.run, 'instance.json');

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
