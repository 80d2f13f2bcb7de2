import path from 'node:path';
import { Problem, refuse } from '../../../core/problem.ts';
import type { Context } from '../../../platform/house.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readSetting } from '../../../platform/settings.ts';
import { nameUsers } from '../../accounts/index.ts';
import { enterCatalogue } from '../../catalogue/index.ts';
import { getHeader } from '../../holdings/index.ts';
import { beginScan, warningsOf } from '../begin-scan.ts';
import * as contract from '../contract.ts';
import { findOwner, judgePages } from '../judge.ts';
import { demandOf, gather } from '../rules.ts';
import { type Arrived, dropStage, type Stage, stageOf, takePackage } from '../staging.ts';
import * as imports from '../store/imports.ts';
import * as scans from '../store/scans.ts';

/** The body is in its stage already, see `takePackage`; what remains is asked of the database. */
export const receivePackage = answer(
  contract.receivePackage,
  async (context, { fileName, profile }, { id, stage, read }: Arrived) => {
    const { tx, actor, now } = context;
    const earlier = read.digest === '' ? undefined : await findEarlier(context, read.digest);
    if (earlier) {
      await dropStage(stage);
      return { importId: earlier.id, state: 'unchanged' as const, dossierId: earlier.dossierId, pageCount: earlier.pageCount, issues: [] };
    }
    const owner = await findOwner(tx, read.header, fileName);
    const judged = judgePages(read, stage.content, demandOf(profile, Number(await readSetting(tx, 'digitisation.existingDpi'))));
    const standing = owner.dossierId ? await refuseStanding(tx, owner.dossierId, fileName) : [];
    const issues = gather([...read.issues, ...owner.issues, ...standing, ...judged.issues]);
    const isRefused = issues.some(({ severity }) => severity !== 'warning') || owner.dossierId === undefined;
    const run: imports.ImportRun = {
      ...{ id, state: isRefused ? 'refused' : 'ready', fileName, packageKind: read.kind, profile, packageDigest: read.digest || null },
      ...{ dossierId: owner.dossierId ?? null, pageCount: judged.pageCount, issues, entries: isRefused ? [] : judged.entries },
      ...{ sizeBytes: read.files.reduce((sum, file) => sum + file.sizeBytes, 0), receivedAt: now, receivedBy: actor.userId },
    };
    await imports.insertRun(tx, run);
    if (isRefused) await dropStage(stage);
    const state = isRefused ? ('refused' as const) : ('ready' as const);
    return { importId: id, state, dossierId: run.dossierId, pageCount: run.pageCount, issues };
  },
  takePackage,
);

/** Rule 60: the accepted import of the same content, if what it brought still stands. One that only waits is replaced by the new one. */
async function findEarlier({ tx, files }: Pick<Context, 'tx' | 'files'>, digest: string) {
  for (const run of await imports.findByDigest(tx, digest)) {
    if (run.state === 'ready') {
      await imports.deleteRun(tx, run.id);
      await dropStage(stageOf(files, run.id));
    } else if (run.dossierId && (await getHeader(tx, run.dossierId))?.isActive) return run;
  }
  return undefined;
}

/** A dossier's scans come once; later papers and better scans have ways of their own. */
async function refuseStanding(tx: Scoped, dossierId: string, fileName: string) {
  const scan = await scans.getScan(tx, dossierId);
  if (!scan) return [];
  const message = `该档案已接收过扫描件（${scan.pageCount} 页），内容与本包不同；个别页面请由质检退回后重扫替换`;
  return [{ path: fileName, message, rule: 'R60' }];
}

export const acceptImport = implement(contract.acceptImport, async (context, { importId, reason }) => {
  const { tx, blobs, files } = context;
  const run = await imports.lockRun(tx, importId);
  if (!run?.dossierId) throw new Problem('not_found', `import ${importId}`);
  if (run.state !== 'ready') throw new Problem('conflict', `import is ${run.state}`, [{ path: '', message: '此次接收已处理过，请刷新' }]);
  refuse(run.issues, reason);
  const { dossierId } = run;
  const { items, events } = await enterCatalogue(context, {
    ...{ dossierId, scheme: '2018', origin: run.packageKind === 'vendor' ? 'vendor' : 'package', reason },
    items: run.entries.map(({ pages: _pages, remark, ...entry }) => ({ ...entry, remark: remark || null })),
  });
  await imports.markAccepted(tx, importId);
  const begun = await beginScan(context, { ...run, dossierId, items, reason, warnings: warningsOf(run.issues) });
  await keepImages(blobs, stageOf(files, importId), run.entries);
  const [first, ...rest] = [...events, begun.event];
  return { result: begun.result, events: [first ?? begun.event, ...rest] };
});

/**
 * Moves the images into the blob store, durable before anything says so. When the call fails after this, the bytes lie in the store
 * under nobody's name, and the import can be accepted again.
 */
async function keepImages(blobs: Context['blobs'], stage: Stage, entries: readonly imports.KeptEntry[]): Promise<void> {
  const kept = entries.flatMap(({ pages }) => pages.flatMap((page) => [page, ...(page.given ? [page.given] : [])]));
  await blobs.adopt(kept.map(({ path: inside, sha256 }) => ({ path: path.join(stage.content, inside), sha256 })));
  await dropStage(stage);
}

export const discardImport = answer(contract.discardImport, async ({ tx, files }, { importId }) => {
  const run = await imports.lockRun(tx, importId);
  if (!run) throw new Problem('not_found', `import ${importId}`);
  if (run.state !== 'ready') throw new Problem('conflict', `import is ${run.state}`, [{ path: '', message: '只能放弃待接收的数据包' }]);
  await imports.deleteRun(tx, importId);
  await dropStage(stageOf(files, importId));
  return {};
});

export const findImports = answer(contract.findImports, async ({ tx }, { limit, ...filter }) => {
  const rows = await imports.findRuns(tx, { ...filter, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.map(({ receivedBy }) => receivedBy),
  );
  const list = page.map(({ packageDigest: _digest, ...run }) => ({
    ...{ ...run, receivedAt: run.receivedAt.toISOString(), receivedBy: names(run.receivedBy) },
  }));
  return { imports: list, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
});
