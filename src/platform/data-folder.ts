import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** The folders of one instance: `postgres/ storage/ inbox/ run/ secrets/ logs/`. */
export type DataFolder = { root: string; postgres: string; storage: string; inbox: string; run: string; secrets: string; logs: string };

/** Opens the data folder, making what is missing. Only `postgres` may be entered by other users (the server's own). */
export function openDataFolder(dir: string): DataFolder {
  const root = path.resolve(dir);
  const sub = (name: string) => path.join(root, name);
  const folder = {
    root,
    postgres: sub('postgres'),
    storage: sub('storage'),
    inbox: sub('inbox'),
    run: sub('run'),
    secrets: sub('secrets'),
    logs: sub('logs'),
  };
  fs.mkdirSync(root, { recursive: true });
  fs.chmodSync(root, 0o711);
  for (const name of [folder.storage, folder.inbox, folder.run, folder.secrets, folder.logs])
    fs.mkdirSync(name, { recursive: true, mode: 0o700 });
  return folder;
}

/** A random key of 32 bytes, made at the first use and kept outside the database. */
export function readKey(folder: DataFolder, name: string): Uint8Array {
  const file = path.join(folder.secrets, name);
  try {
    fs.writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'hex');
}
