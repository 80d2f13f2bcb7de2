import { z } from 'zod';
import { query } from '../../core/operation.ts';

/** 阅档: one page as it is read on screen, with who reads it, where and when burnt in. */
export const getPageImage = query({
  name: 'access.getPageImage',
  title: '查看页面图像',
  route: 'GET /pages/:pageId/image',
  permission: 'page.read',
  scope: 'tree',
  returns: 'file',
  input: z.object({ pageId: z.uuid() }),
  output: z.unknown(),
  audited: ['pageId'],
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
  input: z.object({ pageId: z.uuid() }),
  output: z.unknown(),
  audited: ['pageId'],
});
