import type { LedgerEvent } from '../../../core/event.ts';
import type { InputOf } from '../../../core/operation.ts';
import { type Issue, Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import type { Context } from '../../../platform/house.ts';
import { implement } from '../../../platform/run.ts';
import { unitCode } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import { checkExpectation, storedIdNumber } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { checkChannel, checkListedName } from '../rules.ts';
import * as store from '../store.ts';
import { complete, lockOpen } from './parcels.ts';
import { openRow, settleRow, unsettleRow } from './roll-rows.ts';

export const registerDossier = implement(contract.registerDossier, async (context, input) => {
  const { tx, now } = context;
  const parcel = input.parcelId ? await lockOpen(tx, input.parcelId) : undefined;
  const row = input.rollRow ? await openRow(tx, input.rollRow.rollId, input.rollRow.number) : undefined;
  const found = [...(row?.issues ?? []), ...(await findFaults(context, input, parcel, row?.name))];
  const idNumber = storedIdNumber(input.person.idType, input.person.idNumber);
  const letterNumber = input.letterNumber?.toUpperCase();
  const expected = letterNumber ? await holdings.lockExpectation(tx, letterNumber) : await holdings.lockExpectationOf(tx, idNumber);
  found.push(
    ...checkExpectation(
      { ...input, letterNumber, ...input.person, hasParcel: parcel !== undefined },
      { name: input.person.name, idNumber },
      expected,
    ),
  );
  const registration = {
    ...input,
    ...(parcel ? { parcel } : {}),
    volumes: { principal: input.principalCount, counterpart: input.counterpartCount },
  };
  const { events, ...registered } = await holdings.registerDossier(context, registration, found, await unitCode(tx));
  const settling = row ? [await settleRow(tx, row, registered.dossierId, now)] : [];
  // an envelope with a number of its own holds one dossier; a consignment is done with when its roll is closed
  const isLast = row ? row.trackingNo === parcel?.trackingNo : input.completesParcel;
  const met = expected ? [await meet(context, expected, registered.dossierId)] : [];
  const completion = parcel ? await completeWhenDone(context, parcel, isLast) : [];
  const [first, ...rest] = [...events, ...met, ...settling, ...completion];
  if (!first) throw new Error('a registration without an event');
  return {
    result: { ...registered, isParcelCompleted: completion.length > 0, letterNumber: expected?.letterNumber ?? null },
    events: [first, ...rest],
  };
});

type Input = InputOf<typeof contract.registerDossier>;
type Parcel = Awaited<ReturnType<typeof lockOpen>>;

/** What the desk says of a registration before the register is asked. */
async function findFaults({ tx, now }: Context, input: Input, parcel: Parcel | undefined, rowName: string | undefined): Promise<Issue[]> {
  const found = checkListedName(input.listedName ?? (rowName || undefined), input.person.name);
  if (!tx.scope.kinds.includes(input.kind)) found.push({ path: 'kind', message: '您的账号不办理此类档案' });
  if (parcel) found.push(...checkChannel(parcel.carrier, input.kind, input.person.identity));
  if (await store.getClosedDay(tx, dayOf(now))) found.push({ path: '', message: `${dayOf(now)} 已日结；如需继续登记，请先撤销日结` });
  return found;
}

export const voidRegistration = implement(contract.voidRegistration, async ({ tx, now }, { dossierId, reason }) => {
  const dossier = await holdings.lockDossier(tx, dossierId);
  if (!dossier) throw new Problem('not_found', `dossier ${dossierId}`);
  if (dossier.custodyState !== 'awaitingShelf')
    throw new Problem('rule_broken', `dossier is ${dossier.custodyState}`, [
      { path: 'dossierId', message: '只有尚未入库的登记可以作废；已入库的档案请走转出或注销' },
    ]);
  if (dossier.openingRunId !== null)
    throw new Problem('rule_broken', 'opened, not registered', [
      { path: 'dossierId', message: '此档案由期初建账建立，请到“期初建账”中撤销该行' },
    ]);
  const correctsSeq = (await holdings.getRegistrationSeq(tx, dossierId)).seq;
  const volumes = await holdings.voidDossier(tx, dossierId);
  const rows = [{ table: 'dossier', id: dossierId }, ...volumes.map((id) => ({ table: 'volume', id }))];
  const voided: LedgerEvent = {
    ...{
      type: 'dossier.voided',
      occurredAt: now,
      dossierId,
      subject: { kind: 'dossier', id: dossierId },
      dims: { kind: dossier.kind },
      correctsSeq,
    },
    ...{ data: { reason }, rows },
  };
  return { result: {}, events: [voided, ...(await unsettleRow(tx, dossierId, reason, now))] };
});

/** What was waited for has come. */
async function meet({ tx, now }: Context, { id, letterNumber }: holdings.ExpectationRow, dossierId: string): Promise<LedgerEvent> {
  await holdings.closeExpectation(tx, id, dossierId);
  return {
    ...{ type: 'expectation.met', occurredAt: now, dossierId, subject: { kind: 'expectation', id }, data: { letterNumber } },
    rows: [{ table: 'expectation', id }],
  };
}

/** A parcel with a list is done when all of the list is registered; one without, when the clerk says so. */
async function completeWhenDone({ tx, now }: Context, parcel: Parcel, isLast: boolean): Promise<LedgerEvent[]> {
  const registered = await holdings.countRegistered(tx, { parcelId: parcel.id });
  const isDone = parcel.listedCount === null ? isLast : registered >= parcel.listedCount;
  return isDone ? [await complete(tx, parcel, registered, null, now)] : [];
}
