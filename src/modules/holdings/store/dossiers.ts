import { type RawBuilder, sql } from 'kysely';
import type { DossierKind } from '../../../core/scope.ts';
import { beginsWith } from '../../../platform/begins-with.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import type { CustodyState, custodies, digitalStates, Gap } from '../rules.ts';
import { findIdByBarcode } from './searchable.ts';

export const findActiveCode = (tx: Scoped, personId: string, kind: DossierKind) =>
  tx
    .selectOwn('dossier')
    .select('reference_code as code')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .where('is_active', '=', true)
    .executeTakeFirst();

export type NewDossier = {
  id: string;
  personId: string;
  kind: DossierKind;
  referenceCode: string;
  custody: keyof typeof custodies;
  depositorId: string | null;
  previousInstitution: string;
  inReason: string;
  parcelId: string | null;
  missingNote: string | null;
  remark: string | null;
  registeredOn: string;
  registeredAt: Date;
  registeredBy: string;
};

export async function insertDossier(tx: Scoped, d: NewDossier): Promise<void> {
  await tx
    .insert('dossier', {
      ...{
        id: d.id,
        person_id: d.personId,
        kind: d.kind,
        reference_code: d.referenceCode,
        custody: d.custody,
        depositor_id: d.depositorId,
      },
      ...{ previous_institution: d.previousInstitution, in_reason: d.inReason, parcel_id: d.parcelId, custody_state: 'awaitingShelf' },
      ...{
        missing_note: d.missingNote,
        remark: d.remark,
        registered_on: d.registeredOn,
        registered_at: d.registeredAt,
        registered_by: d.registeredBy,
      },
    })
    .execute();
}

/** Locks and returns a dossier of the caller's own institution. */
export const lockDossier = (tx: Scoped, id: string) =>
  tx
    .selectOwn('dossier')
    .select([
      'id',
      'reference_code as referenceCode',
      'parcel_id as parcelId',
      'registered_on as registeredOn',
      'opening_run_id as openingRunId',
      'person_id as personId',
    ])
    .select([sql<DossierKind>`kind`.as('kind'), sql<CustodyState>`custody_state`.as('custodyState')])
    .where('id', '=', id)
    .where('kind', 'in', [...tx.scope.kinds])
    .forUpdate()
    .executeTakeFirst();

const listed = (tx: Scoped) =>
  tx
    .select('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select([
      'dossier.id',
      'reference_code as referenceCode',
      'legacy_code as legacyCode',
      'person.name as personName',
      'pinyin',
      'id_number as idNumber',
      'previous_institution as previousInstitution',
    ])
    .select(['registered_on as registeredOn', 'person_id as personId'])
    .select([
      sql<DossierKind>`kind`.as('kind'),
      sql<CustodyState>`custody_state`.as('custodyState'),
      sql<keyof typeof custodies>`custody`.as('custody'),
    ])
    .select(sql<keyof typeof digitalStates>`digital_state`.as('digitalState'))
    .where('kind', 'in', [...tx.scope.kinds]);

export type DossierFilter = {
  search?: string | undefined;
  kind?: DossierKind | undefined;
  custodyState?: CustodyState | undefined;
  digitalState?: keyof typeof digitalStates | undefined;
  lacks?: Gap | 'any' | undefined;
  registeredOn?: string | undefined;
  parcelId?: string | undefined;
  before?: string | undefined;
  limit: number;
};

/** Newest registration first; `before` is the last id of the page before. */
export async function findDossiers(
  tx: Scoped,
  { search, kind, custodyState, digitalState, lacks, registeredOn, parcelId, before, limit }: DossierFilter,
) {
  const wanted = search ? await matching(tx, search) : undefined;
  return listed(tx)
    .$if(wanted !== undefined, (q) => q.where(wanted ?? sql<boolean>`true`))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? ''))
    .$if(custodyState !== undefined, (q) => q.where('custody_state', '=', custodyState ?? ''))
    .$if(digitalState !== undefined, (q) => q.where('digital_state', '=', digitalState ?? ''))
    .$if(lacks !== undefined, (q) =>
      q
        .where('opening_run_id', 'is not', null)
        .where('is_active', '=', true)
        .where(lacking(lacks ?? 'any')),
    )
    .$if(registeredOn !== undefined, (q) => q.where('registered_on', '=', registeredOn ?? ''))
    .$if(parcelId !== undefined, (q) => q.where('parcel_id', '=', parcelId ?? ''))
    .$if(before !== undefined, (q) => q.where('dossier.id', '<', before ?? ''))
    .orderBy('dossier.id', 'desc')
    .limit(limit)
    .execute();
}

