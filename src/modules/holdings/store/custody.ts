import { sql } from 'kysely';
import { Problem, refuse } from '../../../core/problem.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { type CustodyAct, custodyAxis, refuseCustody } from '../rules.ts';
import { findActiveCode, lockDossier } from './dossiers.ts';
import { findVolumesOf, updateVolume } from './volumes.ts';

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

/** Volumes of a dossier leave the house for good: each along its axis, its place freed. Returns their ids. */
export async function letVolumesGo(tx: Scoped, dossierId: string, act: 'dispatch' | 'deaccession'): Promise<string[]> {
  const volumes = await findVolumesOf(tx, dossierId);
  for (const { id } of volumes) await updateVolume(tx, id, act);
  return volumes.map(({ id }) => id);
}

/**
 * A dossier that had left is here again (退回、撤销注销): its volumes wait at the desk. Returns their ids.
 * @throws rule_broken where it had not left, or the person has another active dossier of this kind by now
 */
export async function takeBack(tx: Scoped, dossierId: string, act: 'sendBack' | 'restore'): Promise<string[]> {
  const dossier = await lockDossier(tx, dossierId);
  if (!dossier) throw new Problem('not_found', `dossier ${dossierId}`);
  const active = await findActiveCode(tx, dossier.personId, dossier.kind);
  if (active) {
    const message = `此人已有在存档案 ${active.code}，${dossier.referenceCode} 不能恢复；请先核对两份档案`;
    refuse([{ path: 'dossierId', message, rule: 'R6' }]);
  }
  await moveCustodyOrRefuse(tx, dossierId, act);
  const volumes = await findVolumesOf(tx, dossierId);
  for (const { id } of volumes) await updateVolume(tx, id, 'sendBack', { handedOverBy: null, handedOverAt: null });
  return volumes.map(({ id }) => id);
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
