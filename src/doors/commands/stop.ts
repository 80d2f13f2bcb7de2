import { setTimeout as sleep } from 'node:timers/promises';
import { type DataFolder, openDataFolder } from '../../platform/data-folder.ts';
import { findInstance } from '../../platform/instance.ts';
import { openDatabase } from '../../platform/open.ts';
import { type Command, failure } from '../command.ts';
import { asOwner } from '../house.ts';
import { VERSION } from '../version.ts';

const PATIENCE_MS = 30_000;

export const stop: Command = {
  usage: 'stop',
  zh: '停止此数据文件夹上的服务',
  en: 'stops the instance on this data folder',
  run: async ({ data }) => {
    const folder = openDataFolder(data);
    const instance = findInstance(folder);
    if (!instance) {
      await stopOrphan(folder);
      return { code: 0, output: { stopped: false }, text: '此数据文件夹上没有服务在运行 (not running)' };
    }
    process.kill(instance.pid, 'SIGTERM');
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      if (!findInstance(folder)) return { code: 0, output: { stopped: true, pid: instance.pid }, text: `已停止（进程 ${instance.pid}）` };
    }
    return failure(`进程 ${instance.pid} 在 ${PATIENCE_MS / 1000} 秒内没有停止`);
  },
};

export const status: Command = {
  usage: 'status',
  zh: '服务状态；含库主使用的数据库地址（可据此检验 verify 能否发现改动）',
  en: 'describes the instance, with a database URL for the owner',
  run: async ({ data }) => {
    const folder = openDataFolder(data);
    const instance = findInstance(folder);
    if (!instance) return { code: 1, output: { running: false, version: VERSION }, text: '没有运行 (not running)' };
    const database = await openDatabase(folder, true);
    const { rows } = await asOwner(database.owner, (db) =>
      db
        .selectFrom('schema_migration')
        .select('name')
        .orderBy('name', 'desc')
        .limit(1)
        .execute()
        .then((found) => ({ rows: found })),
    );
    const { url, pid, startedAt } = instance;
    const output = {
      running: true,
      version: VERSION,
      schema: rows[0]?.name,
      url,
      pid,
      startedAt,
      workers: 1,
      queues: {},
      database: database.owner,
    };
    return {
      code: 0,
      output,
      text: `运行中：${url}（进程 ${pid}，自 ${startedAt}）\n版本 ${VERSION}，库结构 ${output.schema}\n数据库 ${database.owner}`,
    };
  },
};

/** A database server that outlived the killed process that started it. */
async function stopOrphan(folder: DataFolder) {
  const { default: fs } = await import('node:fs');
  if (!fs.existsSync(`${folder.postgres}/data/postmaster.pid`)) return;
  await openDatabase(folder).then((database) => database.stop());
}
