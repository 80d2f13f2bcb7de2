import type { z } from 'zod';
import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { implement } from '../../../platform/run.ts';
import * as contract from '../contract.ts';
import { personRow } from '../registration.ts';
import { checkPerson, isUnsaid } from '../rules.ts';
import * as dossiersStore from '../store/dossiers.ts';
import * as personsStore from '../store/persons.ts';

/** 姓名与证件号: a mistake in these counts as 错登. */
const KEY_FIELDS = new Set(['name', 'id_type', 'id_number']);

export const correctPerson = implement(contract.correctPerson, async ({ tx, now }, { dossierId, changes, cleared, version, reason }) => {
  const person = await personsStore.lockPersonOf(tx, dossierId);
  const dossier = await dossiersStore.lockDossier(tx, dossierId);
  if (!person || !dossier) throw new Problem('not_found', `dossier ${dossierId}`);
  if (person.version !== version)
    throw new Problem('conflict', 'stale version', [{ path: 'version', message: '打开后已被他人更改，请刷新后重新填写' }]);
  const today = dayOf(now);
  const merged = merge(person, changes, cleared);
  const row = personRow(merged, today);
  const issues: Issue[] = checkPerson(merged, today).filter(({ path }) => path.replace('person.', '') in changes);
  const holder = row.id_number === '' ? undefined : await personsStore.findByIdNumber(tx, row.id_type, row.id_number);
  if (holder && holder.id !== person.id)
    issues.push({ path: 'person.idNumber', message: `此证件号已登记为“${holder.name}”，不能改为同一号码`, rule: 'R6' });
  refuse(issues, reason);
  const fields = (Object.keys(row) as (keyof personsStore.PersonRow)[]).filter((field) => String(row[field]) !== String(person[field]));
  if (fields.length === 0)
    throw new Problem('rule_broken', 'nothing changed', [{ path: 'changes', message: '没有任何一项与现有登记不同' }]);
  await personsStore.updatePerson(tx, person.id, version, row);
  const corrected: LedgerEvent = {
    ...{
      type: 'person.corrected',
      occurredAt: now,
      dossierId,
      subject: { kind: 'person', id: person.id },
      rows: [{ table: 'person', id: person.id }],
    },
    ...{ dims: { kind: dossier.kind }, data: { fields, isKey: fields.some((field) => KEY_FIELDS.has(field)), reason } },
  };
  return { result: { changedFields: fields }, events: [corrected] };
});

type Changes = z.output<typeof contract.correctPerson.input>['changes'];

/** The person as registered, with the changes laid over; the form of the desk. */
function merge(
  person: NonNullable<Awaited<ReturnType<typeof personsStore.lockPersonOf>>>,
  changes: Changes,
  cleared: readonly string[],
): Parameters<typeof personRow>[0] {
  const stands = { ...personsStore.detailsOf(person), idType: person.id_type, idNumber: person.id_number };
  const wanted = Object.entries(changes).filter(([, value]) => value !== undefined);
  const isUnnumbered = person.id_type === 'none';
  // a number that was missing brings what it says of the person, unless that is known; without one a type means nothing
  const isFilledIn = isUnnumbered && changes.idNumber !== undefined;
  const filled = isFilledIn ? { idType: 'resident-id', ...(isUnsaid(person.sex) ? { sex: undefined } : {}) } : {};
  const given = Object.fromEntries(wanted.filter(([field]) => field !== 'idType' || !isUnnumbered || isFilledIn));
  const merged = { ...stands, ...filled, ...given, ...Object.fromEntries(cleared.map((day) => [day, undefined])) };
  return Object.fromEntries(Object.entries(merged).map(([field, value]) => [field, value ?? undefined])) as Parameters<typeof personRow>[0];
}

/** What the opening list did not say of a dossier is said once; from then on it stands. */
export const completeDossier = implement(contract.completeDossier, async ({ tx, now }, { dossierId, previousInstitution, reason }) => {
  const dossier = await dossiersStore.lockDossier(tx, dossierId);
  if (!dossier) throw new Problem('not_found', `dossier ${dossierId}`);
  if (!(await dossiersStore.fillPreviousInstitution(tx, dossierId, previousInstitution)))
    throw new Problem('conflict', 'known already', [{ path: 'previousInstitution', message: '原存档单位已有登记，请刷新核对' }]);
  const completed: LedgerEvent = {
    ...{ type: 'dossier.completed', occurredAt: now, dossierId, subject: { kind: 'dossier', id: dossierId } },
    ...{ dims: { kind: dossier.kind }, data: { fields: ['previousInstitution'], reason }, rows: [{ table: 'dossier', id: dossierId }] },
  };
  return { result: {}, events: [completed] };
});
