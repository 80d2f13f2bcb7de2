import { v7 as newId } from 'uuid';
import { Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { factOf, pageOf, volumeRows } from '../facts.ts';
import { checkDeaccession, checkOther, type DeaccessionState, deaccessionStates } from '../rules.ts';
import * as store from '../store/deaccessions.ts';

const fact = factOf('deaccession');

export const askDeaccession = implement(
  contract.askDeaccession,
  async ({ tx, actor, now }, { dossierId, reasonCode, evidence, handedTo }) => {
    const facts = await factsOf(tx, dossierId);
    refuse(checkDeaccession(facts));
    const row: store.NewDeaccession = {
      ...{ id: newId(), dossier_id: dossierId, kind: facts.kind, reason_code: reasonCode, evidence, handed_to: handedTo },
      ...{ asked_by: actor.userId, asked_at: now },
    };
    if (!(await store.insertDeaccession(tx, row)))
      refuse([{ path: 'dossierId', message: `档案 ${facts.referenceCode} 已有注销申请，请勿重复申请`, rule: 'deaccession' }]);
    return {
      result: { deaccessionId: row.id },
      events: [fact('deaccession.asked', { id: row.id, dossierId, kind: facts.kind }, now, { reasonCode })],
    };
  },
);

export const approveDeaccession = implement(contract.approveDeaccession, async ({ tx, actor, now }, { deaccessionId }) => {
  const row = await lockIn(tx, deaccessionId, 'asked', '审核');
  const facts = await factsOf(tx, row.dossierId);
  refuse([...checkOther(row.referenceCode, row.askedBy, actor.userId, '的注销由您申请', 'deaccessionId'), ...checkDeaccession(facts)]);
  await store.updateDeaccession(tx, row.id, { state: 'done', decided_by: actor.userId, decided_at: now });
  await holdings.moveCustodyOrRefuse(tx, row.dossierId, 'deaccession');
  const volumes = await holdings.letVolumesGo(tx, row.dossierId, 'deaccession');
  const data = { reasonCode: row.reasonCode, volumeCount: volumes.length };
  const rows = [{ table: 'dossier', id: row.dossierId }, ...volumeRows(volumes)];
  return { result: { volumeCount: volumes.length }, events: [fact('dossier.deaccessioned', row, now, data, rows)] };
});

export const refuseDeaccession = implement(contract.refuseDeaccession, async ({ tx, actor, now }, { deaccessionId, reason }) => {
  const row = await lockIn(tx, deaccessionId, 'asked', '审核');
  await store.updateDeaccession(tx, row.id, { state: 'refused', decided_by: actor.userId, decided_at: now, note: reason });
  return { result: {}, events: [fact('deaccession.refused', row, now, { reason })] };
});

export const restoreDossier = implement(contract.restoreDossier, async ({ tx, now }, { deaccessionId, reason }) => {
  const row = await lockIn(tx, deaccessionId, 'done', '撤销');
  const correctsSeq = await store.getDeaccessionSeq(tx, row.id);
  const volumes = await holdings.takeBack(tx, row.dossierId, 'restore');
  await store.updateDeaccession(tx, row.id, { state: 'restored', note: reason });
  const rows = [{ table: 'dossier', id: row.dossierId }, ...volumeRows(volumes)];
  const event = { ...fact('dossier.restored', row, now, { reason }, rows), correctsSeq };
  return { result: { volumeCount: volumes.length }, events: [event] };
});

export const findDeaccessions = answer(contract.findDeaccessions, async ({ tx }, { limit, ...filter }) => {
  const { page, next } = pageOf(await store.findDeaccessions(tx, { ...filter, limit: limit + 1 }), limit, ({ id }) => id);
  const names = await nameUsers(
    tx,
    page.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy ?? []].flat()),
  );
  const deaccessions = page.map(({ kind: _kind, ...row }) => ({
    ...row,
    ...{ askedBy: names(row.askedBy), askedAt: row.askedAt.toISOString(), decidedBy: row.decidedBy && names(row.decidedBy) },
  }));
  return { deaccessions, next };
});

async function factsOf(tx: Scoped, dossierId: string) {
  const [facts] = await holdings.findMovingFacts(tx, [dossierId]);
  if (!facts) throw new Problem('not_found', `dossier ${dossierId}`);
  return facts;
}

async function lockIn(tx: Scoped, id: string, state: DeaccessionState, doing: string) {
  const row = await store.lockDeaccession(tx, id);
  if (!row) throw new Problem('not_found', `deaccession ${id}`);
  const message = `档案 ${row.referenceCode} 的注销为“${deaccessionStates[row.state]}”，不能${doing}`;
  refuse(row.state === state ? [] : [{ path: 'deaccessionId', message, rule: 'deaccession' }]);
  return row;
}
