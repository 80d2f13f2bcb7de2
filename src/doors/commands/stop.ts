import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DataFolder, openDataFolder } from '../../platform/data-folder.ts';
import { findInstances, type Instance } from '../../platform/instance.ts';
import { countJobs } from '../../platform/jobs.ts';
import { lastMigration } from '../../platform/migrate.ts';
import { openDatabase } from '../../platform/open.ts';
import { type Command, failure } from '../command.ts';
import { asOwner } from '../house.ts';
import { VERSION } from '../version.ts';

const PATIENCE_MS = 30_000;

export const stop: Command = {
  usage: 'stop',
  zh: '停止此数据文件夹上的服务（页面与后台任务）',
  en: 'stops what runs on this data folder, all its parts',
  run: async ({ data }) => {
    const folder = openDataFolder(data);
    const pids = new Set(running(folder).map(({ pid }) => pid));
    if (pids.size === 0) {
      await stopOrphan(folder);
      return { code: 0, output: { stopped: false }, text: '此数据文件夹上没有服务在运行 (not running)' };
    }
    for (const pid of pids) process.kill(pid, 'SIGTERM');
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      if (running(folder).length > 0) continue;
      return { code: 0, output: { stopped: true, pid: [...pids][0], pids: [...pids] }, text: `已停止（进程 ${[...pids].join('、')}）` };
    }
    const left = new Set(running(folder).map(({ pid }) => pid));
    return failure(`进程 ${[...left].join('、')} 在 ${PATIENCE_MS / 1000} 秒内没有停止`);
  },
};

export const status: Command = {
  usage: 'status',
  zh: '服务状态；含库主使用的数据库地址（可据此检验 verify 能否发现改动）',
  en: 'describes the instance, with a database URL for the owner',
  run: async ({ data }) => {
    const folder = openDataFolder(data);
    const { web, worker } = findInstances(folder);
    const first = web ?? worker;
    if (!first) return { code: 1, output: { running: false, version: VERSION }, text: '没有运行 (not running)' };
    const database = await openDatabase(folder, true);
    const { schema, queues } = await asOwner(database.owner, async (db) => ({
      schema: await lastMigration(db),
      queues: await countJobs(db),
    }));
    const output = {
      ...{ running: true, version: VERSION, schema, ...(web?.url ? { url: web.url } : {}), pid: first.pid, startedAt: first.startedAt },
      ...{ workers: worker ? 1 : 0, parts: { ...(web ? { web: brief(web) } : {}), ...(worker ? { worker: brief(worker) } : {}) } },
      ...{ queues, database: database.owner },
    };
    const text = [
      web ? `页面与接口：${web.url ?? '正在启动'}（进程 ${web.pid}，自 ${web.startedAt}）` : '页面与接口：没有运行',
      worker ? `后台任务：进程 ${worker.pid}，自 ${worker.startedAt}` : '后台任务：没有运行（任务排队等候，start --only worker 启动）',
      ...Object.entries(queues).map(([name, { waiting, active, failed }]) => `  ${name}：等候 ${waiting}，进行 ${active}，失败 ${failed}`),
      `版本 ${VERSION}，库结构 ${schema}`,
      `数据库 ${database.owner}`,
    ];
    return { code: 0, output, text: text.join('\n') };
  },
};

const running = (folder: DataFolder) => Object.values(findInstances(folder));
const brief = ({ pid, url, startedAt }: Instance) => ({ pid, ...(url ? { url } : {}), startedAt });

/** A database server that outlived the killed process that started it. */
async function stopOrphan(folder: DataFolder) {
  if (!fs.existsSync(`${folder.postgres}/data/postmaster.pid`)) return;
  await openDatabase(folder).then((database) => database.stop());
}