/** What a dossier of an opening list does not have (待补). */
const gapConditions: Readonly<Record<Gap, RawBuilder<boolean>>> = {
  idNumber: sql<boolean>`person.id_type = 'none'`,
  birthOn: sql<boolean>`person.birth_on is null`,
  sex: sql<boolean>`person.sex in ('0', '9')`,
  previousInstitution: sql<boolean>`dossier.previous_institution = ''`,
};
const lacking = (gap: Gap | 'any') =>
  gap === 'any' ? sql<boolean>`(${sql.join(Object.values(gapConditions), sql` or `)})` : gapConditions[gap];

/** Matches up to which the list is built from them; beyond, so many match that going through the list from its end finds a page soon. */
const FEW = 1000;

/** The dossiers that a text means: one index for each kind of text, a bar code before all, an old number (旧编号) beside the others. */
async function matching(tx: Scoped, search: string) {
  const scanned = await findByBarcode(tx, search);
  if (scanned !== undefined) return sql<boolean>`dossier.id = ${scanned}`;
  const text = search.normalize('NFKC').toUpperCase();
  const others = await matchingOthers(tx, search, text);
  const legacy = /\d/.test(text) ? await findByLegacyCode(tx, text) : [];
  return legacy.length === 0 ? others : sql<boolean>`(${others} or dossier.id = any (${sql.val(legacy)}::uuid[]))`;
}

