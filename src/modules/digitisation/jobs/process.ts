import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { House, JobData } from '../../../platform/house.ts';
import type { PageFiles } from '../../../platform/imaging/page-files.ts';
import type { Refusal } from '../../../platform/imaging/refusal.ts';
import { inJob } from '../../../platform/in-job.ts';
import { log } from '../../../platform/log.ts';
import { inTransaction } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { pageDigest } from '../manifest.ts';
import * as pagesStore from '../store/pages.ts';
import * as scans from '../store/scans.ts';
import { twice } from '../twice.ts';

/**
 * Makes the optimised image, view and thumbnail of every page of a dossier that has none yet, as many at once as there are cores, and
 * reports when none is left. Safe to repeat at any point: pages that are done are left alone, the same page gives the same bytes.
 */
export async function processDossier(house: House, data: JobData): Promise<void> {
  const dossierId = String(data['dossierId']);
  const folder = path.join(house.files.storage, 'imaging');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const waiting = await alone(house, data, async (tx) =>
    (await pagesStore.findPages(tx, dossierId)).filter(({ state }) => state === 'imported'),
  );
  const worker = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) await processPage(house, data, folder, page);
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  await inJob(house, data, 'digitisation.processDossier', async ({ tx, now }) => ({
    result: undefined,
    events: await report(tx, dossierId, now),
  }));
}

async function processPage(house: House, data: JobData, folder: string, page: pagesStore.PageRow): Promise<void> {
  const made = await makeImages(house, folder, page);
  if (!made.ok) {
    if (house.imaging.status().isClosed) throw new Error('closing: the page waits for the next start');
    log('warn', 'page refused', { page: page.id, reason: made.reason });
    await alone(house, data, (tx) => pagesStore.markUnreadable(tx, page));
    return;
  }
  const { optimised, view, thumb, analysis, operations } = made.files;
  const isGiven = page.givenSha256 !== null;
  const kept = isGiven ? [view, thumb] : [optimised, view, thumb];
  await house.blobs.adopt(kept);
  if (isGiven) await rm(optimised.path, { force: true });
  await alone(house, data, (tx) =>
    pagesStore.markProcessed(tx, page, {
      ...{ optimisedSha256: page.givenSha256 ?? optimised.sha256, optimisedSm3: (isGiven && page.optimisedSm3) || optimised.sm3 },
      ...{ viewSha256: view.sha256, thumbSha256: thumb.sha256, analysis, operations: isGiven ? [{ name: 'given' }] : operations },
    }),
  );
}

type Made = { ok: true; files: PageFiles } | Refusal;

/** An optimised image that came with the page is shown as it came; what is measured is the raw one either way. */
async function makeImages(house: House, folder: string, page: pagesStore.PageRow): Promise<Made> {
  const raw = house.blobs.fileOf(page.rawSha256);
  if (page.givenSha256 === null) {
    const files = await twice(() => house.imaging.process(raw, folder, page.dpi === null ? {} : { dpi: page.dpi }));
    if (!files.ok) return files;
    if (files.raw.sha256 !== page.rawSha256) throw new Error(`raw image of page ${page.id} is not what was imported`);
    return { ok: true, files };
  }
  const analysis = await twice(() => house.imaging.analyse(raw));
  if (!analysis.ok) return analysis;
  const asItCame = { deskew: false, removeBorder: false, despeckle: false, padToA4: false, tone: false };
  const files = await twice(() => house.imaging.process(house.blobs.fileOf(page.givenSha256 ?? ''), folder, asItCame));
  if (!files.ok) return files;
  const { ok: _ok, ...measured } = analysis;
  return { ok: true, files: { ...files, analysis: measured } };
}

/** The stage is done when no page waits: one event for all of it. */
async function report(tx: Scoped, dossierId: string, now: Date) {
  const scan = await scans.lockScan(tx, dossierId);
  const pages = await pagesStore.findPages(tx, dossierId);
  if (scan?.state !== 'processing' || pages.some(({ state }) => state === 'imported')) return [];
  const manifestDigest = pageDigest(pages);
  const refusedCount = pages.filter(({ state }) => state === 'returned').length;
  const state = pages.some((page) => page.state === 'processed') ? ('inspecting' as const) : ('rework' as const);
  await scans.updateScan(tx, scan.id, { state, pageDigest: manifestDigest, now });
  return [
    {
      ...{ type: 'pages.processed', occurredAt: now, dossierId, subject: { kind: 'scan', id: scan.id } },
      data: { pageCount: pages.length, refusedCount, manifestDigest },
      rows: [{ table: 'scan', id: scan.id }],
    },
  ];
}

/** A transaction that is no call and no fact: progress that the stage's event will bind. */
function alone<T>(house: House, { institutionId }: JobData, body: (tx: Scoped) => Promise<T>): Promise<T> {
  const scope = { institutions: [institutionId] as [number], kinds: ['floating', 'cadre'] as const };
  return inTransaction(house, scope, async (tx) => ({ result: await body(tx), statements: [] }));
}
