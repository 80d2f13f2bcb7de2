import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import type { Context } from '../../../platform/house.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { checkTwoSides, choosePosition, placeAddress, readAddress } from '../rules.ts';
import * as store from '../store.ts';

export const findWaiting = answer(contract.findWaiting, async ({ tx }, { state, after, limit }) => {
  const rows = await holdings.findWaiting(tx, state, after, limit + 1);
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.flatMap(({ handedOverBy }) => handedOverBy ?? []),
  );
  const volumes = page.map((row) => ({
    ...row,
    handedOverBy: row.handedOverBy && names(row.handedOverBy),
    handedOverAt: row.handedOverAt?.toISOString() ?? null,
  }));
  return { volumes, next: rows.length > limit ? (volumes.at(-1)?.id ?? null) : null };
});

export const handOver = implement(contract.handOver, async ({ tx, actor, now }, { volumeIds }) => {
  const volumes = await lockIn(tx, volumeIds, 'registered', '不是待移交状态');
  for (const { id } of volumes) await holdings.updateVolume(tx, id, { state: 'handedOver', handedOverBy: actor.userId, handedOverAt: now });
  const events = await Promise.all(
    volumes.map(async (volume) => fact('volume.handedOver', volume, now, { signedOn: await signedOn(tx, volume) })),
  );
  return { result: { handedOverCount: volumes.length }, events: atLeastOne(events) };
});

export const refuseHandOver = implement(contract.refuseHandOver, async ({ tx, now }, { volumeIds, reason }) => {
  const volumes = await lockIn(tx, volumeIds, 'handedOver', '不是待接收状态');
  for (const { id } of volumes) await holdings.updateVolume(tx, id, { state: 'registered', handedOverBy: null, handedOverAt: null });
  const events = volumes.map((volume) => fact('volume.handOverRefused', volume, now, { reason }, volume.handedOverBy));
  return { result: { refusedCount: volumes.length }, events: atLeastOne(events) };
});

export const shelve = implement(contract.shelve, async ({ tx, actor, now }, { places }) => {
  const ids = new Map(
    (
      await holdings.findVolumeIds(
        tx,
        places.map(({ barcode }) => barcode),
      )
    ).map(({ id, barcode }) => [barcode, id]),
  );
  const unknown: Issue[] = places
    .filter(({ barcode }) => !ids.has(barcode))
    .map(({ barcode }) => ({ path: 'places', message: `没有条码为 ${barcode} 的卷` }));
  const twice = places.filter(({ barcode }, i) => places.findIndex((place) => place.barcode === barcode) !== i);
  refuse([...unknown, ...twice.map(({ barcode }) => ({ path: 'places', message: `卷 ${barcode} 扫了两次，请删去一行` }))]);
  const volumes = await lockIn(tx, [...ids.values()], 'handedOver', '前台尚未移交，库房不能接收', 'R28');
  const byCode = new Map(volumes.map((volume) => [volume.barcode, volume]));
  const wanted = places.flatMap(({ barcode, address }) => ({ volume: byCode.get(barcode) as holdings.VolumeRow, address }));
  const issues = volumes.flatMap(({ barcode, handedOverBy }) => checkTwoSides(barcode, handedOverBy, actor.userId));
  const chosen = await choosePlaces({ tx }, wanted, issues);
  refuse(issues);
  const events: LedgerEvent[] = [];
  for (const { volume, place } of chosen) {
    await holdings.updateVolume(tx, volume.id, { state: 'shelved', place });
    const data = { shelfId: place.shelfId, position: place.position, address: place.address, signedOn: await signedOn(tx, volume) };
    events.push(fact('volume.shelved', volume, now, data, volume.handedOverBy));
  }
  await holdings.markInStore(tx, [...new Set(chosen.map(({ volume }) => volume.dossierId))]);
  return {
    result: { shelved: chosen.map(({ volume, place }) => ({ barcode: volume.barcode, address: place.address })) },
    events: atLeastOne(events),
  };
});

export const moveVolume = implement(contract.moveVolume, async ({ tx, now }, { barcode, address }) => {
  const [found] = await holdings.findVolumeIds(tx, [barcode]);
  if (!found) throw new Problem('not_found', `volume ${barcode}`, [{ path: 'barcode', message: `没有条码为 ${barcode} 的卷` }]);
  const [volume] = await lockIn(tx, [found.id], 'shelved', '不在库，不能移位');
  if (!volume?.shelfId || volume.position === null) throw new Error(`shelved volume ${found.id} has no place`);
  const issues: Issue[] = [];
  const [chosen] = await choosePlaces({ tx }, [{ volume, address }], issues);
  refuse(issues);
  if (!chosen) throw new Error('no place chosen and no issue');
  await holdings.updateVolume(tx, volume.id, { state: 'shelved', place: chosen.place });
  const { shelfId, position } = chosen.place;
  const data = { fromShelfId: volume.shelfId, fromPosition: volume.position, shelfId, position, address: chosen.place.address };
  return { result: { barcode, address: chosen.place.address }, events: [fact('volume.moved', volume, now, data)] };
});

type Wanted = { volume: holdings.VolumeRow; address: string };

/** A place for each volume, in the order asked; the levels stay locked until commit, so that no place is given twice. */
async function choosePlaces({ tx }: Pick<Context, 'tx'>, wanted: readonly Wanted[], issues: Issue[]) {
  const read = wanted.map(({ volume, address }) => ({ volume, address, at: readAddress(address) }));
  const shelves = new Map(
    (await store.lockShelves(tx, [...new Set(read.flatMap(({ at }) => at?.shelf ?? []))])).map((shelf) => [shelf.address, shelf]),
  );
  const taken = await holdings.findTaken(
    tx,
    [...shelves.values()].map(({ id }) => id),
  );
  const chosen: { volume: holdings.VolumeRow; place: { shelfId: string; position: number; address: string } }[] = [];
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

/** Locks volumes that must all be in `state`. @throws not_found, rule_broken with every one that is not */
async function lockIn(tx: Scoped, ids: readonly string[], state: holdings.VolumeRow['state'], complaint: string, rule?: string) {
  const unique = [...new Set(ids)];
  const volumes = await holdings.lockVolumes(tx, unique);
  if (volumes.length < unique.length) throw new Problem('not_found', 'volumes missing');
  const wrong = volumes.filter((volume) => volume.state !== state);
  refuse(wrong.map(({ barcode }) => ({ path: 'volumeIds', message: `卷 ${barcode} ${complaint}`, ...(rule ? { rule } : {}) })));
  return volumes;
}

const signedOn = (tx: Scoped, volume: holdings.VolumeRow) => holdings.signedOnOf(tx, volume.dossierId);

const fact = (
  type: string,
  volume: holdings.VolumeRow,
  now: Date,
  data: Record<string, unknown>,
  witnessId?: string | null,
): LedgerEvent => ({
  ...{ type, occurredAt: now, dossierId: volume.dossierId, subject: { kind: 'volume', id: volume.id }, data },
  ...(witnessId ? { witnessId } : {}),
  rows: [
    { table: 'volume', id: volume.id },
    { table: 'dossier', id: volume.dossierId },
  ],
});

function atLeastOne(events: readonly LedgerEvent[]): [LedgerEvent, ...LedgerEvent[]] {
  const [first, ...rest] = events;
  if (!first) throw new Error('an act on no volume');
  return [first, ...rest];
}
