import { z } from 'zod';
import type { EventKind } from '../event.ts';

export const catalogueEvents = {
  'catalogue.completed': {
    zh: '整理编目完成',
    is: 'state',
    data: z.strictObject({
      ...{ scheme: z.string(), origin: z.string(), itemCount: z.int(), pageCount: z.int() },
      ...{ warnings: z.array(z.string()), reason: z.string().nullable() },
    }),
  },
  'catalogue.reopened': { zh: '重新整理', is: 'state', data: z.strictObject({ reason: z.string() }) },
} as const satisfies Record<string, EventKind>;
