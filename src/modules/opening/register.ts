import type { DossierKind } from '../../core/scope.ts';
import type { Scoped } from '../../platform/scoped.ts';
import * as holdings from '../holdings/index.ts';
import { birthFromId } from '../holdings/rules.ts';
import { findShelvesAt, lockShelves } from '../stackroom/index.ts';
import { type Register, referenceCodeOf, type Shelf, type Terms } from './rules/judge.ts';
import type { Taken } from './rules/places.ts';
import type { Entry } from './rules/read-row.ts';

/** The levels that rows name, and what stands on them. `isLocked`: until commit nobody else gives a place there. */
export async function readShelves(tx: Scoped, entries: readonly Entry[], isLocked = false) {
  const addresses = [...new Set(entries.flatMap(({ places }) => places.map(({ shelf }) => shelf)))];
  const found = addresses.length === 0 ? [] : await (isLocked ? lockShelves : findShelvesAt)(tx, addresses);
  const shelves: ReadonlyMap<string, Shelf> = new Map(found.map((shelf) => [shelf.address, shelf]));
  const taken: Taken = await holdings.findTaken(
    tx,
    found.map(({ id }) => id),
  );
  return { shelves, taken };
}

/** What the register says about some rows, in a handful of queries however many they are. */
export async function readRegister(
  tx: Scoped,
  entries: readonly Entry[],
  terms: Terms,
  { shelves, kinds }: { shelves: ReadonlyMap<string, Shelf>; kinds: readonly DossierKind[] },
): Promise<Register> {
  const numbers = entries.flatMap(({ idKey, person }) =>
    idKey === undefined ? [] : [{ idType: person.idType, idNumber: idKey.slice(person.idType.length + 1) }],
  );
  const people = entries.flatMap(({ person }) => {
    const birthOn = person.birthOn ?? birthFromId(person, terms.today);
    return birthOn === undefined ? [] : [{ name: person.name, birthOn }];
  });
  const units = entries.flatMap(({ depositor }) => depositor ?? []);
  return {
    standing: await holdings.findStandingPeople(tx, numbers),
    namesakes: await holdings.findNamesakes(tx, people),
    legacyHolders: await holdings.findLegacyHolders(
      tx,
      entries.flatMap(({ legacyKey }) => legacyKey ?? []),
    ),
    usedCodes: await holdings.findUsedCodes(
      tx,
      entries.flatMap((entry) => referenceCodeOf(entry, terms) ?? []),
    ),
    depositors:
      units.length === 0
        ? []
        : await holdings.findDepositorsLike(
            tx,
            [...new Set(units.map(({ name }) => name).filter((name) => name !== ''))],
            [...new Set(units.map(({ uscc }) => uscc).filter((uscc) => uscc !== ''))],
          ),
    shelves,
    kinds,
  };
}
