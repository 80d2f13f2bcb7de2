import fs from 'node:fs';
import path from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { openExternal } from './external.ts';
import { migrate } from './migrate.ts';
import { keepPostgres, startPostgres } from './postgres.ts';
import { type DatabaseUrls, provision } from './provision.ts';

/** `stop(false)` leaves a server running that others go on with. */
export type OpenedDatabase = DatabaseUrls & { stop: (isLast?: boolean) => Promise<void> };

/**
 * The database of a data folder, migrated: the embedded server, or the one that `DATABASE_URL` names (as a user that may create
 * roles and databases). A server that runs already is used, and left running by `stop` when `isShared`.
 */
export async function openDatabase(folder: DataFolder, isShared = false): Promise<OpenedDatabase> {
  const external = whichServer(folder);
  if (external !== undefined) {
    const urls = await openExternal(external);
    await migrate(urls.owner);
    fs.writeFileSync(markOf(folder), '', { mode: 0o600 });
    return { ...urls, stop: async () => {} };
  }
  const options = {
    settings: { max_connections: '120', shared_buffers: '256MB', ...QUIET },
    passwordFile: path.join(folder.secrets, 'postgres-password'),
    logFile: path.join(folder.logs, 'postgres.log'),
  };
  const server = await startPostgres(folder.postgres, options);
  const urls = await provision(server.url, 'lantai');
  await migrate(urls.owner);
  if (isShared) return { ...urls, stop: async () => {} };
  const letGo = keepPostgres(folder.postgres, options, server);
  const stop = async (isLast = true) => {
    letGo();
    if (isLast) await server.stop();
  };
  return { ...urls, stop };
}

/** The server's log tells of its own life only: what a failed statement says would quote names and numbers. Ours has its code. */
const QUIET = { log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_checkpoints: 'off' };

const markOf = (folder: DataFolder) => path.join(folder.secrets, 'external-database');

/**
 * `DATABASE_URL`, or undefined for the embedded server. The keys and files of a folder belong to one database: another would be empty,
 * and every answer from it wrong.
 * @throws Error when the folder's database is the other kind.
 */
function whichServer(folder: DataFolder): string | undefined {
  const external = process.env['DATABASE_URL'] || undefined;
  const hasMark = fs.existsSync(markOf(folder));
  if (external === undefined && hasMark)
    throw new Error('此数据文件夹的数据在外部数据库中；请设置 DATABASE_URL 后再执行 (DATABASE_URL is not set)');
  if (external !== undefined && !hasMark && fs.existsSync(path.join(folder.postgres, 'data/PG_VERSION')))
    throw new Error(
      '此数据文件夹的数据在内嵌数据库中；请去掉 DATABASE_URL，或用 --data 另选空文件夹 (the data is in the embedded database)',
    );
  return external;
}
