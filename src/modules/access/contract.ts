import { z } from 'zod';
import { housekeeping, query } from '../../core/operation.ts';
import { pageImages } from './rules.ts';

const pageId = z.uuid();
const image = z
  .enum(Object.keys(pageImages) as [keyof typeof pageImages, ...(keyof typeof pageImages)[]])
  .default('optimised')
  .describe('原始图像或优化图像');

/** 阅档: one page as it is read on screen, with who reads it, where and when burnt in. Under a grant it runs the clock, so it is no query. */
export const getPageImage = housekeeping({
  name: 'access.getPageImage',
  title: '查看页面图像',
  route: 'GET /pages/:pageId/image',
  permission: 'page.read',
  scope: 'tree',
  returns: 'file',
  input: z.object({ pageId, image }),
  output: z.unknown(),
  audited: ['pageId', 'image'],
});

/** Opens a page for deep zoom: what tiles there are, and the pass that they are asked for with, in this session and for a short time. */
export const openPageTiles = query({
  name: 'access.openPageTiles',
  title: '放大查看页面',
  route: 'GET /pages/:pageId/tiles',
  permission: 'page.read',
  scope: 'tree',
  input: z.object({ pageId, image }),
  output: z.object({
    ...{ pass: z.string(), expiresAt: z.iso.datetime(), widthPx: z.int(), heightPx: z.int(), tilePx: z.int() },
    /** From the full page to half of it and so on; none where the view shows all there is. */
    levels: z.array(z.object({ widthPx: z.int(), heightPx: z.int(), columnCount: z.int(), tileCount: z.int() })),
  }),
  audited: ['pageId', 'image'],
});

/** One tile of a page that was opened, with the watermark burnt in. `place` counts row after row. */
export const getPageTile = housekeeping({
  name: 'access.getPageTile',
  title: '放大查看页面（局部）',
  route: 'GET /pages/:pageId/tiles/:level/:place',
  permission: 'page.read',
  scope: 'tree',
  returns: 'file',
  isPart: true,
  input: z.object({
    pageId,
    level: z.coerce.number().int().min(0).max(9),
    place: z.coerce.number().int().min(0),
    pass: z.string().max(600),
  }),
  output: z.unknown(),
  audited: ['pageId', 'level', 'place'],
});

/** A page of the tray (未分配散页), for those who say whose it is; marked like any other. */
export const getLooseImage = query({
  name: 'access.getLooseImage',
  title: '查看散页图像',
  route: 'GET /loose-pages/:pageId/image',
  permission: 'page.import',
  scope: 'own',
  returns: 'file',
  input: z.object({ pageId: z.uuid() }),
  output: z.unknown(),
  audited: ['pageId'],
});

export const getLooseThumb = query({
  name: 'access.getLooseThumb',
  title: '查看散页缩略图',
  route: 'GET /loose-pages/:pageId/thumb',
  permission: 'page.import',
  scope: 'own',
  returns: 'file',
  input: z.object({ pageId: z.uuid() }),
  output: z.unknown(),
  audited: ['pageId'],
});

/** A thumbnail of at most 240 px, too small to be read, without a watermark. */
export const getPageThumb = query({
  name: 'access.getPageThumb',
  title: '查看页面缩略图',
  route: 'GET /pages/:pageId/thumb',
  permission: 'page.read',
  scope: 'tree',
  returns: 'file',
  input: z.object({ pageId }),
  output: z.unknown(),
  audited: ['pageId'],
});
