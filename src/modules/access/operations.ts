import { Problem } from '../../core/problem.ts';
import { minuteOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import type { TileSet } from '../../platform/imaging/tile-store.ts';
import { tilePx } from '../../platform/imaging/tiles.ts';
import { burnWatermark } from '../../platform/imaging/watermark.ts';
import { answer } from '../../platform/run.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { unitName } from '../accounts/index.ts';
import { admit, marksOf, noteLeaving, type Running } from '../consultation/index.ts';
import { readsFreely } from '../consultation/rules.ts';
import { getLoose, getPage, getScan } from '../digitisation/index.ts';
import { getHeader } from '../holdings/index.ts';
import * as contract from './contract.ts';
import { issuePass, readPass } from './pass.ts';
import type { PageImage } from './rules.ts';

export const getPageImage = answer(contract.getPageImage, async (context, { pageId, image }) => {
  const { page, running } = await getReadable(context, pageId);
  const bytes = await burnWatermark(await viewOf(context, page, image), await linesOf(context, context.now, running));
  if (running) await noteLeaving(context, running, page);
  return { mime: 'image/jpeg', fileName: `${page.ordinal}.jpg`, bytes };
});

export const openPageTiles = answer(contract.openPageTiles, async (context, { pageId, image }) => {
  const { page } = await getReadable(context, pageId);
  const sha256 = shaOf(page, image);
  const { index } = await tilesOf(context, sha256);
  const { pass, expiresAt } = issuePass(context, { pageId, sha256, openedAt: context.now });
  const levels = index.levels.map(({ tiles, ...level }) => ({ ...level, tileCount: tiles.length }));
  return { pass, expiresAt: expiresAt.toISOString(), widthPx: index.widthPx, heightPx: index.heightPx, tilePx, levels };
});

export const getPageTile = answer(contract.getPageTile, async (context, { pageId, level, place, pass }) => {
  const { sha256, openedAt } = readPass(context, pass, pageId);
  const running = await stillGranted(context, pageId);
  const { index, read } = await tilesOf(context, sha256);
  const { widthPx, columnCount, tiles } = index.levels[level] ?? { widthPx: 0, columnCount: 1, tiles: [] };
  const span = tiles[place];
  if (!span) throw new Problem('not_found', `tile ${level}/${place} of page ${pageId}`);
  const part = { leftPx: (place % columnCount) * tilePx, topPx: Math.floor(place / columnCount) * tilePx, pageWidthPx: widthPx };
  const bytes = await burnWatermark(await read(span), await linesOf(context, openedAt, running), part);
  return { mime: 'image/jpeg', fileName: `${level}-${place}.jpg`, bytes };
});

export const getPageThumb = answer(contract.getPageThumb, async (context, { pageId }) => {
  const { thumbSha256, ordinal } = (await getReadable(context, pageId)).page;
  if (thumbSha256 === null) throw unprocessed(pageId);
  return { mime: 'image/jpeg', fileName: `${ordinal}-thumb.jpg`, bytes: await context.blobs.get(thumbSha256) };
});

/** What is burnt in: who reads, for which unit, since when and where; under a grant, also which. */
async function linesOf({ tx, actor, address }: Pick<Context, 'tx' | 'actor' | 'address'>, since: Date, running: Running | undefined) {
  const [names, unit, number] = running ? marksOf(running) : [actor.displayName, await unitName(tx), ''];
  return [`${names} ${actor.loginName}`, `${unit} ${number}`, `${minuteOf(since)} ${address}`];
}

type Page = Awaited<ReturnType<typeof getReadable>>['page'];

/** The view was made with the optimised image; that of the raw one comes with its tiles. */
async function viewOf(context: Context, page: Page, image: PageImage): Promise<Uint8Array> {
  if (image === 'raw') {
    const { index, read } = await tilesOf(context, shaOf(page, image));
    return read(index.view);
  }
  if (page.viewSha256 === null) throw unprocessed(page.id);
  return context.blobs.get(page.viewSha256);
}

function shaOf(page: Page, image: PageImage): string {
  const sha256 = image === 'raw' ? page.rawSha256 : page.optimisedSha256;
  // a raw image that was not processed yet may be anything
  if (sha256 === null || page.viewSha256 === null) throw unprocessed(page.id);
  return sha256;
}

async function tilesOf({ tiles, blobs }: Pick<Context, 'tiles' | 'blobs'>, sha256: string): Promise<TileSet> {
  const set = await tiles.open(sha256, blobs.fileOf(sha256));
  if (!set.ok) throw new Problem('rule_broken', `no tiles: ${set.reason}`, [{ path: 'pageId', message: set.detail }]);
  return set;
}

export const getLooseImage = answer(contract.getLooseImage, async (context, { pageId }) => {
  const { viewSha256, pageNumber } = await getWaiting(context.tx, pageId);
  return {
    mime: 'image/jpeg',
    fileName: `${pageNumber}.jpg`,
    bytes: await burnWatermark(await context.blobs.get(viewSha256), await linesOf(context, context.now, undefined)),
  };
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

/** The page, and the grant that it is read under where one is needed. @throws not_found, not_granted */
async function getReadable(context: Pick<Context, 'tx' | 'actor' | 'now'>, pageId: string) {
  const { tx, actor } = context;
  const page = await getPage(tx, pageId);
  const header = page && (await getHeader(tx, page.dossierId));
  if (!page || !header || !tx.scope.kinds.includes(header.kind)) throw new Problem('not_found', `page ${pageId}`);
  const isWorker = WORKERS.some((name) => actor.permissions.has(name));
  if (!isWorker && (await getScan(tx, page.dossierId))?.state !== 'published')
    throw new Problem('not_found', `page ${pageId} is not published`);
  return { page, running: readsFreely(actor.permissions) ? undefined : await admit(context, page) };
}

/** A pass outlives neither the grant that it was given under, nor its time. @throws not_granted */
async function stillGranted(context: Pick<Context, 'tx' | 'actor' | 'now'>, pageId: string): Promise<Running | undefined> {
  if (readsFreely(context.actor.permissions)) return undefined;
  const page = await getPage(context.tx, pageId);
  if (!page) throw new Problem('not_found', `page ${pageId}`);
  const running = await admit(context, page);
  await noteLeaving(context, running, page);
  return running;
}
