import type { PersonInput } from '../../../../modules/holdings/rules.ts';
import type { Fields } from '../../parts/useOperationForm.ts';
import { namesIn } from '../reception/registration-fields.ts';
import type { Dossier } from './useDossier.ts';

type Person = Dossier['person'];

const plain = ['name', 'idType', 'sex', 'birthOn', 'ethnicity', 'politicalStatus', 'education', 'degree'] as const;
const more = ['graduatedOn', 'school', 'employer', 'identity', 'email'] as const;
/** Days cannot be taken away, only changed: the contract knows no empty day. */
const days: readonly string[] = ['birthOn', 'graduatedOn'];

/** The fields as they stand. ID number and phone are masked to the browser, so they begin empty, and empty leaves them. */
export const fieldsOf = (person: Person): Fields => ({
  ...Object.fromEntries([...plain, ...more].map((field) => [field, person[field] ?? ''])),
  ...{ formerNames: person.formerNames.join('、'), idNumber: '', phone: '' },
});

/** What differs from how it stood when the form was opened. */
export function changesIn(initial: Fields, fields: Fields): Fields {
  const changes: Fields = {};
  for (const field of [...plain, ...more, 'idNumber', 'phone']) {
    const value = String(fields[field] ?? '').trim();
    if (value !== initial[field] && !(value === '' && days.includes(field))) changes[field] = value;
  }
  if (String(fields['formerNames'] ?? '') !== initial['formerNames']) changes['formerNames'] = namesIn(fields['formerNames']);
  return changes;
}

/** The person with the changes laid over, for the rules. A number that is not changed is not judged. */
export function personWith(person: Person, changes: Fields): PersonInput {
  const stands = Object.fromEntries(Object.entries(person).filter(([, value]) => value !== null));
  const idType = changes['idNumber'] === undefined ? 'other' : person.idType;
  return { ...stands, idType, ...changes } as PersonInput;
}

/** What was emptied, as a blank: forms leave out what is empty, and the contract trims a blank to nothing. */
export const emptied = (changes: Fields): Fields =>
  Object.fromEntries(Object.entries(changes).map(([field, value]) => [field, value === '' ? ' ' : value]));
