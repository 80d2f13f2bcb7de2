import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import type { Intake } from '../../../platform/house.ts';
import { digestFile } from '../../../platform/imaging/digest.ts';
import { probeImage, refuseUndecodable } from '../../../platform/imaging/probe.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readSetting } from '../../../platform/settings.ts';
import { findItems } from '../../catalogue/index.ts';
import { readsFreely } from '../../consultation/rules.ts';
import { findNames } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { hintsOfPages } from '../hints.ts';
import { pageDigest, rawDigest } from '../manifest.ts';
import { checkFacts, demandOf, type ScanState, scanStates } from '../rules.ts';
import * as pagesStore from '../store/pages.ts';
import * as scans from '../store/scans.ts';

export const findScans = answer(contract.findScans, async ({ tx }, { limit, ...filter }) => {
  const rows = await scans.findScans(tx, { ...filter, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const ids = page.map(({ dossierId }) => dossierId);
  const counts = await pagesStore.countPages(tx, ids);
  const names = new Map(ids.length === 0 ? [] : (await findNames(tx, ids)).map((row) => [row.id, row]));
  const list = page.flatMap(({ id, dossierId, state, stateSince, profile, pageCount }) => {
    const name = names.get(dossierId);
    const pages = counts.get(dossierId);
    if (!name || !pages) return []; // of a kind that the caller does not see
    const { referenceCode, personName } = name;
    return [{ id, dossierId, referenceCode, personName, state, stateSince: stateSince.toISOString(), profile, pageCount, pages }];
  });
  return { scans: list, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
});

export const getPages = answer(contract.getPages, async ({ tx, actor }, { dossierId }) => {
  const [name] = await findNames(tx, [dossierId]);
  const scan = name && (await scans.getScan(tx, dossierId));
  if (!scan) throw new Problem('not_found', `scans of ${dossierId}`);
  if (!readsFreely(actor.permissions)) throw new Problem('not_granted', 'reads under grants only');
  const items = await findItems(tx, dossierId);
  const rows = Map.groupBy(await pagesStore.findPages(tx, dossierId), ({ itemId }) => itemId);
  const ordered = items.flatMap(({ id }) => rows.get(id) ?? []);
  const hints = hintsOfPages(ordered, await pagesStore.findAnalyses(tx, dossierId));
  const { id, state, profile, pageCount, version } = scan;
  return {
    scan: { id, state, profile, pageCount, version },
    items: items.map((item) => ({
      ...{ id: item.id, categoryCode: item.categoryCode, sequence: item.sequence, title: item.title, formedOn: item.formedOn },
      pageCount: item.pageCount,
      pages: (rows.get(item.id) ?? []).map((page) => ({
        ...{ id: page.id, ordinal: page.ordinal, fileName: page.fileName, state: page.state, widthPx: page.widthPx },
        ...{ heightPx: page.heightPx, dpi: page.dpi, defects: page.defects, version: page.version, hints: hints.get(page.id) ?? [] },
      })),
    })),
  };
});

export const inspectPages = implement(contract.inspectPages, async ({ tx, now }, { dossierId, verdicts }) => {
  const scan = await lockIn(tx, dossierId, ['inspecting']);
  const issues: Issue[] = verdicts.flatMap(({ verdict, defects }, place) =>
    (verdict === 'return') === defects.length > 0
      ? []
      : [{ path: `verdicts.${place}.defects`, message: verdict === 'return' ? '退回须选择缺陷' : '合格的页面不能带缺陷' }],
  );
  refuse(issues);
  const known = new Set((await pagesStore.findPages(tx, dossierId)).map(({ id }) => id));
  for (const { pageId, version, verdict, defects } of verdicts) {
    if (!known.has(pageId)) throw new Problem('not_found', `page ${pageId} of ${dossierId}`);
    const state = verdict === 'pass' ? 'passed' : 'returned';
    if (!(await pagesStore.writeVerdict(tx, { id: pageId, version }, state, defects)))
      throw new Problem('conflict', 'stale page', [{ path: 'verdicts', message: '有页面已被他人判定或更换，请刷新后继续' }]);
  }
  const pages = await pagesStore.findPages(tx, dossierId);
  const counts = { imported: 0, processed: 0, returned: 0, passed: 0 };
  for (const { state } of pages) counts[state] += 1;
  const { state, event } = outcomeOf(pages, counts, verdicts);
  const manifestDigest = pageDigest(pages);
  await scans.updateScan(tx, scan.id, { state, pageDigest: manifestDigest, now });
  const inspected: LedgerEvent = {
    ...{ ...event, data: { ...event.data, manifestDigest }, occurredAt: now, dossierId, subject: { kind: 'scan', id: scan.id } },
    rows: [{ table: 'scan', id: scan.id }],
  };
  return { result: { state, pages: counts }, events: [inspected] };
});

type Counts = Record<pagesStore.PageRow['state'], number>;
type Verdicts = readonly { verdict: 'pass' | 'return' }[];

/** The last verdict of a round decides: all good, or back to the scanner. */
function outcomeOf(
  pages: readonly pagesStore.PageRow[],
  counts: Counts,
  verdicts: Verdicts,
): { state: ScanState; event: Pick<LedgerEvent, 'type' | 'data'> } {
  if (counts.processed > 0) {
    const returnedCount = verdicts.filter(({ verdict }) => verdict === 'return').length;
    const data = { passedCount: verdicts.length - returnedCount, returnedCount, remainingCount: counts.processed };
    return { state: 'inspecting', event: { type: 'pages.inspected', data } };
  }
  if (counts.returned === 0) return { state: 'passed', event: { type: 'dossier.inspected', data: { pageCount: pages.length } } };
  const defects: Record<string, number> = {};
  for (const defect of pages.flatMap((page) => page.defects)) defects[defect] = (defects[defect] ?? 0) + 1;
  const data = { passedCount: counts.passed, returnedCount: counts.returned, defects };
  return { state: 'rework', event: { type: 'pages.returned', data } };
}

const PAGE_BYTES = 64 * 2 ** 20;

const takePage = async ({ blobs, body }: Intake) => {
  if (!body) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到图像' }]);
  return { taken: await blobs.put(body, PAGE_BYTES) };
};

export const replacePage = implement(
  contract.replacePage,
  async ({ tx, now, blobs, sendJob }, { pageId, version }, { sha256 }) => {
    const page = await pagesStore.getPage(tx, pageId);
    if (!page) throw new Problem('not_found', `page ${pageId}`);
    // also while others of the returned pages are looked at again: each comes back in its own time
    const scan = await lockIn(tx, page.dossierId, ['rework', 'processing', 'inspecting']);
    const raw = await readRaw(tx, scan, blobs.fileOf(sha256), page);
    if (!(await pagesStore.replaceRaw(tx, { id: pageId, version }, raw)))
      throw new Problem('conflict', 'stale page', [{ path: 'version', message: '只有退回的页面可以替换；此页可能已由他人替换，请刷新' }]);
    const manifestDigest = rawDigest(await pagesStore.findPages(tx, page.dossierId));
    await scans.updateScan(tx, scan.id, { state: 'processing', rawDigest: manifestDigest, pageDigest: null, now });
    await sendJob('digitisation.process', { dossierId: page.dossierId });
    const replaced: LedgerEvent = {
      ...{ type: 'page.replaced', occurredAt: now, dossierId: page.dossierId, subject: { kind: 'scan', id: scan.id } },
      data: { pageId, oldDigest: page.rawSha256, newDigest: raw.rawSha256, manifestDigest },
      rows: [{ table: 'scan', id: scan.id }],
    };
    return { result: { dossierId: page.dossierId }, events: [replaced] };
  },
  takePage,
);

/** The facts of a new raw image, which must be as good as the profile asks of every other. @throws rule_broken */
async function readRaw(tx: Scoped, scan: scans.ScanRow, file: string, page: pagesStore.PageRow): Promise<pagesStore.NewRaw> {
  const facts = await probeImage(file);
  const refusal = facts.ok ? refuseUndecodable(facts) : facts;
  if (!facts.ok || refusal || facts.format !== 'jpeg') {
    const message = `图像损坏或无法打开：${refusal?.detail ?? '须为 JPEG'}`;
    throw new Problem('rule_broken', 'not a page', [{ path: page.fileName, message, rule: 'R48' }]);
  }
  const { sha256, sm3, sizeBytes } = await digestFile(file);
  const demand = demandOf(scan.profile, Number(await readSetting(tx, 'digitisation.existingDpi')));
  refuse(checkFacts(page.fileName, facts, demand).filter(({ severity }) => severity !== 'warning'));
  if (sha256 === page.rawSha256) refuse([{ path: page.fileName, message: '与退回的图像完全相同，没有重新扫描', rule: 'R52' }]);
  const { widthPx, heightPx, dpi } = facts;
  return { rawSha256: sha256, rawSm3: sm3, rawSize: sizeBytes, widthPx, heightPx, dpi: dpi === null ? null : Math.round(dpi) };
}

/** Locks the scans of a dossier, which must be in one of these states. @throws not_found, rule_broken */
export async function lockIn(tx: Scoped, dossierId: string, states: readonly ScanState[]): Promise<scans.ScanRow> {
  const scan = await scans.lockScan(tx, dossierId);
  if (!scan) throw new Problem('not_found', `scans of ${dossierId}`);
  if (states.includes(scan.state)) return scan;
  const message = `该档案的扫描件为“${scanStates[scan.state]}”，不能进行此项操作`;
  throw new Problem('rule_broken', `scans are ${scan.state}`, [{ path: 'dossierId', message }]);
}
