import { Problem } from '../../../core/problem.ts';
import { minuteOf } from '../../../core/time.ts';
import { burnWatermark } from '../../../platform/imaging/watermark.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { implement } from '../../../platform/run.ts';
import { findItems } from '../../catalogue/index.ts';
import { findPages, getScan } from '../../digitisation/index.ts';
import { eventOf } from '../closing.ts';
import * as contract from '../contract.ts';
import { COPY_PAPER } from '../copy-paper.ts';
import { admitTo, marksOf, noteLeaving, notGranted } from '../gate.ts';
import type { ConsultationRow } from '../store/consultations.ts';

const MOST_PAGES = 100;

/** @throws not_granted when the grant has not the right, or not the items. */
function refuseUngranted({ mayPrint, mayDownload, itemIds }: ConsultationRow, as: 'print' | 'download', asked: readonly string[]) {
  if (as === 'print' && !mayPrint) throw notGranted('授权不含打印');
  if (as === 'download' && !mayDownload) throw notGranted('授权不含下载');
  if (asked.some((id) => !itemIds.includes(id))) throw notGranted('授权范围不含所选的材料');
}

export const copyItems = implement(contract.copyItems, async (context, { consultationId, as, itemIds }) => {
  const { tx, actor, now, address, blobs } = context;
  const running = await admitTo(context, consultationId);
  const { consultation } = running;
  refuseUngranted(consultation, as, itemIds);
  if ((await getScan(tx, consultation.dossierId))?.state !== 'published') throw notGranted('扫描件正在更换，发布后可继续查阅');
  const byItem = Map.groupBy(await findPages(tx, consultation.dossierId), ({ itemId }) => itemId);
  const items = (await findItems(tx, consultation.dossierId)).filter(({ id }) => itemIds.includes(id));
  const pages = items.flatMap(({ id }) => byItem.get(id) ?? []);
  if (pages.length === 0 || pages.length > MOST_PAGES)
    throw new Problem('rule_broken', `${pages.length} pages`, [
      { path: 'itemIds', message: `所选材料共 ${pages.length} 页，一次打印或下载 1 至 ${MOST_PAGES} 页` },
    ]);
  const [names, unit, number] = marksOf(running);
  const lines = [`${names} ${actor.loginName}`, `${unit} ${number}`, `${minuteOf(now)} ${address}`];
  const images: Record<string, Uint8Array> = {};
  for (const page of pages) {
    if (page.viewSha256 === null) throw new Error(`published page ${page.id} without a view`);
    images[`${page.id}.jpg`] = await burnWatermark(await blobs.get(page.viewSha256), lines);
    await noteLeaving(context, running, page);
  }
  const footer = `${number}　${unit}　${as === 'print' ? '打印' : '下载'}于 ${minuteOf(now)}`;
  const bytes = typeset(COPY_PAPER, { title: number, footer, pages: Object.keys(images) }, images);
  return {
    result: { mime: 'application/pdf', fileName: `${consultation.number}.pdf`, bytes },
    events: [eventOf(consultation, 'consultation.copied', now, { as, itemCount: items.length, pageCount: pages.length })],
  };
});
