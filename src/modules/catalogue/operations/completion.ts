import type { LedgerEvent } from '../../../core/event.ts';
import { Problem } from '../../../core/problem.ts';
import { implement } from '../../../platform/run.ts';
import * as contract from '../contract.ts';
import { enterCatalogue, lockForArranging } from '../entry.ts';
import { sumItems } from '../rules/item.ts';
import * as store from '../store.ts';

export const completeCatalogue = implement(contract.completeCatalogue, async (context, { dossierId, version, reason }) => {
  const { tx } = context;
  await lockForArranging(tx, dossierId);
  const draft = await store.lockDraft(tx, dossierId);
  if (draft && !draft.isOpen) throw conflict('目录已完成，请刷新');
  if (!draft || draft.version !== version) throw conflict('草稿已被他人更改，请刷新核对后再完成');
  const { scheme, items } = draft;
  const { events } = await enterCatalogue(context, { dossierId, scheme, items, reason, origin: 'typed' });
  const [completed] = events;
  if (!completed) throw new Error('a draft was open over a completed catalogue');
  return { result: sumItems(items), events: [completed] };
});

export const reopenCatalogue = implement(contract.reopenCatalogue, async ({ tx, actor, now }, { dossierId, reason }) => {
  const { kind } = await lockForArranging(tx, dossierId);
  const stands = await store.getCatalogue(tx, dossierId);
  if (!stands || !(await store.markReopened(tx, dossierId))) throw conflict('没有已完成的目录可以重新整理');
  const items = (await store.findItems(tx, dossierId)).map(({ dossierId: _dossier, ...item }) => item);
  const { seq } = await store.getCompletionSeq(tx, dossierId);
  const version = await store.putDraft(tx, { dossierId, kind, scheme: stands.scheme, items, savedBy: actor.userId, savedAt: now });
  const reopened: LedgerEvent = {
    ...{ type: 'catalogue.reopened', occurredAt: now, dossierId, subject: { kind: 'catalogue', id: dossierId }, dims: { kind } },
    ...{ data: { reason }, correctsSeq: seq, rows: [{ table: 'catalogue', id: dossierId }] },
  };
  return { result: { version }, events: [reopened] };
});

const conflict = (message: string) => new Problem('conflict', 'catalogue', [{ path: 'version', message }]);
