import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { atLeastOne, volumeFact } from '../facts.ts';
import { moveTo } from '../moves.ts';
import { choosePlaces } from '../places.ts';
import { checkTwoSides } from '../rules.ts';
import { checkScanned } from '../volumes.ts';

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
  for (const { id } of volumes) await holdings.updateVolume(tx, id, 'handOver', { handedOverBy: actor.userId, handedOverAt: now });
  const events = await Promise.all(
    volumes.map(async (volume) => volumeFact('volume.handedOver', volume, now, { signedOn: await signedOn(tx, volume) })),
  );
  return { result: { handedOverCount: volumes.length }, events: atLeastOne(events) };
});

export const refuseHandOver = implement(contract.refuseHandOver, async ({ tx, now }, { volumeIds, reason }) => {
  const volumes = await lockIn(tx, volumeIds, 'handedOver', '不是待接收状态');
  for (const { id } of volumes) await holdings.updateVolume(tx, id, 'refuse', { handedOverBy: null, handedOverAt: null });
  const events = volumes.map((volume) => volumeFact('volume.handOverRefused', volume, now, { reason }, { witnessId: volume.handedOverBy }));
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
  refuse(
    checkScanned(
      places.map(({ barcode }) => barcode),
      new Set(ids.keys()),
      'places',
    ),
  );
  const volumes = await lockIn(tx, [...ids.values()], 'handedOver', '前台尚未移交，库房不能接收', 'R28');
  const byCode = new Map(volumes.map((volume) => [volume.barcode, volume]));
  const wanted = places.flatMap(({ barcode, address }) => ({ volume: byCode.get(barcode) as holdings.VolumeRow, address }));
  const issues = volumes.flatMap(({ barcode, handedOverBy }) => checkTwoSides(barcode, handedOverBy, actor.userId));
  const chosen = await choosePlaces(tx, wanted, issues);
  refuse(issues);
  const events: LedgerEvent[] = [];
  for (const { volume, place } of chosen) {
    await holdings.updateVolume(tx, volume.id, 'shelve', { place });
    const data = { shelfId: place.shelfId, position: place.position, address: place.address, signedOn: await signedOn(tx, volume) };
    events.push(volumeFact('volume.shelved', volume, now, data, { witnessId: volume.handedOverBy }));
  }
  await holdings.moveCustody(
    tx,
    chosen.map(({ volume }) => volume.dossierId),
    'shelve',
  );
  return {
    result: { shelved: chosen.map(({ volume, place }) => ({ barcode: volume.barcode, address: place.address })) },
    events: atLeastOne(events),
  };
});

export const moveVolume = implement(contract.moveVolume, async ({ tx, now }, { barcode, address }) => {
  const [found] = await holdings.findVolumeIds(tx, [barcode]);
  if (!found) throw new Problem('not_found', `volume ${barcode}`, [{ path: 'barcode', message: `没有条码为 ${barcode} 的卷` }]);
  const [volume] = await lockIn(tx, [found.id], 'shelved', '不在库，不能移位');
  if (!volume) throw new Error(`volume ${found.id} went while it was locked`);
  const issues: Issue[] = [];
  const { moved, events } = await moveTo(tx, now, [{ volume, address }], issues);
  refuse(issues);
  return { result: { barcode, address: moved[0]?.address ?? '' }, events: atLeastOne(events) };
});

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
