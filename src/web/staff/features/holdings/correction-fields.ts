import type { PersonInput } from '../../../../modules/holdings/rules.ts';
import type { Fields } from '../../parts/useOperationForm.ts';
import { namesIn } from '../reception/registration-fields.ts';
import type { Dossier } from './useDossier.ts';

type Person = Dossier['person'];

const plain = ['name', 'idType', 'sex', 'birthOn', 'ethnicity', 'politicalStatus', 'education', 'degree'] as const;
const more = ['graduatedOn', 'school', 'employer', 'identity', 'email'] as const;
/** Days that are emptied are said by name: an empty text is no day. */
const days: readonly string[] = ['birthOn', 'graduatedOn'];

/** The fields as they stand. ID number and phone are masked to the browser, so they begin empty, and empty leaves them. */
export const fieldsOf = (person: Person): Fields => ({
  ...Object.fromEntries([...plain, ...more].map((field) => [field, person[field] ?? ''])),
  ...(person.idType === 'none' ? { idType: 'resident-id' } : {}),
  ...{ formerNames: person.formerNames.join('、'), idNumber: '', phone: '' },
});

/** What differs from how it stood when the form was opened. */
export function changesIn(initial: Fields, fields: Fields): Fields {
  const changes: Fields = {};
  for (const field of [...plain, ...more, 'idNumber', 'phone']) {
    const value = String(fields[field] ?? '').trim();
    if (value !== initial[field]) changes[field] = value;
  }
  if (String(fields['formerNames'] ?? '') !== initial['formerNames']) changes['formerNames'] = namesIn(fields['formerNames']);
  return changes;
}

/** The person with the changes laid over, for the rules. A number that is not changed is not judged. */
export function personWith(person: Person, changes: Fields): PersonInput {
  const stands = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
  const standing = person.idType === 'none' ? 'resident-id' : person.idType;
  const idType = changes['idNumber'] === undefined ? 'none' : standing;
  const given = Object.fromEntries(Object.entries(changes).filter(([field, value]) => value !== '' || !days.includes(field)));
  const cleared = Object.fromEntries(clearedIn(changes).map((field) => [field, undefined]));
  return { ...stands, ...given, ...cleared, ...(idType === 'none' ? { idType } : { idType: changes['idType'] ?? idType }) } as PersonInput;
}

/** What was emptied, as a blank: forms leave out what is empty, and the contract trims a blank to nothing. Days are left to `clearedIn`. */
export const emptied = (changes: Fields): Fields =>
  Object.fromEntries(
    Object.entries(changes)
      .filter(([field, value]) => value !== '' || !days.includes(field))
      .map(([field, value]) => [field, value === '' ? ' ' : value]),
  );

/** The days that were emptied. */
export const clearedIn = (changes: Fields): string[] => days.filter((field) => changes[field] === '');
