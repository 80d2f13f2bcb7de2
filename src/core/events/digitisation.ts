import { z } from 'zod';
import type { EventKind } from '../event.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Stages of a dossier's pages. None is about one page; each says how many there are and binds them by `manifestDigest`: SHA-256 over
 * the lines `item id, ordinal, digests, state, defects` of all pages as they then stand.
 */
export const digitisationEvents = {
  'pages.imported': {
    zh: '接收扫描件',
    is: 'state',
    data: z.strictObject({
      ...{ pageCount: z.int(), manifestDigest: digest, packageDigest: digest, profile: z.string(), packageKind: z.string() },
      ...{ warnings: z.array(z.string()), reason: z.string().nullable() },
    }),
  },
  'pages.discarded': {
    zh: '放弃散页',
    is: 'observation',
    data: z.strictObject({ pageCount: z.int(), contentDigest: digest, reason: z.string() }),
  },
  'pages.processed': {
    zh: '图像处理完成',
    is: 'state',
    data: z.strictObject({ pageCount: z.int(), refusedCount: z.int(), manifestDigest: digest }),
  },
  'pages.inspected': {
    zh: '质检（部分）',
    is: 'state',
    data: z.strictObject({ passedCount: z.int(), returnedCount: z.int(), remainingCount: z.int(), manifestDigest: digest }),
  },
  'pages.returned': {
    zh: '质检退回',
    is: 'state',
    data: z.strictObject({ passedCount: z.int(), returnedCount: z.int(), defects: z.record(z.string(), z.int()), manifestDigest: digest }),
  },
  'dossier.inspected': { zh: '质检通过', is: 'state', data: z.strictObject({ pageCount: z.int(), manifestDigest: digest }) },
  'page.replaced': {
    zh: '重扫替换',
    is: 'state',
    data: z.strictObject({ pageId: z.uuid(), oldDigest: digest, newDigest: digest, manifestDigest: digest }),
  },
  'dossier.approved': { zh: '审核通过，准予发布', is: 'state', data: z.strictObject({ pageCount: z.int(), manifestDigest: digest }) },
} as const satisfies Record<string, EventKind>;
