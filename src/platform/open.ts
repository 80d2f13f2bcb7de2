import path from 'node:path';
import type { DataFolder } from './data-folder.ts';
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
  const external = process.env['DATABASE_URL'];
  if (external) {
    const name = new URL(external).pathname.slice(1) || 'lantai';
    const urls = await provision(external, name);
    await migrate(urls.owner);
    return { ...urls, stop: async () => {} };
  }
  const settings = { max_connections: '120', shared_buffers: '256MB', log_min_messages: 'warning' };
  const options = { settings, passwordFile: path.join(folder.secrets, 'postgres-password') };
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
