import { openDataFolder } from '../../platform/data-folder.ts';
import { claim } from '../../platform/instance.ts';
import { workOn } from '../../platform/jobs.ts';
import { log } from '../../platform/log.ts';
import type { Command } from '../command.ts';
import { makeDemo } from '../demo/index.ts';
import { openHouse } from '../house.ts';
import { buildServer } from '../http.ts';
import { buildWeb } from '../web-build.ts';

export const start: Command = {
  usage: 'start [--demo] [--host ADDRESS]',
  zh: '安装、建库、启动服务并打印地址；首次启动另打印一次性设置链接；--demo 另建示例中心（口令在 secrets/demo-users.txt）。Ctrl-C 停止',
  en: 'installs, migrates and serves; prints the address and, the first time, a one-time set-up link; --demo also makes a demonstration centre',
  options: { host: { type: 'string' }, demo: { type: 'boolean' } },
  run: async ({ data, port, json }, _positionals, { host, demo }) => {
    const began = performance.now();
    await buildWeb();
    const folder = openDataFolder(data);
    const claimed = claim(folder);
    const { house, setupLink, close } = await openHouse(folder).catch((error: unknown) => {
      claimed.release();
      throw error;
    });
    await workOn(house);
    if (demo) await makeDemo(house, folder, setupLink);
    const app = await buildServer(house);
    const stop = async () => {
      await app.close();
      await close();
      claimed.release();
    };
    const url = await app.listen({ port, host: typeof host === 'string' ? host : '127.0.0.1' }).catch(async (error: unknown) => {
      await stop();
      throw new Error(`端口 ${port} 不能使用：${error instanceof Error ? error.message : error}；请用 --port 另选`, { cause: error });
    });
    claimed.announce(url);
    const secret = await setupLink();
    const setupUrl = secret === undefined ? undefined : `${url}/setup#${secret}`;
    const startedMs = Math.round(performance.now() - began);
    if (json) process.stdout.write(`${JSON.stringify({ url, ...(setupUrl ? { setupUrl } : {}), pid: process.pid, startedMs })}\n`);
    else
      process.stdout.write(
        `兰台已启动：${url}（${startedMs} 毫秒）\n${setupUrl ? `首次设置（链接只能用一次）：${setupUrl}\n` : ''}按 Ctrl-C 停止\n`,
      );
    onSignal(stop);
    return undefined; // runs on
  },
};

function onSignal(stop: () => Promise<void>) {
  let isStopping = false;
  const end = () => {
    if (isStopping) return;
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log('error', 'stop failed', { error: String(error) });
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}
