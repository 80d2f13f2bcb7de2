import { sql } from 'kysely';
import { Problem, refuse } from '../../../core/problem.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { type CustodyAct, custodyAxis, refuseCustody } from '../rules.ts';
import { lockDossier } from './dossiers.ts';

/**
 * Moves dossiers along the custody axis. Those that stand where the act may not begin stay, and their ids are returned.
 * `checkIn` waits until no volume is out any more, as `shelve` waits for the last one.
 */
export async function moveCustody(tx: Scoped, dossierIds: readonly string[], act: CustodyAct): Promise<string[]> {
  const { from, to } = custodyAxis[act];
  const unique = [...new Set(dossierIds)];
  const rows = await tx
    .update('dossier')
    .set({ custody_state: to, version: sql`version + 1` })
    .where('id', 'in', unique)
    .where('custody_state', 'in', [...from])
    .$if(act === 'shelve' || act === 'checkIn', (q) =>
      q.where(
        sql<boolean>`not exists (select from volume v where v.institution_id = dossier.institution_id and v.dossier_id = dossier.id and v.state <> 'shelved')`,
      ),
    )
    .returning('id')
    .execute();
  const moved = new Set(rows.map(({ id }) => id));
  return unique.filter((id) => !moved.has(id));
}

/** Moves one dossier along the custody axis. @throws rule_broken where it stands elsewhere */
export async function moveCustodyOrRefuse(tx: Scoped, dossierId: string, act: CustodyAct): Promise<void> {
  if ((await moveCustody(tx, [dossierId], act)).length === 0) return;
  const dossier = await lockDossier(tx, dossierId);
  if (!dossier) throw new Problem('not_found', `dossier ${dossierId}`);
  refuse([refuseCustody(act, dossier.custodyState, dossier.referenceCode)].flatMap((issue) => issue ?? []));
}

/** Voids a registration: its volumes are gone with it. Returns their ids. */
export async function voidDossier(tx: Scoped, dossierId: string): Promise<string[]> {
  await moveCustodyOrRefuse(tx, dossierId, 'void');
  const rows = await tx
    .update('volume')
    .set({ state: 'gone', version: sql`version + 1` })
    .where('dossier_id', '=', dossierId)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
