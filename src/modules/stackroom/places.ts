import type { Issue } from '../../core/problem.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { findTaken } from '../holdings/index.ts';
import { choosePosition, placeAddress, readAddress } from './rules.ts';
import * as store from './store.ts';

type Wanted<V> = { volume: V; address: string };
type Place = { shelfId: string; position: number; address: string };

/** A place for each volume, in the order asked; the levels stay locked until commit, so that no place is given twice. */
export async function choosePlaces<V>(tx: Scoped, wanted: readonly Wanted<V>[], issues: Issue[]) {
  const read = wanted.map(({ volume, address }) => ({ volume, address, at: readAddress(address) }));
  const shelves = new Map(
    (await store.lockShelves(tx, [...new Set(read.flatMap(({ at }) => at?.shelf ?? []))])).map((shelf) => [shelf.address, shelf]),
  );
  const taken = await findTaken(
    tx,
    [...shelves.values()].map(({ id }) => id),
  );
  const chosen: { volume: V; place: Place }[] = [];
  for (const { volume, address, at } of read) {
    const shelf = at && shelves.get(at.shelf);
    if (!shelf) {
      issues.push({ path: 'places', message: `库位 ${address} 不存在，请核对库位标签` });
      continue;
    }
    const positions = taken.get(shelf.id) ?? new Set<number>();
    const choice = choosePosition(shelf, positions, at.position);
    if ('issue' in choice) issues.push(choice.issue);
    else {
      taken.set(shelf.id, positions.add(choice.position));
      chosen.push({
        volume,
        place: { shelfId: shelf.id, position: choice.position, address: placeAddress(shelf.address, choice.position) },
      });
    }
  }
  return chosen;
}
