import { z } from 'zod';
import type { EventKind } from '../event.ts';

const counts = z.record(z.string(), z.int());

export const stocktakeEvents = {
  'stocktake.opened': {
    zh: '开始盘点',
    is: 'state',
    data: z.strictObject({ roomId: z.uuid(), baselineSeq: z.int(), shelfCount: z.int(), volumeCount: z.int(), isFirst: z.boolean() }),
  },
  'stocktake.shelfCounted': {
    zh: '盘完一层',
    is: 'observation',
    data: z.strictObject({ stocktakeId: z.uuid(), address: z.string(), counts, isTyped: z.boolean() }),
  },
  'stocktake.shelfReopened': {
    zh: '重盘一层',
    is: 'observation',
    data: z.strictObject({ stocktakeId: z.uuid(), address: z.string(), reason: z.string() }),
  },
  'stocktake.resolved': {
    zh: '处理盘点差异',
    is: 'observation',
    data: z.strictObject({ resolution: z.string(), count: z.int(), reason: z.string() }),
  },
  'stocktake.submitted': { zh: '盘点送复核', is: 'state', data: z.strictObject({ counts }) },
  'stocktake.sentBack': { zh: '盘点退回', is: 'state', data: z.strictObject({ reason: z.string() }) },
  'stocktake.closed': { zh: '盘点结束', is: 'state', data: z.strictObject({ counts, resultDigest: z.string() }) },
  'stocktake.cancelled': { zh: '作废盘点', is: 'state', data: z.strictObject({ reason: z.string() }) },
  'volume.missing': {
    zh: '盘点缺失',
    is: 'observation',
    data: z.strictObject({ stocktakeId: z.uuid(), address: z.string(), reason: z.string() }),
  },
  'volume.found': { zh: '缺失后找到', is: 'observation', data: z.strictObject({ how: z.enum(['stocktake', 'movement']) }) },
} as const satisfies Record<string, EventKind>;
