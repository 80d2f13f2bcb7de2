import { z } from 'zod';
import type { EventKind } from '../event.ts';

export const evaluationEvents = {
  'plan.set': {
    zh: '确定计划',
    is: 'observation',
    data: z.strictObject({ year: z.int(), work: z.string(), quantity: z.int(), previous: z.int(), reason: z.string().nullable() }),
  },
} as const satisfies Record<string, EventKind>;
