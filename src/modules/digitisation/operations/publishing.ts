import type { LedgerEvent } from '../../../core/event.ts';
import { Problem } from '../../../core/problem.ts';
import { implement } from '../../../platform/run.ts';
import { findItems } from '../../catalogue/index.ts';
import * as contract from '../contract.ts';
import * as pagesStore from '../store/pages.ts';
import * as scans from '../store/scans.ts';
import { lockIn } from './inspection.ts';

export const publishDossier = implement(contract.publishDossier, async ({ tx, now, sendJob }, { dossierId }) => {
  const scan = await lockIn(tx, dossierId, ['passed']);
  await refuseMismatch(tx, dossierId);
  if (scan.pageDigest === null) throw new Error(`passed scans ${scan.id} without a digest`);
  await scans.updateScan(tx, scan.id, { state: 'publishing', pageDigest: scan.pageDigest, now });
  await sendJob('digitisation.publish', { dossierId });
  const approved: LedgerEvent = {
    ...{ type: 'dossier.approved', occurredAt: now, dossierId, subject: { kind: 'scan', id: scan.id } },
    data: { pageCount: scan.pageCount, manifestDigest: scan.pageDigest },
    rows: [{ table: 'scan', id: scan.id }],
  };
  return { result: { state: 'publishing' as const }, events: [approved] };
});

/** Rule 45 once more: the catalogue may have been arranged anew since the pages came. @throws rule_broken */
async function refuseMismatch(tx: Parameters<typeof findItems>[0], dossierId: string): Promise<void> {
  const items = await findItems(tx, dossierId);
  const counts = Map.groupBy(await pagesStore.findPages(tx, dossierId), ({ itemId }) => itemId);
  const wrong = items.filter(({ id, pageCount }) => (counts.get(id)?.length ?? 0) !== pageCount);
  const known = new Set(items.map(({ id }) => id));
  const loose = [...counts.keys()].filter((id) => !known.has(id));
  const issues = wrong.map(({ id, title, pageCount }) => ({
    path: 'dossierId',
    message: `材料“${title}”目录${pageCount}页，实际图像${counts.get(id)?.length ?? 0}幅`,
    rule: 'R45',
  }));
  if (loose.length > 0) issues.push({ path: 'dossierId', message: `有 ${loose.length} 件材料已不在目录中，但有图像`, rule: 'R58' });
  if (issues.length > 0) throw new Problem('rule_broken', 'catalogue and pages differ', issues);
}
