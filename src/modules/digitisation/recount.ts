import type { Db } from '../../platform/db.ts';
import type { Difference, Stored } from '../../platform/house.ts';
import { pageDigest, rawDigest } from './manifest.ts';
import { recountLoose } from './recount-loose.ts';
import * as pagesStore from './store/pages.ts';
import * as scans from './store/scans.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Works the digests of every dossier's pages out again, which the ledger vouches for by the row that holds them, and looks for the bytes. */
export async function recount(db: Db, stored: Stored): Promise<Difference[]> {
  const found: Difference[] = [];
  for (
    let after = FIRST, rows = await scans.findAllScans(db, after, BATCH);
    rows.length > 0;
    rows = await scans.findAllScans(db, after, BATCH)
  ) {
    for (const scan of rows) found.push(...(await recountScan(db, scan, stored)));
    after = rows.at(-1)?.id ?? after;
  }
  return [...found, ...(await recountLoose(db, stored))];
}

type Scan = Awaited<ReturnType<typeof scans.findAllScans>>[number];

async function recountScan(db: Db, scan: Scan, stored: Stored): Promise<Difference[]> {
  const pages = await pagesStore.findPagesOf(db, scan.institutionId, scan.dossierId);
  const found: Difference[] = [];
  const differs = (what: string) => found.push({ table: 'scan', id: scan.id, what });
  if (pages.length !== scan.pageCount) differs(`台账为 ${scan.pageCount} 页，表中有 ${pages.length} 页`);
  if (rawDigest(pages) !== scan.rawDigest) differs('原始图像的摘要清单与台账不符（页面被改动）');
  // while pages are being processed there is no digest of what is made of them
  if (scan.pageDigest !== null && pageDigest(pages) !== scan.pageDigest) differs('页面状态或优化图像的摘要清单与台账不符（被改动）');
  for (const page of pages) found.push(...(await recountFiles(page, stored)));
  return found;
}

async function recountFiles(page: pagesStore.PageRow, { blobs, isDeep }: Stored): Promise<Difference[]> {
  const found: Difference[] = [];
  const files = [
    [page.rawSha256, '原始图像', page.rawSize],
    [page.optimisedSha256 ?? page.givenSha256, '优化图像', undefined],
    [page.viewSha256, '浏览图像', undefined],
    [page.thumbSha256, '缩略图', undefined],
  ] as const;
  for (const [sha256, name, sizeBytes] of files) {
    if (sha256 === null) continue;
    const stands = await blobs.sizeOf(sha256);
    if (stands === undefined) found.push({ table: 'page', id: page.id, what: `${name}在存储中缺失` });
    else if ((sizeBytes !== undefined && stands !== sizeBytes) || (isDeep && !(await blobs.isIntact(sha256))))
      found.push({ table: 'page', id: page.id, what: `${name}在存储中的内容被改动` });
  }
  return found;
}
