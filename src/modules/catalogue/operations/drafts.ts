import { maskIdNumber } from '../../../core/codes/id-number.ts';
import { Problem } from '../../../core/problem.ts';
import { minuteOf } from '../../../core/time.ts';
import { answer } from '../../../platform/run.ts';
import { nameUsers } from '../../accounts/index.ts';
import { findNames, getPersonOf } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { checkEntry, lockForArranging } from '../entry.ts';
import { sumItems } from '../rules/item.ts';
import type { CatalogueState } from '../rules.ts';
import * as store from '../store.ts';

export const getCatalogue = answer(contract.getCatalogue, async ({ tx }, { dossierId }) => {
  const person = await getPersonOf(tx, dossierId);
  if (!person) throw new Problem('not_found', `dossier ${dossierId}`);
  const { referenceCode, kind, custodyState, idNumber, ...facts } = person;
  const found = await store.getDraft(tx, dossierId);
  const stands = await store.getCatalogue(tx, dossierId);
  const names = await nameUsers(
    tx,
    [found?.savedBy, stands?.completedBy].flatMap((id) => id ?? []),
  );
  const { isOpen = stands === undefined, savedBy = null, savedAt = null, ...draft } = found ?? NO_DRAFT;
  const savedByName = savedBy && names(savedBy);
  return {
    ...{ dossierId, referenceCode, kind, custodyState, state: stateOf(stands?.state, savedBy) },
    person: { ...facts, idNumber: maskIdNumber(idNumber) },
    draft: isOpen ? { ...draft, savedBy: savedByName, savedAt: savedAt?.toISOString() ?? null } : null,
    completed: stands
      ? {
          ...{ ...stands, items: await store.findItems(tx, dossierId) },
          ...{ completedBy: names(stands.completedBy), completedAt: stands.completedAt.toISOString() },
        }
      : null,
  };
});
const NO_DRAFT = { scheme: '2018' as const, items: [], version: 0, isOpen: undefined, savedBy: null, savedAt: null };

export const findOpen = answer(contract.findOpen, async ({ tx }, { limit, ...filter }) => {
  const rows = await store.findOpen(tx, { ...filter, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    page.flatMap(({ savedBy }) => savedBy ?? []),
  );
  const titles = new Map(
    page.length === 0
      ? []
      : (
          await findNames(
            tx,
            page.map(({ dossierId }) => dossierId),
          )
        ).map(({ id, ...row }) => [id, row]),
  );
  const dossiers = page.map(({ completedState, savedBy, savedAt, ...row }) => ({
    ...{ ...row, referenceCode: '', personName: '', ...titles.get(row.dossierId) },
    ...{ state: stateOf(completedState, savedBy), savedBy: savedBy && names(savedBy), savedAt: savedAt?.toISOString() ?? null },
  }));
  return { dossiers, next: rows.length > limit ? (page.at(-1)?.dossierId ?? null) : null };
});

export const saveDraft = answer(contract.saveDraft, async ({ tx, actor, now }, { dossierId, scheme, items, version }) => {
  const { kind } = await lockForArranging(tx, dossierId);
  const stands = await store.lockDraft(tx, dossierId);
  if (stands && !stands.isOpen) throw conflict('目录已完成，草稿不再保存；要更改，请先“重新整理”');
  if ((stands?.version ?? 0) !== version) {
    const names = await nameUsers(tx, stands?.savedBy ? [stands.savedBy] : []);
    const who = stands?.savedBy ? names(stands.savedBy) : '他人';
    throw conflict(
      `${who}已于 ${stands?.savedAt ? minuteOf(stands.savedAt) : '刚才'} 保存了另一份草稿（${stands?.items.length ?? 0} 条），您的改动没有保存`,
    );
  }
  return { version: await store.putDraft(tx, { dossierId, kind, scheme, items, savedBy: actor.userId, savedAt: now }) };
});

export const checkDraft = answer(contract.checkDraft, async ({ tx, now }, { dossierId }) => {
  const { scheme, items, version } = (await store.getDraft(tx, dossierId)) ?? NO_DRAFT;
  const issues = await checkEntry({ tx, now }, { dossierId, scheme, items });
  return {
    ...{ version, ...sumItems(items) },
    issues: issues.map(({ severity, ...issue }) => ({ ...issue, severity: severity ?? ('error' as const) })),
  };
});

const stateOf = (completed: string | null | undefined, savedBy: string | null): CatalogueState => {
  if (completed === 'completed' || completed === 'reopened') return completed;
  return savedBy ? 'drafting' : 'waiting';
};

const conflict = (message: string) => new Problem('conflict', 'draft', [{ path: 'version', message }]);
