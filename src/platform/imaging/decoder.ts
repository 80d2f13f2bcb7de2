import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { log } from '../log.ts';
import type { Task, TaskResult } from './page-files.ts';
import { refusal } from './refusal.ts';

/** What a decoder process may touch and use. `memoryMb` is its data segment (heap and libvips), `timeoutMs` the time for one page. */
export type DecoderLimits = { memoryMb: number; timeoutMs: number; readFolders: readonly string[]; writeFolders: readonly string[] };

/** One child process that decodes; it takes one task at a time, and never fails one with anything but a refusal. */
export type Decoder = {
  pid: number | undefined;
  isAlive: () => boolean;
  run: (task: Task) => Promise<TaskResult>;
  stop: () => Promise<void>;
};

/** Starts a decoder. It is up in 0.2 s; a task given before that waits in the channel. */
export function startDecoder(limits: DecoderLimits): Decoder {
  const [command, args] = commandLine(limits);
  const child = spawn(command, args, { env: environment, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
    // Also later ones: an error event that nobody hears would end the server.
    child.on('error', () => done());
  });
  let lastWords = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2000);
  });
  let isAlive = true;
  let isStopped = false;
  void gone.then(() => {
    isAlive = false;
    if (!isStopped && lastWords !== '') log('error', 'decoder process died', { lastWords });
  });
  return {
    pid: child.pid,
    isAlive: () => isAlive,
    run: (task) => runTask(child, gone, task, limits.timeoutMs),
    stop: () => {
      isStopped = true;
      child.kill('SIGKILL');
      return gone;
    },
  };
}

async function runTask(child: ChildProcess, gone: Promise<void>, task: Task, timeoutMs: number): Promise<TaskResult> {
  const answer = Promise.withResolvers<TaskResult>();
  const onMessage = (message: TaskResult) => answer.resolve(message);
  const timer = setTimeout(() => {
    answer.resolve(refusal('timeout'));
    child.kill('SIGKILL');
  }, timeoutMs);
  child.once('message', onMessage);
  void gone.then(() => answer.resolve(refusal('crashed')));
  child.send(task, (error) => {
    if (error) answer.resolve(refusal('crashed'));
  });
  const result = await answer.promise;
  clearTimeout(timer);
  child.off('message', onMessage);
  // A stopped process must be gone before its half-written files are removed.
  if (!result.ok && (result.reason === 'timeout' || result.reason === 'crashed')) await gone;
  return result;
}

/** Nothing of ours, no passwords above all; Windows starts no program without its own folder. */
const environment = process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] };
const packageFolder = resolve(import.meta.dirname, '../../..');

/**
 * `--permission` keeps our own JavaScript from other files, from starting programs and from the network of worker threads; libvips is native code
 * and outside it, so memory is bounded by the kernel (`prlimit`, on Linux) and the rest by the user the server runs as.
 */
function commandLine(limits: DecoderLimits): [command: string, args: string[]] {
  const readable = [packageFolder, realpathSync(join(packageFolder, 'node_modules')), ...limits.readFolders];
  const node = [
    process.execPath,
    '--permission',
    '--allow-addons',
    ...readable.map((folder) => `--allow-fs-read=${resolve(folder)}${sep}*`),
    ...limits.writeFolders.map((folder) => `--allow-fs-write=${resolve(folder)}${sep}*`),
    '--max-old-space-size=256',
    '--disable-warning=SecurityWarning',
    join(import.meta.dirname, 'worker.ts'),
  ];
  const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));
  const limited = prlimit === undefined ? node : [prlimit, `--data=${limits.memoryMb * 1024 * 1024}`, '--core=0', ...node];
  const [command = process.execPath, ...args] = limited;
  return [command, args];
}
