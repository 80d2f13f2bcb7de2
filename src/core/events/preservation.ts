import { z } from 'zod';
import type { EventKind } from '../event.ts';

export const preservationEvents = {
  'dossier.published': {
    zh: '发布',
    is: 'state',
    data: z.strictObject({
      ...{ version: z.string(), pageCount: z.int(), fileCount: z.int(), inventoryDigest: z.string().regex(/^[0-9a-f]{64}$/) },
    }),
  },
} as const satisfies Record<string, EventKind>;
