import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import type { LedgerEvent } from '../../core/event.ts';
import { type Issue, refuse } from '../../core/problem.ts';
import type { DossierKind } from '../../core/scope.ts';
import { dayOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import type { personInput } from './contract.ts';
import { nextReferenceCode } from './reference-codes.ts';
import {
  birthFromId,
  checkCustody,
  checkDuplicates,
  checkPerson,
  type custodies,
  resemblance,
  storedIdNumber,
  type volumeParts,
} from './rules.ts';
import * as depositorsStore from './store/depositors.ts';
import * as dossiersStore from './store/dossiers.ts';
import * as personsStore from './store/persons.ts';
import * as volumesStore from './store/volumes.ts';

type Person = z.output<typeof personInput>;

export type Registration = {
  person: Person;
  kind: DossierKind;
  custody: keyof typeof custodies;
  depositorId?: string | undefined;
  previousInstitution: string;
  inReason: string;
  parcel?: { id: string; signedOn: string } | undefined;
  missingNote?: string | undefined;
  remark?: string | undefined;
  volumes: Readonly<Partial<Record<keyof typeof volumeParts, number>>>;
  /** Why warnings may be passed. */
  reason?: string | undefined;
};

/**
 * Enters a person and a dossier with its volumes into the register (登记), with the next reference code of the centre.
 * `found` are issues that the caller saw; all are thrown together with those seen here.
 * @throws rule_broken, needs_reason
 */
export async function registerDossier({ tx, actor, now }: Context, input: Registration, found: readonly Issue[], unitCode: string) {
  const today = dayOf(now);
  const row = personRow(input.person, today);
  const depositor = input.depositorId ? await depositorsStore.getDepositor(tx, input.depositorId) : undefined;
  const issues = [...found, ...checkPerson(input.person, today), ...checkCustody(input.custody, depositor)];
  refuse(issues.filter((issue) => issue.severity !== 'warning')); // a number that can't be one must not be looked up, nor its row made
  const person = await personsStore.insertOrLockPerson(tx, newId(), row, now);
  issues.push(...checkDuplicates(input.person, await findKnown(tx, person, input)));
  refuse(issues, input.reason);
  const warnings = issues.map((issue) => issue.rule ?? issue.path);

  const dossier = {
    ...{ id: newId(), personId: person.id, kind: input.kind, referenceCode: await nextReferenceCode(tx, input.kind, unitCode, today) },
    ...{
      custody: input.custody,
      depositorId: depositor?.id ?? null,
      previousInstitution: input.previousInstitution,
      inReason: input.inReason,
    },
    ...{ parcelId: input.parcel?.id ?? null, missingNote: input.missingNote || null, remark: input.remark || null },
    ...{ registeredOn: today, registeredAt: now, registeredBy: actor.userId },
  };
  await dossiersStore.insertDossier(tx, dossier);
  const volumes = volumesOf(dossier, input.volumes);
  await volumesStore.insertVolumes(tx, volumes);
  const reason = input.reason?.trim() || null;
  const registered: LedgerEvent = {
    ...{
      type: 'dossier.registered',
      occurredAt: now,
      dossierId: dossier.id,
      subject: { kind: 'dossier', id: dossier.id },
      dims: { kind: input.kind },
    },
    data: {
      personId: person.id,
      parcelId: dossier.parcelId,
      signedOn: input.parcel?.signedOn ?? null,
      volumeCount: volumes.length,
      reason,
    },
    rows: [{ table: 'dossier', id: dossier.id }, ...volumes.map(({ id }) => ({ table: 'volume', id }))],
  };
  const events = [...(await enterPerson(tx, person, row, { dossierId: dossier.id, warnings, reason, now })), registered] as const;
  const barcodes = volumes.map(({ barcode }) => barcode);
  return { dossierId: dossier.id, referenceCode: dossier.referenceCode, personId: person.id, barcodes, events };
}

/** Also of people who are known without a number: `idType` none. */
type KnownPerson = Omit<Person, 'idType'> & { idType: string };

/** The columns of a person as the desk, or an old list, gave them. */
export function personRow(person: KnownPerson, today: string): personsStore.PersonRow {
  const { idType, idNumber } = person;
  const stored = storedIdNumber(idType, idNumber);
  const text = (value: string | undefined) => value || null;
  return {
    ...{ name: person.name, former_names: person.formerNames, ...pinyinOf(person.name), id_type: idType, id_number: stored },
    id_number_written: /^\d{15}$/.test(idNumber.trim()) ? idNumber.trim() : null,
    birth_on: person.birthOn ?? birthFromId(person, today) ?? null,
    sex: person.sex || sexFromId(idType, stored),
    ...{
      ethnicity: text(person.ethnicity),
      political_status: text(person.politicalStatus),
      education: text(person.education),
      degree: text(person.degree),
    },
    ...{
      graduated_on: text(person.graduatedOn),
      school: text(person.school),
      employer: text(person.employer),
      identity: text(person.identity),
    },
    ...{ phone: text(person.phone), email: text(person.email) },
  };
}

type Standing = Awaited<ReturnType<typeof personsStore.insertOrLockPerson>>;

async function findKnown(tx: Context['tx'], person: Standing, input: Registration) {
  const active = person.isNew ? undefined : await dossiersStore.findActiveCode(tx, person.id, input.kind);
  const bornAlike = person.birth_on ? await personsStore.findBornOn(tx, person.birth_on, person.id) : [];
  const { name, formerNames } = input.person;
  const self = { name, formerNames, pinyin: pinyinOf(name).pinyin };
  const lookalikes = bornAlike.flatMap(({ code, ...other }) => {
    const how = resemblance(self, other);
    return how === undefined ? [] : [{ code, how }];
  });
  return { activeCode: active?.code, registeredName: person.isNew ? undefined : person.name, lookalikes: lookalikes.slice(0, 5) };
}

/** A person seen before keeps what is known; what the desk now adds or changes is written and said. */
async function enterPerson(
  tx: Context['tx'],
  person: Standing,
  row: personsStore.PersonRow,
  { dossierId, warnings, reason, now }: { dossierId: string; warnings: string[]; reason: string | null; now: Date },
): Promise<LedgerEvent[]> {
  const fact = { occurredAt: now, dossierId, subject: { kind: 'person', id: person.id }, rows: [{ table: 'person', id: person.id }] };
  if (person.isNew) return [{ ...fact, type: 'person.registered', data: { warnings, reason } }];
  const fields = (Object.keys(row) as (keyof personsStore.PersonRow)[]).filter((field) => {
    const value = row[field];
    return value !== null && !(Array.isArray(value) && value.length === 0) && String(value) !== String(person[field]);
  });
  if (fields.length === 0) return [];
  await personsStore.updatePerson(tx, person.id, person.version, Object.fromEntries(fields.map((field) => [field, row[field]])));
  return [{ ...fact, type: 'person.updated', data: { fields } }];
}

const sexFromId = (idType: string, idNumber: string): string => {
  if (idType !== 'resident-id') return '9';
  return Number(idNumber[16]) % 2 === 1 ? '1' : '2';
};

function volumesOf({ id, referenceCode }: { id: string; referenceCode: string }, counts: Registration['volumes']) {
  const parts = (['principal', 'counterpart'] as const).flatMap((part) =>
    Array.from({ length: counts[part] ?? 0 }, (_, i) => ({ part, number: i + 1 })),
  );
  return parts.map((volume, i) => ({ id: newId(), dossierId: id, ...volume, barcode: `${referenceCode}-${i + 1}` }));
}
