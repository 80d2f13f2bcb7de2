import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeSamples } from '../../modules/samples/index.ts';
import type { Actors } from './actors.ts';
import type { Call } from './call.ts';

const PAGES = 6;

/** Draws `count` dossiers of the first people of `seed` and takes them through the line: received, processed, inspected, published. */
export async function digitise(call: Call, actors: Actors, seed: number, count: number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-demo-'));
  try {
    await makeSamples(folder, { seed, dossiers: count, as: 'package', pagesPerDossier: PAGES, onProgress: report });
    const dossierIds: string[] = [];
    for (const name of fs.readdirSync(path.join(folder, 'packages')).filter((file) => file.endsWith('.zip'))) {
      dossierIds.push(await receive(call, actors, path.join(folder, 'packages', name)));
    }
    for (const dossierId of dossierIds) await inspect(call, actors, dossierId);
    for (const dossierId of dossierIds) await reached(call, actors, dossierId, 'published');
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const report = (done: number, total: number) => {
  if (done % 20 === 0 || done === total) process.stderr.write(`lantai: 示例影像 ${done}/${total} 页\n`);
};

async function receive(call: Call, { scanner }: Actors, file: string): Promise<string> {
  const input = { fileName: path.basename(file), profile: 'new' };
  const { importId } = await call<{ importId: string }>(scanner, 'digitisation.receivePackage', input, fs.createReadStream(file));
  const { dossierId } = await call<{ dossierId: string }>(scanner, 'digitisation.acceptImport', { importId, reason: '示例数据，已核对' });
  return dossierId;
}

/** Passes all pages once they are processed, and asks for publication. */
async function inspect(call: Call, actors: Actors, dossierId: string) {
  const { items } = await reached(call, actors, dossierId, 'inspecting');
  const verdicts = items.flatMap(({ pages }) => pages.map(({ id, version }) => ({ pageId: id, version, verdict: 'pass' })));
  await call(actors.inspector, 'digitisation.inspectPages', { dossierId, verdicts });
  await call(actors.approver, 'digitisation.publishDossier', { dossierId });
}

type Pages = { scan: { state: string }; items: { pages: { id: string; version: number }[] }[] };

/** Waits for the background steps. */
async function reached(call: Call, { inspector }: Actors, dossierId: string, state: string): Promise<Pages> {
  for (;;) {
    const pages = await call<Pages>(inspector, 'digitisation.getPages', { dossierId });
    if (pages.scan.state === state) return pages;
    await sleep(200);
  }
}
