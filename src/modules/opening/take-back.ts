import type { LedgerEvent } from '../../core/event.ts';
import { eventKinds } from '../../core/events.ts';
import type { Context } from '../../platform/house.ts';
import * as holdings from '../holdings/index.ts';
import * as rowsStore from './store/rows.ts';

type Row = { rowNo: number; dossierId: string };

/**
 * Takes rows back whose dossiers have not lived on since: void, their places free, the figures of the opening negated. Says of the others
 * which event stands in the way.
 */
export async function takeBack({ tx, now }: Pick<Context, 'tx' | 'now'>, runId: string, rows: readonly Row[], reason: string) {
  const ids = rows.map(({ dossierId }) => dossierId);
  const kinds = new Map((await holdings.lockDossiers(tx, ids)).map(({ id, kind }) => [id, kind]));
  const lives = new Map((await holdings.findLivesOf(tx, ids)).map((life) => [life.dossierId, life]));
  const judged = rows.map((row) => ({ ...row, undoIssue: issueOf(kinds.has(row.dossierId), lives.get(row.dossierId)) }));
  const free = judged.filter(({ undoIssue }) => undoIssue === null);
  const { dossiers, volumes } = await holdings.takeBackDossiers(
    tx,
    free.map(({ dossierId }) => dossierId),
  );
  const volumesOf = Map.groupBy(volumes, ({ dossierId }) => dossierId);
  const released = new Map(dossiers.map(({ id, released: code }) => [id, code]));
  await rowsStore.markUndone(tx, runId, judged);
  const events = free.map(({ dossierId }): LedgerEvent => {
    const correctsSeq = lives.get(dossierId)?.openedSeq;
    return {
      ...{ type: 'dossier.openingUndone', occurredAt: now, dossierId, subject: { kind: 'dossier', id: dossierId } },
      ...{ dims: { kind: kinds.get(dossierId) ?? '' }, ...(correctsSeq === undefined ? {} : { correctsSeq }) },
      data: { runId, reason, releasedCode: released.get(dossierId) ?? null },
      rows: [{ table: 'dossier', id: dossierId }, ...(volumesOf.get(dossierId) ?? []).map(({ id }) => ({ table: 'volume', id }))],
    };
  });
  return { events, judged };
}

function issueOf(isActive: boolean, life: { sinceType: string | null; sinceDay: string | null } | undefined): string | null {
  if (life?.sinceType) return `已有后续业务（${eventKinds[life.sinceType]?.zh ?? life.sinceType}，${life.sinceDay}），不能撤销`;
  return isActive && life ? null : '档案已不在册，不能撤销';
}
