import { z } from 'zod';
import { query } from '../../core/operation.ts';

/** What of a dossier rests in the archival store (固化), newest version first. */
export const findVersions = query({
  name: 'preservation.findVersions',
  title: '固化版本',
  route: 'GET /dossiers/:dossierId/versions',
  permission: 'page.read',
  scope: 'tree',
  input: z.object({ dossierId: z.uuid() }),
  output: z.object({
    versions: z.array(
      z.object({
        ...{ version: z.string(), objectId: z.string(), inventoryDigest: z.string(), pageCount: z.int(), fileCount: z.int() },
        ...{ keptAt: z.iso.datetime(), keptBy: z.string() },
      }),
    ),
  }),
  audited: ['dossierId'],
});
