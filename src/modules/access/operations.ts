import { Problem } from '../../core/problem.ts';
import { minuteOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import { burnWatermark } from '../../platform/imaging/watermark.ts';
import { answer } from '../../platform/run.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { unitName } from '../accounts/index.ts';
import { getLoose, getPage, getScan } from '../digitisation/index.ts';
import { getHeader } from '../holdings/index.ts';
import * as contract from './contract.ts';

export const getPageImage = answer(contract.getPageImage, async (context, { pageId }) => {
  const { viewSha256, ordinal } = await getReadable(context, pageId);
  if (viewSha256 === null) throw unprocessed(pageId);
  return { mime: 'image/jpeg', fileName: `${ordinal}.jpg`, bytes: await readMarked(context, viewSha256) };
});

/** A view with who reads it, where and when burnt in. */
async function readMarked({ tx, actor, now, address, blobs }: Context, viewSha256: string) {
  const lines = [`${actor.displayName} ${actor.loginName}`, await unitName(tx), `${minuteOf(now)} ${address}`];
  return burnWatermark(await blobs.get(viewSha256), lines);
}

export const getPageThumb = answer(contract.getPageThumb, async (context, { pageId }) => {
  const { thumbSha256, ordinal } = await getReadable(context, pageId);
  if (thumbSha256 === null) throw unprocessed(pageId);
  return { mime: 'image/jpeg', fileName: `${ordinal}-thumb.jpg`, bytes: await context.blobs.get(thumbSha256) };
});

export const getLooseImage = answer(contract.getLooseImage, async (context, { pageId }) => {
  const { viewSha256, pageNumber } = await getWaiting(context.tx, pageId);
  return { mime: 'image/jpeg', fileName: `${pageNumber}.jpg`, bytes: await readMarked(context, viewSha256) };
});

export const getLooseThumb = answer(contract.getLooseThumb, async ({ tx, blobs }, { pageId }) => {
  const { thumbSha256, pageNumber } = await getWaiting(tx, pageId);
  return { mime: 'image/jpeg', fileName: `${pageNumber}-thumb.jpg`, bytes: await blobs.get(thumbSha256) };
});

/** Once it belongs to a dossier, it is read there and nowhere else. @throws not_found */
async function getWaiting(tx: Scoped, pageId: string) {
  const page = await getLoose(tx, pageId);
  if (page?.state === 'waiting') return page;
  throw new Problem('not_found', `loose page ${pageId}`, [{ path: 'pageId', message: '此页已不在托盘中' }]);
}

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
