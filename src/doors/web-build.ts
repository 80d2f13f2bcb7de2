import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUILT = path.join(ROOT, 'dist/web');
const VITE = path.join(ROOT, 'node_modules/.bin/vite');
const STAMP = '.sources';

/** Builds the web unless what is built came from the sources as they are now (50 ms to find out); whole, beside the old one, then in its place. */
export async function buildWeb(): Promise<void> {
  const sources = digestSources();
  if (isBuiltFrom(sources)) return;
  process.stderr.write('lantai: 正在构建页面 building the web…\n');
  const making = `${BUILT}.${process.pid}`;
  const { status, stdout, stderr } = spawnSync(VITE, ['build', '--logLevel', 'warn', '--outDir', making, '--emptyOutDir'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' }, // whoever calls, the built web is the delivered one
  });
  if (status !== 0) throw new Error(`页面构建失败 web build failed: ${stdout}${stderr}`);
  fs.writeFileSync(path.join(making, STAMP), sources);
  if (isBuiltFrom(sources)) return fs.rmSync(making, { recursive: true }); // another process was faster
  const old = `${making}.old`;
  if (fs.existsSync(BUILT)) fs.renameSync(BUILT, old);
  fs.renameSync(making, BUILT);
  fs.rmSync(old, { recursive: true, force: true });
}

function isBuiltFrom(sources: string): boolean {
  const stamp = path.join(BUILT, STAMP);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === sources;
}

/** Of all that the web is built from: its own files, and the words and rules that it shares with the server. */
function digestSources(): string {
  const hash = createHash('sha256');
  for (const folder of ['src/web', 'src/core', 'src/modules']) {
    for (const entry of fs.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.endsWith('.test.ts')) continue;
      const file = path.join(entry.parentPath, entry.name);
      hash.update(path.relative(ROOT, file)).update(fs.readFileSync(file));
    }
  }
  return hash.update(fs.readFileSync(path.join(ROOT, 'package-lock.json'))).digest('hex');
}
