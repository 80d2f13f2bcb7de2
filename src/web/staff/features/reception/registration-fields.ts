import { normaliseIdNumber, readResidentId } from '../../../../core/codes/id-number.ts';
import type { Issue } from '../../../../core/problem.ts';
import type { DossierKind } from '../../../../core/scope.ts';
import { dayOf } from '../../../../core/time.ts';
import { checkPerson, type PersonInput, storedIdNumber } from '../../../../modules/holdings/rules.ts';
import { checkListedName } from '../../../../modules/reception/rules.ts';
import type { Fields } from '../../parts/useOperationForm.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const personOf = (fields: Fields): Fields => (fields['person'] as Fields | undefined) ?? {};

/** A form before anybody is typed in. */
export const blank: Fields = {
  person: { idType: 'resident-id' },
  ...{ kind: 'floating' satisfies DossierKind, custody: 'individual', principalCount: '1', counterpartCount: '0', completesParcel: true },
};

/** What the next dossier of the same parcel most likely has too. */
export function carriedOver(fields: Fields): Fields {
  const { kind, custody, depositorId, previousInstitution, inReason } = fields;
  const { identity, school } = personOf(fields);
  const nobody = Object.fromEntries(Object.keys(personOf(fields)).map((field) => [field, undefined])); // a form merges, so each is said
  const person = { ...nobody, idType: 'resident-id', identity, school };
  return { ...blank, person, kind, custody, depositorId, previousInstitution, inReason };
}

/** From the fields to what `registerDossier` takes. */
export function toRegistration(fields: Fields, parcelId: string | undefined, withReason: boolean): Fields {
  const { person: _person, reason, depositorId, ...rest } = fields;
  const { formerNames, ...person } = personOf(fields);
  return {
    ...rest,
    parcelId,
    person: { ...person, formerNames: namesIn(formerNames) },
    ...(fields['custody'] === 'unit' ? { depositorId } : {}),
    principalCount: Number(text(rest['principalCount'])),
    counterpartCount: Number(text(rest['counterpartCount'])),
    ...(withReason ? { reason } : {}),
  };
}

/** Former names as they are typed: apart by 、 or commas or spaces. */
export const namesIn = (value: unknown): string[] =>
  text(value)
    .split(/[、，,\s]+/)
    .filter((name) => name !== '');

/** All that the rules say of the fields as they stand. */
export function checkRegistration(fields: Fields): Issue[] {
  const person = personOf(fields);
  const filled = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== '' && value !== undefined));
  const given = { idType: 'resident-id', ...filled, name: text(person['name']), idNumber: text(person['idNumber']) } as PersonInput;
  const needed = fields['custody'] === 'unit' && !fields['depositorId'];
  return [
    ...checkPerson(given, dayOf(new Date())),
    ...checkListedName(text(fields['listedName']) || undefined, given.name),
    ...(needed ? [{ path: 'depositorId', message: '单位委托存档须选择有效的委托存档单位', rule: 'R13' }] : []),
  ];
}

/** While typing, a number that is not yet whole is not yet wrong. */
export function checkWhileTyping(fields: Fields): Issue[] {
  const { idNumber, idType, name } = personOf(fields);
  const isWhole = idType !== 'resident-id' || normaliseIdNumber(text(idNumber)).length >= 18;
  return checkRegistration(fields).filter(
    ({ path }) => (isWhole || path !== 'person.idNumber') && (path !== 'listedName' || text(name) !== '') && path !== 'depositorId',
  );
}

/** The birth date and sex that a whole and valid resident ID says; undefined otherwise. */
export function readId(fields: Fields): { birthOn: string; sex: string } | undefined {
  const { idNumber, idType } = personOf(fields);
  if (idType !== 'resident-id') return undefined;
  const read = readResidentId(storedIdNumber('resident-id', text(idNumber)), dayOf(new Date()));
  return read.fault === undefined ? { birthOn: read.birthOn, sex: read.sex } : undefined;
}
