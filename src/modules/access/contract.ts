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
