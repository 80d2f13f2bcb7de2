import type { LedgerEvent } from '../../core/event.ts';
import type { Issue } from '../../core/problem.ts';
import type { Scoped } from '../../platform/scoped.ts';
import * as holdings from '../holdings/index.ts';
import { volumeFact } from './facts.ts';
import { choosePlaces } from './places.ts';

type Wanted = { volume: holdings.VolumeRow; address: string };

/**
 * Moves locked volumes that stand on a shelf; one event each, with `reason` where one was given. What cannot be placed becomes an
 * issue and stays where it is.
 */
export async function moveTo(tx: Scoped, now: Date, wanted: readonly Wanted[], issues: Issue[], reason?: string) {
  const chosen = await choosePlaces(tx, wanted, issues);
  const events: LedgerEvent[] = [];
  const moved: { barcode: string; address: string }[] = [];
  for (const { volume, place } of chosen) {
    if (!volume.shelfId || volume.position === null) throw new Error(`shelved volume ${volume.id} has no place`);
    await holdings.updateVolume(tx, volume.id, 'move', { place });
    const data = { fromShelfId: volume.shelfId, fromPosition: volume.position, ...place, ...(reason ? { reason } : {}) };
    events.push(volumeFact('volume.moved', volume, now, data));
    moved.push({ barcode: volume.barcode, address: place.address });
  }
  return { moved, events };
}
