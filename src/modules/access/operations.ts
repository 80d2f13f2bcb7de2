import { Problem } from '../../core/problem.ts';
import { minuteOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import { burnWatermark } from '../../platform/imaging/watermark.ts';
import { answer } from '../../platform/run.ts';
import { unitName } from '../accounts/index.ts';
import { getPage, getScan } from '../digitisation/index.ts';
import { getHeader } from '../holdings/index.ts';
import * as contract from './contract.ts';

export const getPageImage = answer(contract.getPageImage, async (context, { pageId }) => {
  const { tx, actor, now, address, blobs } = context;
  const { viewSha256, ordinal } = await getReadable(context, pageId);
  if (viewSha256 === null) throw unprocessed(pageId);
  const lines = [`${actor.displayName} ${actor.loginName}`, await unitName(tx), `${minuteOf(now)} ${address}`];
  const bytes = await burnWatermark(await blobs.get(viewSha256), lines);
  return { mime: 'image/jpeg', fileName: `${ordinal}.jpg`, bytes };
});

export const getPageThumb = answer(contract.getPageThumb, async (context, { pageId }) => {
  const { thumbSha256, ordinal } = await getReadable(context, pageId);
  if (thumbSha256 === null) throw unprocessed(pageId);
  return { mime: 'image/jpeg', fileName: `${ordinal}-thumb.jpg`, bytes: await context.blobs.get(thumbSha256) };
});

const unprocessed = (pageId: string) =>
  new Problem('not_found', `page ${pageId} is not processed`, [{ path: 'pageId', message: '此页尚未处理完成' }]);

/** Who works on scans sees them before they are published; a reader sees what is published and nothing else. */
const WORKERS = ['page.import', 'page.inspect', 'dossier.publish'] as const;

/** @throws not_found */
async function getReadable({ tx, actor }: Pick<Context, 'tx' | 'actor'>, pageId: string) {
  const page = await getPage(tx, pageId);
  const header = page && (await getHeader(tx, page.dossierId));
  if (!page || !header || !tx.scope.kinds.includes(header.kind)) throw new Problem('not_found', `page ${pageId}`);
  if (WORKERS.some((name) => actor.permissions.has(name))) return page;
  if ((await getScan(tx, page.dossierId))?.state === 'published') return page;
  throw new Problem('not_found', `page ${pageId} is not published`);
}
