import type { Issue } from '../../../core/problem.ts';
import { choosePosition, placeAddress } from '../../stackroom/rules.ts';
import type { Shelf } from './judge.ts';
import type { Entry, WantedPlace } from './read-row.ts';

/** Positions in use, by id of the level. */
export type Taken = ReadonlyMap<string, Set<number>>;
type Claims = ReadonlyMap<string, ReadonlySet<number>>;
export type Place = { shelfId: string; position: number; address: string };

/** Positions that rows name themselves, by address of the level: what only names a level must not take them. Pure. */
export function claimsOf(entries: readonly Entry[]): Claims {
  const claims = new Map<string, Set<number>>();
  for (const { shelf, position } of entries.flatMap(({ places }) => places))
    if (position !== undefined) claims.set(shelf, (claims.get(shelf) ?? new Set()).add(position));
  return claims;
}

/** What each volume of a row wants: its own place, or all of them the one level. Pure. */
export function wantedOf({ places, parts }: Entry): readonly WantedPlace[] {
  const [first] = places;
  return places.length === 1 && first && first.position === undefined ? parts.map(() => first) : places;
}

/**
 * A place for each volume of a row, in order; none where the list names none. `taken` grows by what is given. Where anything is wrong
 * nothing is taken.
 */
export function takePlaces(
  entry: Entry,
  shelves: ReadonlyMap<string, Shelf>,
  taken: Taken,
  claims: Claims,
): { places: Place[]; issues: Issue[] } {
  const chosen: Place[] = [];
  const issues = new Map<string, Issue>();
  for (const wanted of wantedOf(entry)) {
    const choice = choosePlace(wanted, shelves.get(wanted.shelf), { taken, claims, chosen });
    if ('issue' in choice) issues.set(choice.issue.message, choice.issue);
    else chosen.push(choice);
  }
  if (issues.size > 0) return { places: [], issues: [...issues.values()] };
  for (const { shelfId, position } of chosen) taken.get(shelfId)?.add(position);
  return { places: chosen, issues: [] };
}

type Known = { taken: Taken; claims: Claims; chosen: readonly Place[] };

function choosePlace(
  { shelf: address, position }: WantedPlace,
  shelf: Shelf | undefined,
  { taken, claims, chosen }: Known,
): Place | { issue: Issue } {
  if (!shelf) return { issue: { path: 'address', message: `库位 ${address} 不存在，请核对或先建架位`, rule: 'R26' } };
  const own = chosen.filter(({ shelfId }) => shelfId === shelf.id).map((place) => place.position);
  const reserved = position === undefined ? (claims.get(address) ?? []) : [];
  const choice = choosePosition(shelf, new Set([...(taken.get(shelf.id) ?? []), ...own, ...reserved]), position);
  if ('issue' in choice) return { issue: { ...choice.issue, path: 'address' } };
  return { shelfId: shelf.id, position: choice.position, address: placeAddress(shelf.address, choice.position) };
}
