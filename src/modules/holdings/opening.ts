import { v7 as newId } from 'uuid';
import type { DossierKind } from '../../core/scope.ts';
import type { Context } from '../../platform/house.ts';
import { nextReferenceCodes } from './reference-codes.ts';
import { personRow } from './registration.ts';
import type { custodies, volumeParts } from './rules.ts';
import * as store from './store/opening.ts';
import type { PersonRow } from './store/persons.ts';

type Place = { shelfId: string; position: number; address: string };

/** One dossier of an opening list, judged already. */
export type Opening = {
  /** Of somebody who is registered; his row is left as it is. */
  knownPersonId: string | undefined;
  person: Parameters<typeof personRow>[0];
  kind: DossierKind;
  custody: keyof typeof custodies;
  depositorId: string | null;
  previousInstitution: string;
  legacyCode: string | null;
  /** The old number where it goes on as reference code. */
  referenceCode: string | undefined;
  digitalState: 'none' | 'awaitingMigration';
  condition: string;
  remark: string | null;
  volumes: readonly { part: keyof typeof volumeParts; number: number; place: Place | undefined }[];
};

type Opened = { dossierId: string; personId: string; isKnownPerson: boolean; volumeIds: string[] };
type Terms = { runId: string; asOf: string; unitCode: string };

/** Enters dossiers that stand on the shelves already, in few statements; the answer is in the order of `list`. */
export async function openDossiers({ tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>, terms: Terms, list: readonly Opening[]) {
  const codes = await codesFor(tx, terms, list);
  const people = new Map<string, PersonRow & { id: string }>();
  const opened: Opened[] = [];
  const dossiers: store.OpenedDossier[] = [];
  const volumes: store.OpenedVolume[] = [];
  for (const [index, opening] of list.entries()) {
    const { person, isNew } = personOf(opening, people, terms.asOf);
    const dossierId = newId();
    const referenceCode = codes[index] ?? '';
    const own = opening.volumes.map(({ part, number, place }, at) => ({
      ...{
        id: newId(),
        dossierId,
        part,
        number,
        barcode: `${referenceCode}-${at + 1}`,
        condition: opening.condition,
        place: place ?? null,
      },
    }));
    const isShelved = own.every(({ place }) => place !== null);
    dossiers.push({
      ...{ id: dossierId, personId: person, kind: opening.kind, referenceCode, legacyCode: opening.legacyCode, custody: opening.custody },
      ...{ depositorId: opening.depositorId, previousInstitution: opening.previousInstitution, remark: opening.remark },
      ...{ custodyState: isShelved ? 'inStore' : 'awaitingShelf', digitalState: opening.digitalState },
      ...{ registeredOn: terms.asOf, registeredAt: now, registeredBy: actor.userId },
    });
    volumes.push(...own);
    opened.push({ dossierId, personId: person, isKnownPerson: !isNew, volumeIds: own.map(({ id }) => id) });
  }
  await store.insertPersons(tx, [...people.values()], now);
  await store.insertOpenedDossiers(tx, terms.runId, dossiers);
  await store.insertOpenedVolumes(tx, volumes);
  return opened;
}

/** Two dossiers of one list may be of one person, a floating and a cadre's. */
function personOf({ knownPersonId, person }: Opening, people: Map<string, PersonRow & { id: string }>, today: string) {
  if (knownPersonId !== undefined) return { person: knownPersonId, isNew: false };
  const row = personRow(person, today);
  const id = newId();
  const key = row.id_number === '' ? id : `${row.id_type}/${row.id_number}`;
  const before = people.get(key);
  if (before) return { person: before.id, isNew: false };
  people.set(key, { id, ...row });
  return { person: id, isNew: true };
}

/** A reference code for each: its own, or the next by the pattern of its kind, in the order of the list. */
async function codesFor(tx: Context['tx'], { unitCode, asOf }: Terms, list: readonly Opening[]): Promise<string[]> {
  const next = new Map<DossierKind, string[]>();
  for (const kind of ['floating', 'cadre'] as const) {
    const count = list.filter((opening) => opening.kind === kind && opening.referenceCode === undefined).length;
    next.set(kind, count === 0 ? [] : (await nextReferenceCodes(tx, kind, unitCode, asOf, count)).reverse());
  }
  return list.map(({ kind, referenceCode }) => referenceCode ?? next.get(kind)?.pop() ?? '');
}