async function matchingOthers(tx: Scoped, search: string, text: string) {
  const isPerson = /^\d{17}[\dX]$|^\d{3}[\dX]$|^[A-Z]{2,}$/.test(text) || !isCode(search);
  const condition = isPerson ? personMatches(search, text) : beginsWith('dossier.reference_code', text);
  const ids = tx
    .select(isPerson ? 'person' : 'dossier')
    .select('id')
    .where(condition);
  const probe = await tx.db
    .selectFrom(ids.limit(FEW + 1).as('found'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  if (probe.count > FEW && !isPerson) return fromNewest(tx, text);
  if (probe.count > FEW)
    // `offset 0` keeps it a question asked of each row of the list, which a page's worth of rows soon answers
    return sql<boolean>`exists (select from person where person.institution_id = dossier.institution_id and person.id = dossier.person_id
      and ${condition} offset 0)`;
  return sql<boolean>`${sql.ref(isPerson ? 'person_id' : 'dossier.id')} = any (array(${ids.limit(FEW)}))`;
}

/**
 * Very many numbers begin with the text: the list is walked from its end, but from the newest of them on, which is found in the index
 * alone. `offset 0` and `|| ''` keep either half from being asked of the other's index.
 */
function fromNewest(tx: Scoped, text: string) {
  const found = tx.select('dossier').select('id').where(beginsWith('dossier.reference_code', text)).offset(0).as('found');
  const newest = tx.db.selectFrom(found).select('id').orderBy('id', 'desc').limit(1);
  const code = sql`(dossier.reference_code || '') collate "C"`;
  return sql<boolean>`(dossier.id <= (${newest}) and ${code} >= ${text} and ${code} < ${`${text}\u{10FFFF}`})`;
}

/** Dossiers whose old number (旧编号) begins with the text, the first thousand. */
async function findByLegacyCode(tx: Scoped, text: string): Promise<string[]> {
  const rows = await tx
    .select('dossier')
    .select('id')
    .where(beginsWith('legacy_key', text.replace(/\s/g, '')))
    .limit(FEW)
    .execute();
  return rows.map(({ id }) => id);
}

function personMatches(search: string, text: string) {
  if (/^\d{17}[\dX]$/.test(text)) return sql<boolean>`person.id_number = ${text}`;
  if (/^\d{3}[\dX]$/.test(text)) return sql<boolean>`person.id_tail = ${text}`;
  return /^[A-Z]{2,}$/.test(text) ? beginsWith('person.initials', text.toLowerCase()) : beginsWith('person.name', search);
}

const isCode = (search: string) => /^[0-9A-Z-]+$/.test(search.normalize('NFKC').toUpperCase());

/** The dossier of a scanned bar code; undefined when the text is none. */
async function findByBarcode(tx: Scoped, search: string): Promise<string | undefined> {
  if (!isCode(search)) return undefined;
  return findIdByBarcode(tx, search.normalize('NFKC').toUpperCase());
}

export const getDossier = (tx: Scoped, id: string) =>
  listed(tx)
    .leftJoin('depositor', (join) =>
      join.onRef('depositor.institution_id', '=', 'dossier.institution_id').onRef('depositor.id', '=', 'dossier.depositor_id'),
    )
    .select([
      'in_reason as inReason',
      'opening_run_id as openingRunId',
      'parcel_id as parcelId',
      'missing_note as missingNote',
      'remark',
      'registered_at as registeredAt',
      'dossier.version',
    ])
    .select(['depositor.id as depositorId', 'depositor.name as depositorName', 'depositor.uscc', 'registered_by as registeredBy'])
    .where('dossier.id', '=', id)
    .executeTakeFirst();

export const findEvents = (tx: Scoped, dossierId: string, before: number | undefined, limit: number) =>
  tx
    .select('ledger_event')
    .select(['seq', 'type', 'occurred_at as occurredAt', 'recorded_at as recordedAt', 'actor_id as actorId', 'witness_id as witnessId'])
    .select(['corrects_seq as correctsSeq', 'data', 'hash', sql<'day' | 'instant'>`precision`.as('precision')])
    .where('dossier_id', '=', dossierId)
    .$if(before !== undefined, (q) => q.where('seq', '<', String(before)))
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();

/** The seq of the registration that stands for a dossier. */
export const getRegistrationSeq = (tx: Scoped, dossierId: string) =>
  tx
    .selectOwn('ledger_event')
    .select('seq')
    .where('dossier_id', '=', dossierId)
    .where('type', '=', 'dossier.registered')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow();

/** Dossiers registered and not voided, by parcel or day; `isAwaitingShelf`: of those, the ones not yet in the store. */
export async function countRegistered(
  tx: Scoped,
  filter: { parcelId?: string; registeredOn?: string; isAwaitingShelf?: boolean },
): Promise<number> {
  const { parcelId, registeredOn, isAwaitingShelf } = filter;
  const row = await tx
    .selectOwn('dossier')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('opening_run_id', 'is', null)
    .where('custody_state', isAwaitingShelf ? '=' : '<>', isAwaitingShelf ? 'awaitingShelf' : 'voided')
    .$if(parcelId !== undefined, (q) => q.where('parcel_id', '=', parcelId ?? ''))
    .$if(registeredOn !== undefined, (q) => q.where('registered_on', '=', registeredOn ?? ''))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Dossiers registered on `day` that do not stand in the store yet, oldest first. */
export const findUnshelved = (tx: Scoped, day: string, limit: number) =>
  tx
    .selectOwn('dossier')
    .innerJoin('person', (join) =>
      join.onRef('person.institution_id', '=', 'dossier.institution_id').onRef('person.id', '=', 'dossier.person_id'),
    )
    .select(['dossier.id', 'reference_code as referenceCode', 'person.name as personName'])
    .where('registered_on', '=', day)
    .where('opening_run_id', 'is', null)
    .where('custody_state', '=', 'awaitingShelf')
    .orderBy('dossier.id')
    .limit(limit)
    .execute();

/** Says where a dossier was before, unless that is known; false when it is. */
export async function fillPreviousInstitution(tx: Scoped, dossierId: string, previousInstitution: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .update('dossier')
    .set({ previous_institution: previousInstitution, version: sql`version + 1` })
    .where('id', '=', dossierId)
    .where('previous_institution', '=', '')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Which of these reference codes are in use. */
export async function findUsedCodes(tx: Scoped, codes: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectOwn('dossier')
    .select('reference_code as code')
    .where(sql<boolean>`reference_code = any (${sql.val([...codes])}::text[])`)
    .execute();
  return new Set(rows.map(({ code }) => code));
}

/** Dossiers registered on `day` and not void, oldest first, with their volumes counted: the lines of a day's list. */
export const findRegisteredOn = (tx: Scoped, day: string, limit: number) =>
  listed(tx)
    .select(
      sql<number>`(select count(*)::int from volume v where v.institution_id = dossier.institution_id and v.dossier_id = dossier.id)`.as(
        'volumeCount',
      ),
    )
    .where('registered_on', '=', day)
    .where('custody_state', '<>', 'voided')
    .orderBy('dossier.id')
    .limit(limit)
    .execute();

/** The day on which the parcel of a dossier was signed for, as its registration has it; null without a parcel. */
export async function signedOnOf(tx: Scoped, dossierId: string): Promise<string | null> {
  const row = await tx
    .selectOwn('ledger_event')
    .select(sql<string | null>`data ->> 'signedOn'`.as('signedOn'))
    .where('dossier_id', '=', dossierId)
    .where('type', '=', 'dossier.registered')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  return row?.signedOn ?? null;
}

export const findNames = (tx: Scoped, ids: readonly string[]) =>
  listed(tx)
    .clearSelect()
    .select(['dossier.id', 'reference_code as referenceCode', 'person.name as personName'])
    .where('dossier.id', 'in', [...ids])
    .execute();

/** Other dossiers of the same person, newest first: those before a re-entry (再次转入), and of the other kind. */
export const findOthersOf = (tx: Scoped, personId: string, dossierId: string) =>
  listed(tx)
    .clearSelect()
    .select(['dossier.id', 'reference_code as referenceCode', sql<CustodyState>`custody_state`.as('custodyState')])
    .where('person_id', '=', personId)
    .where('dossier.id', '<>', dossierId)
    .orderBy('dossier.id', 'desc')
    .limit(20)
    .execute();
