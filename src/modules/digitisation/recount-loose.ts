import type { Db } from '../../platform/db.ts';
import type { Difference, Stored } from '../../platform/house.ts';
import * as loose from './store/loose.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Looks for the bytes of the tray, and for the files as sent of what was assigned. */
export async function recountLoose(db: Db, stored: Stored): Promise<Difference[]> {
  const found: Difference[] = [];
  for (
    let after = FIRST, rows = await loose.findAllLoose(db, after, BATCH);
    rows.length > 0;
    rows = await loose.findAllLoose(db, after, BATCH)
  ) {
    for (const page of rows) found.push(...(await recountPage(page, stored)));
    after = rows.at(-1)?.id ?? after;
  }
  return found;
}

async function recountPage(page: loose.LoosePage, { blobs, isDeep }: Stored): Promise<Difference[]> {
  const source = [page.sourceSha256, '原文件', page.sourceSize] as const;
  const tray = [
    [page.rawSha256, '原始图像', page.rawSize],
    [page.viewSha256, '浏览图像', undefined],
    [page.thumbSha256, '缩略图', undefined],
  ] as const;
  const found: Difference[] = [];
  for (const [sha256, name, sizeBytes] of page.state === 'waiting' ? [source, ...tray] : [source]) {
    const stands = await blobs.sizeOf(sha256);
    const isChanged = (sizeBytes !== undefined && stands !== sizeBytes) || (isDeep && !(await blobs.isIntact(sha256)));
    if (stands === undefined) found.push({ table: 'loose_page', id: page.id, what: `散页的${name}在存储中缺失` });
    else if (isChanged) found.push({ table: 'loose_page', id: page.id, what: `散页的${name}在存储中的内容被改动` });
  }
  return found;
}
