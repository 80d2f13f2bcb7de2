import { sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { CustodyState, DigitalState, TicketPurpose, VolumeState } from '../rules.ts';

export type MovingFacts = {
  dossierId: string;
  referenceCode: string;
  personName: string;
  identity: string | null;
  kind: DossierKind;
  custodyState: CustodyState;
  digitalState: DigitalState;
  volumes: {
    id: string;
    barcode: string;
    state: VolumeState;
    ticketId: string | null;
    ticketState: string | null;
    purpose: string | null;
  }[];
};

/** What must be known of dossiers that are to leave: where they stand, their volumes and the open ticket of each. Locks the dossiers. */
export async function findMovingFacts(tx: Scoped, dossierIds: readonly string[]): Promise<MovingFacts[]> {
  const dossiers = await tx
    .selectOwn('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier.id as dossierId', 'reference_code as referenceCode', 'person.name as personName', 'identity'])
    .select([sql<DossierKind>`kind`.as('kind'), sql<CustodyState>`custody_state`.as('custodyState')])
    .select(sql<DigitalState>`digital_state`.as('digitalState'))
    .where('dossier.id', 'in', [...dossierIds])
    .where('kind', 'in', [...tx.scope.kinds])
    .orderBy('dossier.id')
    .forUpdate('dossier')
    .execute();
  const volumes = await tx
    .selectOwn('volume')
    .leftJoin('ticket', (join) =>
      join
        .onRef('ticket.institution_id', '=', 'volume.institution_id')
        .onRef('ticket.volume_id', '=', 'volume.id')
        .on('ticket.state', '<>', 'closed'),
    )
    .select(['volume.id', 'volume.dossier_id as dossierId', 'barcode', 'ticket.id as ticketId', 'ticket.state as ticketState', 'purpose'])
    .select(sql<VolumeState>`volume.state`.as('state'))
    .where('volume.dossier_id', 'in', [...dossierIds])
    .orderBy('barcode')
    .execute();
  const byDossier = Map.groupBy(volumes, ({ dossierId }) => dossierId);
  return dossiers.map((dossier) => ({
    ...dossier,
    volumes: (byDossier.get(dossier.dossierId) ?? []).map(({ dossierId: _dossierId, ...volume }) => volume),
  }));
}

/** Of these dossiers those of which every volume is out for `purpose`. */
export async function findAllOut(tx: Scoped, dossierIds: readonly string[], purpose: TicketPurpose): Promise<string[]> {
  const rows = await tx
    .selectOwn('dossier')
    .select('dossier.id')
    .where('dossier.id', 'in', [...dossierIds])
    .where(
      sql<boolean>`not exists (select from volume v where v.institution_id = dossier.institution_id and v.dossier_id = dossier.id
        and not exists (select from ticket t where t.institution_id = v.institution_id and t.volume_id = v.id
          and t.state = 'out' and t.purpose = ${purpose}))`,
    )
    .execute();
  return rows.map(({ id }) => id);
}

/** How many volumes of each part dossiers have, wherever these are. */
export async function findVolumeCounts(tx: Scoped, dossierIds: readonly string[]) {
  const rows = await tx
    .selectOwn('volume')
    .select(['dossier_id as dossierId', sql<number>`count(*) filter (where part = 'principal')::int`.as('principal')])
    .select(sql<number>`count(*) filter (where part = 'counterpart')::int`.as('counterpart'))
    .where('dossier_id', 'in', [...dossierIds])
    .groupBy('dossier_id')
    .execute();
  return new Map(rows.map(({ dossierId, ...counts }) => [dossierId, counts]));
}
