import path from 'node:path';
import { type DataFolder, openDataFolder } from '../../platform/data-folder.ts';
import type { House } from '../../platform/house.ts';
import { claim, type Part } from '../../platform/instance.ts';
import { workOn } from '../../platform/jobs.ts';
import { faultOf, log, logInto } from '../../platform/log.ts';
import { type Command, failure } from '../command.ts';
import { makeDemo } from '../demo/index.ts';
import { openHouse } from '../house.ts';
import { buildServer } from '../http.ts';
import { buildWeb } from '../web-build.ts';

const WHOLE: readonly Part[] = ['web', 'worker'];

export const start: Command = {
  usage: 'start [--demo] [--host ADDRESS] [--only web|worker|portal]',
  zh: '安装、建库、启动服务并打印地址；首次启动另打印一次性设置链接；--demo 另建示例中心（口令在 secrets/demo-users.txt）。\n      --only web 只提供页面与接口，--only worker 只做后台任务，二者可在同一数据文件夹上各自启停；--only portal（公众端）本版本尚未提供。Ctrl-C 停止',
  en: 'installs, migrates and serves; prints the address and, the first time, a one-time set-up link; --demo also makes a demonstration centre;\n      --only web serves and leaves background steps to --only worker on the same data folder; this build has no public side (portal) yet',
  options: { host: { type: 'string' }, demo: { type: 'boolean' }, only: { type: 'string' } },
  run: async ({ data, port, json }, _positionals, { host, demo, only }) => {
    const chosen = choose(only, demo === true);
    if (typeof chosen === 'string') return failure(chosen);
    const began = performance.now();
    if (chosen.includes('web')) await buildWeb();
    const folder = openDataFolder(data);
    const claimed = await claim(folder, chosen);
    keepLog(folder);
    const { house, setupLink, close } = await openHouse(folder, chosen, claimed.leave).catch((error: unknown) => {
      claimed.release();
      throw error;
    });
    claimed.opened();
    if (chosen.includes('worker')) await workOn(house);
    if (demo) await makeDemo(house, folder, setupLink);
    const closing: (() => Promise<unknown>)[] = [close];
    const stop = async () => {
      for (const end of closing) await end();
      claimed.release();
    };
    const line: { url?: string; setupUrl?: string } = {};
    if (chosen.includes('web')) {
      const { app, url } = await serve(house, port, host).catch(async (error: unknown) => {
        await stop();
        throw error;
      });
      closing.unshift(() => app.close());
      claimed.announce(url);
      const secret = await setupLink();
      Object.assign(line, { url, ...(secret === undefined ? {} : { setupUrl: `${url}/setup#${secret}` }) });
    }
    const startedMs = Math.round(performance.now() - began);
    process.stdout.write(json ? `${JSON.stringify({ ...line, pid: process.pid, startedMs })}\n` : greeting(line, startedMs));
    onSignal(stop);
    return undefined; // runs on
  },
};

/** What this process is to do, or why not. */
function choose(only: string | boolean | undefined, isDemo: boolean): readonly Part[] | string {
  if (only === undefined) return WHOLE;
  if (only === 'portal') return '本版本还没有公众端，不能单独启动；经办端请用 start 或 start --only web (no public side yet)';
  if (only !== 'web' && only !== 'worker') return `--only ${only} 无效，可用 web、worker（portal 尚未提供） (bad --only)`;
  if (isDemo) return '建示例中心既要页面也要后台任务：请先不带 --only 执行一次 start --demo，停止后再分开启动 (--demo takes no --only)';
  return [only];
}

async function serve(house: House, port: number, host: string | boolean | undefined) {
  const app = await buildServer(house);
  const url = await app.listen({ port, host: typeof host === 'string' ? host : '127.0.0.1' }).catch(async (error: unknown) => {
    await app.close();
    throw new Error(`端口 ${port} 不能使用：${error instanceof Error ? error.message : error}；请用 --port 另选`, { cause: error });
  });
  return { app, url };
}

/** Node would print the message of an error that nobody caught, and with it what it quotes. */
function keepLog({ logs }: DataFolder) {
  logInto(path.join(logs, 'lantai.log'));
  process.on('uncaughtException', (error) => {
    log('error', 'uncaught', faultOf(error));
    process.exit(1);
  });
}

function greeting({ url, setupUrl }: { url?: string; setupUrl?: string }, startedMs: number): string {
  const first = url ? `兰台已启动：${url}（${startedMs} 毫秒）` : `兰台后台任务已启动（进程 ${process.pid}，${startedMs} 毫秒）`;
  return `${first}\n${setupUrl ? `首次设置（链接只能用一次）：${setupUrl}\n` : ''}按 Ctrl-C 停止\n`;
}

function onSignal(stop: () => Promise<void>) {
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('error', 'stop failed', faultOf(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
