import { z } from 'zod';
import type { EventKind } from '../event.ts';

const level = z.enum(['intact', 'slight', 'moderate', 'severe', 'extreme']);

export const conditionEvents = {
  /** `previous`: what counted before, on that day; `next`: the inspection that followed it, where this one was written down late. */
  'volume.inspected': {
    zh: '检查原件',
    is: 'observation',
    data: z.strictObject({
      ...{ inspectionId: z.uuid(), level, previous: level.nullable(), photoCount: z.int() },
      next: z.strictObject({ day: z.iso.date() }).nullable(),
    }),
  },
  /** The volume is no longer kept, so its condition no longer counts. */
  'volume.conditionEnded': { zh: '不再计入完好', is: 'observation', data: z.strictObject({ previous: level }) },
} as const satisfies Record<string, EventKind>;
