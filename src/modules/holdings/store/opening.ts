import { sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { NewDossier } from './dossiers.ts';
import type { PersonRow } from './persons.ts';

/** Rows go in by the hundred: one statement a table, its rows as one JSON text. */
const rowsOf = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

export async function insertPersons(tx: Scoped, persons: readonly (PersonRow & { id: string })[], now: Date): Promise<void> {
  if (persons.length === 0) return;
  await sql`
    insert into person (institution_id, id, name, former_names, pinyin, initials, id_type, id_number, id_number_written, birth_on, sex,
      ethnicity, political_status, education, degree, graduated_on, school, employer, identity, phone, email, created_at)
    select ${tx.institutionId}, id, name, former_names, pinyin, initials, id_type, id_number, id_number_written, birth_on, sex,
      ethnicity, political_status, education, degree, graduated_on, school, employer, identity, phone, email, ${now}
    from jsonb_to_recordset(${rowsOf(persons)}) as r(id uuid, name text, former_names text[], pinyin text, initials text, id_type text,
      id_number text, id_number_written text, birth_on date, sex text, ethnicity text, political_status text, education text, degree text,
      graduated_on date, school text, employer text, identity text, phone text, email text)`.execute(tx.db);
}

export type OpenedDossier = Omit<NewDossier, 'parcelId' | 'missingNote' | 'inReason'> & {
  legacyCode: string | null;
  custodyState: 'inStore' | 'awaitingShelf';
  digitalState: string;
};

export async function insertOpenedDossiers(tx: Scoped, runId: string, dossiers: readonly OpenedDossier[]): Promise<void> {
  await sql`
    insert into dossier (institution_id, id, person_id, kind, reference_code, legacy_code, custody, depositor_id, previous_institution, in_reason,
      custody_state, digital_state, remark, registered_on, registered_at, registered_by, opening_run_id)
    select ${tx.institutionId}, id, "personId", kind, "referenceCode", "legacyCode", custody, "depositorId", "previousInstitution", 'opening',
      "custodyState", "digitalState", remark, "registeredOn", "registeredAt", "registeredBy", ${runId}
    from jsonb_to_recordset(${rowsOf(dossiers)}) as r(id uuid, "personId" uuid, kind text, "referenceCode" text, "legacyCode" text, custody text,
      "depositorId" uuid, "previousInstitution" text, "custodyState" text, "digitalState" text, remark text, "registeredOn" date,
      "registeredAt" timestamptz, "registeredBy" uuid)`.execute(tx.db);
}

export type OpenedVolume = {
  id: string;
  dossierId: string;
  part: string;
  number: number;
  barcode: string;
  condition: string;
  place: { shelfId: string; position: number; address: string } | null;
};

export async function insertOpenedVolumes(tx: Scoped, volumes: readonly OpenedVolume[]): Promise<void> {
  const flat = volumes.map(({ place, ...volume }) => ({ ...volume, ...(place ?? {}), state: place ? 'shelved' : 'registered' }));
  await sql`
    insert into volume (institution_id, id, dossier_id, part, number, barcode, condition, state, shelf_id, position, place)
    select ${tx.institutionId}, id, "dossierId", part, number, barcode, condition, state, "shelfId", position, address
    from jsonb_to_recordset(${rowsOf(flat)}) as r(id uuid, "dossierId" uuid, part text, number integer, barcode text, condition text, state text,
      "shelfId" uuid, position integer, address text)`.execute(tx.db);
}

/** Whoever is registered under one of these numbers, with the reference codes of his active dossiers by kind. */
export async function findStandingPeople(tx: Scoped, numbers: readonly { idType: string; idNumber: string }[]) {
  const { rows } = await sql<{ idType: string; idNumber: string; id: string; name: string; active: Partial<Record<DossierKind, string>> }>`
    select p.id_type as "idType", p.id_number as "idNumber", p.id, p.name,
      coalesce((select jsonb_object_agg(d.kind, d.reference_code) from dossier d
        where d.institution_id = p.institution_id and d.person_id = p.id and d.is_active), '{}') as active
    from unnest(${numbers.map(({ idType }) => idType)}::text[], ${numbers.map(({ idNumber }) => idNumber)}::text[]) as n(id_type, id_number)
    join person p on p.institution_id = ${tx.institutionId} and p.id_type = n.id_type and p.id_number = n.id_number and p.id_type <> 'none'`.execute(
    tx.db,
  );
  return new Map(rows.map((row) => [`${row.idType}/${row.idNumber}`, row]));
}

/** The active dossiers that have these old numbers (in the form of `legacy_key`), and whose they are. */
export async function findLegacyHolders(tx: Scoped, keys: readonly string[]): Promise<Map<string, { code: string; name: string }>> {
  const rows = await tx
    .selectOwn('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['legacy_key as key', 'reference_code as code', 'person.name'])
    .where(sql<boolean>`legacy_key collate "C" = any (${sql.val([...keys])}::text[])`)
    .where('is_active', '=', true)
    .execute();
  return new Map(rows.flatMap(({ key, ...holder }) => (key === null ? [] : [[key, holder] as const])));
}

/** 委托存档单位 with one of these codes or exactly one of these names. */
export const findDepositorsLike = (tx: Scoped, names: readonly string[], usccs: readonly string[]) =>
  tx
    .selectOwn('depositor')
    .select(['id', 'name', 'uscc', 'is_closed as isClosed'])
    .where(sql<boolean>`(name = any (${sql.val([...names])}::text[]) or uscc = any (${sql.val([...usccs])}::text[]))`)
    .execute();

/** What has happened to each of these dossiers since it was opened: the first such event, and the opening itself. */
export async function findLivesOf(tx: Scoped, dossierIds: readonly string[]) {
  const { rows } = await sql<{ dossierId: string; openedSeq: string; sinceType: string | null; sinceDay: string | null }>`
    select o.dossier_id as "dossierId", o.seq as "openedSeq", s.type as "sinceType", s.business_day as "sinceDay"
    from unnest(${sql.val([...dossierIds])}::uuid[]) as n(id)
    join lateral (
      select dossier_id, seq from ledger_event e
      where e.institution_id = ${tx.institutionId} and e.dossier_id = n.id and type = 'dossier.opened' order by seq desc limit 1) o on true
    left join lateral (
      select type, business_day from ledger_event e
      where e.institution_id = ${tx.institutionId} and e.dossier_id = n.id and e.seq > o.seq order by seq limit 1) s on true`.execute(
    tx.db,
  );
  return rows;
}

export const lockDossiers = (tx: Scoped, ids: readonly string[]) =>
  tx
    .selectOwn('dossier')
    .select(['id', sql<DossierKind>`kind`.as('kind')])
    .where(sql<boolean>`id = any (${sql.val([...ids])}::uuid[])`)
    .where('is_active', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute();

/**
 * Takes dossiers out of the store again as if they had never been opened: void, their places free. An old number that served as
 * reference code is released, for the paper still bears it: `released` names those.
 */
export async function takeBackDossiers(tx: Scoped, ids: readonly string[]) {
  const { rows: dossiers } = await sql<{ id: string; released: string | null }>`
    update dossier d set custody_state = 'voided', version = d.version + 1,
      reference_code = case when d.reference_code = d.legacy_key then d.reference_code || '~' || right(d.id::text, 12) else d.reference_code end
    from dossier before
    where d.institution_id = ${tx.institutionId} and d.id = any (${sql.val([...ids])}::uuid[])
      and before.institution_id = d.institution_id and before.id = d.id
    returning d.id, case when before.reference_code <> d.reference_code then before.reference_code end as released`.execute(tx.db);
  const released = dossiers.flatMap((row) => (row.released === null ? [] : [row.id]));
  const { rows: volumes } = await sql<{ id: string; dossierId: string }>`
    update volume set state = 'gone', shelf_id = null, position = null, place = null, version = version + 1,
      barcode = case when dossier_id = any (${sql.val(released)}::uuid[]) then barcode || '~' || right(id::text, 12) else barcode end
    where institution_id = ${tx.institutionId} and dossier_id = any (${sql.val([...ids])}::uuid[])
    returning id, dossier_id as "dossierId"`.execute(tx.db);
  return { dossiers, volumes };
}
