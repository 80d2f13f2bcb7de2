import { maskIdNumber } from '../../../core/codes/id-number.ts';
import { Problem } from '../../../core/problem.ts';
import { answer } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import { findItems } from '../../catalogue/index.ts';
import { findNames } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { type ConsultationState, consultationStates } from '../rules.ts';
import { findItemReadings } from '../store/clock.ts';
import * as store from '../store/consultations.ts';

/** Locks a consultation, which must be in one of these states and, if given, at `version`. @throws not_found, conflict, rule_broken */
export async function inState(
  tx: Scoped,
  id: string,
  states: readonly ConsultationState[],
  version?: number,
): Promise<store.ConsultationRow> {
  const row = await store.lockConsultation(tx, id);
  if (!row) throw new Problem('not_found', `consultation ${id}`);
  if (!states.includes(row.state))
    throw new Problem('rule_broken', `consultation is ${row.state}`, [
      { path: '', message: `查阅单为“${consultationStates[row.state]}”，不能进行此项操作` },
    ]);
  if (version !== undefined && row.version !== version)
    throw new Problem('conflict', 'stale consultation', [{ path: 'version', message: '查阅单已被他人更改，请刷新后再办' }]);
  return row;
}

export const findOwn = answer(contract.findOwn, ({ tx, actor }, filter) => listed(tx, { ...filter, userId: actor.userId }));
export const findWaiting = answer(contract.findWaiting, ({ tx }, filter) => listed(tx, { ...filter, state: 'waiting' }));
export const findRegister = answer(contract.findRegister, ({ tx }, filter) => listed(tx, filter));

async function listed(tx: Scoped, filter: store.Filter) {
  const rows = await store.findConsultations(tx, { ...filter, limit: filter.limit + 1 });
  const page = rows.slice(0, filter.limit);
  return { consultations: await inWords(tx, page), next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null };
}

/** Rows as lists and papers show them: with names, without what identifies a reader. */
export async function inWords(tx: Scoped, rows: readonly store.ConsultationRow[]) {
  const ids = [...new Set(rows.map(({ dossierId }) => dossierId))];
  const names = new Map(ids.length === 0 ? [] : (await findNames(tx, ids)).map((row) => [row.id, row]));
  const users = await nameUsers(
    tx,
    rows.flatMap(({ approvals }) => approvals.map(({ by }) => by)),
  );
  return rows.map((row) => {
    const { id, number, state, purpose, unit, dossierId, minutes, mayPrint, mayDownload, levelCount, appliedOn, validThrough, version } =
      row;
    const refusedCount = state === 'refused' ? 1 : 0;
    return {
      ...{ id, number, state, purpose, unit, dossierId, minutes, mayPrint, mayDownload, levelCount, appliedOn, validThrough, version },
      ...{ referenceCode: names.get(dossierId)?.referenceCode ?? '', personName: names.get(dossierId)?.personName ?? '' },
      ...{ readerNames: row.readers.map(({ name }) => name), itemCount: row.itemIds.length },
      ...{ approvedCount: row.approvals.length - refusedCount, approvers: row.approvals.map(({ by }) => users(by)) },
      ...{ openedAt: row.openedAt?.toISOString() ?? null, closedAt: row.closedAt?.toISOString() ?? null, closingNote: row.closingNote },
      ...{ usedSeconds: row.usedSeconds, pageCount: row.pageCount },
    };
  });
}

export const getConsultation = answer(contract.getConsultation, async ({ tx, actor }, { consultationId }) => {
  const row = await known(tx, actor, consultationId);
  const [words] = await inWords(tx, [row]);
  if (!words) throw new Error('one row in, one row out');
  const users = await nameUsers(tx, [row.appliedBy, row.holderId, ...row.approvals.map(({ by }) => by)]);
  const readings = new Map((await findItemReadings(tx, row.id)).map((reading) => [reading.itemId, reading]));
  const items = (await findItems(tx, row.dossierId)).filter(({ id }) => row.itemIds.includes(id));
  return {
    ...words,
    ...{ note: row.note, reason: row.reason, hasLetter: row.letterId !== null },
    ...{ appliedBy: users(row.appliedBy), holder: users(row.holderId) },
    ...{ isHolder: row.holderId === actor.userId, isApplicant: row.appliedBy === actor.userId },
    readers: row.readers.map(({ name, idNumber, post, phone }) => ({
      ...{ name, idNumber: maskIdNumber(idNumber), post: post ?? null, phone: phone ?? null },
    })),
    approvals: row.approvals.map(({ by, at, note }) => ({ by: users(by), at, note })),
    items: items.map(({ id, categoryCode, sequence, title, pageCount }) => {
      const read = readings.get(id);
      return {
        ...{ id, categoryCode, sequence, title, pageCount, seconds: Math.floor((read?.usedMs ?? 0) / 1000) },
        ...{
          seenPageCount: read?.pageIds.length ?? 0,
          firstAt: read?.firstAt.toISOString() ?? null,
          lastAt: read?.lastAt.toISOString() ?? null,
        },
      };
    }),
  };
});

export const getLetter = answer(contract.getLetter, async ({ tx, actor, blobs }, { consultationId }) => {
  const { letterId, number } = await known(tx, actor, consultationId);
  const letter = letterId ? await store.getLetter(tx, letterId) : undefined;
  if (!letter) throw new Problem('not_found', `letter of ${consultationId}`);
  const extension = letter.mime.split('/')[1] ?? '';
  return { mime: letter.mime, fileName: `${number}-附件.${extension}`, bytes: await blobs.get(letter.sha256) };
});

/** A consultation that is the caller's own, or that he decides on or registers. @throws not_found */
async function known(tx: Scoped, actor: { userId: string; permissions: ReadonlySet<string> }, id: string) {
  const row = await store.getConsultation(tx, id);
  const isHis = row && (row.appliedBy === actor.userId || row.holderId === actor.userId);
  const mayAll = ['consultation.approve', 'consultation.manage'].some((name) => actor.permissions.has(name));
  if (!row || !(isHis || mayAll)) throw new Problem('not_found', `consultation ${id}`);
  return row;
}
