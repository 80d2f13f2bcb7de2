// `node scripts/generate.ts`: writes what is generated (row types, docs/errors.md) from a fresh migrated database and the tables in core.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate } from '../src/platform/migrate.ts';
import { startPostgres } from '../src/platform/postgres.ts';
import { provision } from '../src/platform/provision.ts';
import { generated } from './generated.ts';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-generate-'));
const server = await startPostgres(dir, { settings: { fsync: 'off' } });
const { owner } = await provision(server.url, 'lantai');
await migrate(owner);
for (const [file, text] of Object.entries(await generated(owner))) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
await server.stop();
fs.rmSync(dir, { recursive: true });
