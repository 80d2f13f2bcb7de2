import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../core/event.ts';
import { type Issue, Problem, refuse } from '../../core/problem.ts';
import type { DossierKind } from '../../core/scope.ts';
import { dayOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { getPersonOf, lockDossier } from '../holdings/index.ts';
import { type CustodyState, custodyStates } from '../holdings/rules.ts';
import type { Scheme } from '../packages/categories.ts';
import { type ArrangedItem, arrangeItems, type NewItem, sumItems } from './rules/item.ts';
import { checkCatalogue, type Origin, type PersonFacts } from './rules.ts';
import * as store from './store.ts';

export type Entry = { dossierId: string; scheme: Scheme; items: readonly NewItem[]; reason?: string | undefined; origin: Origin };
export type EnteredItem = Pick<store.CatalogueItem, 'id' | 'categoryCode' | 'sequence' | 'pageCount'>;

/**
 * Enters a whole catalogue for a dossier: typed, or read from a package or a vendor's sheet. The same catalogue again changes
 * nothing and gives no event. Items that stand keep their ids: by `id`, else by category, title and date.
 * @throws not_found; conflict when another completed catalogue stands, or somebody is drafting one; rule_broken with all issues;
 * needs_reason when warnings stand alone
 */
export async function enterCatalogue(
  context: Pick<Context, 'tx' | 'actor' | 'now'>,
  entry: Entry,
): Promise<{ items: EnteredItem[]; events: LedgerEvent[] }> {
  const { tx } = context;
  const dossier = await lockForArranging(tx, entry.dossierId);
  const issues = await checkEntry(context, entry);
  if (issues.some(({ severity }) => severity !== 'warning')) refuse(issues);
  const arranged = arrangeItems(entry.items);
  const stands = await store.getCatalogue(tx, entry.dossierId);
  if (stands?.state === 'completed') {
    const items = await store.findItems(tx, entry.dossierId);
    if (stands.scheme === entry.scheme && isSame(arranged, items)) return { items: items.map(pick), events: [] };
    throw conflict('目录已完成且与这一份不同；要更改，请先“重新整理”');
  }
  if (entry.origin !== 'typed') await refuseDrafted(tx, entry.dossierId, arranged);
  refuse(issues, entry.reason);
  return completeWith(context, { ...entry, kind: dossier.kind }, arranged, issues);
}

/** Locks a dossier whose papers are here. @throws not_found, rule_broken when it has left */
export async function lockForArranging(tx: Scoped, dossierId: string): Promise<{ kind: DossierKind }> {
  const dossier = await lockDossier(tx, dossierId);
  if (!dossier) throw new Problem('not_found', `dossier ${dossierId}`);
  if (GONE.has(dossier.custodyState))
    throw new Problem('rule_broken', 'dossier gone', [
      { path: 'dossierId', message: `档案为“${custodyStates[dossier.custodyState]}”，不能整理编目` },
    ]);
  return dossier;
}
const GONE: ReadonlySet<CustodyState> = new Set<CustodyState>(['leaving', 'transferred', 'deaccessioned', 'voided']);

/** Rules 30 to 43 for a dossier's catalogue. */
export async function checkEntry(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  { dossierId, scheme, items }: Pick<Entry, 'dossierId' | 'scheme' | 'items'>,
): Promise<Issue[]> {
  const person: PersonFacts | undefined = await getPersonOf(tx, dossierId);
  if (!person) throw new Problem('not_found', `dossier ${dossierId}`);
  return checkCatalogue(items, { scheme, person, today: dayOf(now) });
}

type Completion = Entry & { kind: DossierKind };

async function completeWith(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  { dossierId, scheme, reason, origin, kind }: Completion,
  arranged: readonly ArrangedItem[],
  issues: readonly Issue[],
) {
  const { written, removedIds, items } = settle(arranged, await store.findAllItems(tx, dossierId));
  await store.removeItems(tx, dossierId, removedIds);
  await store.putItems(tx, dossierId, written);
  const sums = sumItems(arranged);
  await store.putCatalogue(tx, { dossierId, scheme, ...sums, completedAt: now, completedBy: actor.userId });
  await store.closeDraft(tx, { dossierId, kind });
  const rows = [...removedIds, ...written.map(({ id }) => id)].map((id) => ({ table: 'item', id }));
  const warnings = [...new Set(issues.flatMap(({ rule }) => rule ?? []))];
  const completed: LedgerEvent = {
    ...{ type: 'catalogue.completed', occurredAt: now, dossierId, subject: { kind: 'catalogue', id: dossierId }, dims: { kind } },
    ...{ data: { scheme, origin, ...sums, warnings, reason: reason?.trim() || null } },
    rows: [{ table: 'catalogue', id: dossierId }, ...rows],
  };
  return { items: items.map(pick), events: [completed] };
}

type Standing = Awaited<ReturnType<typeof store.findAllItems>>[number];

/** What is to be written, so that the items become `arranged`: unchanged rows are left alone. */
function settle(arranged: readonly ArrangedItem[], standing: readonly Standing[]) {
  const free = new Map(standing.map((item) => [item.id, item]));
  const take = (found: Standing | undefined) => {
    if (found) free.delete(found.id);
    return found;
  };
  const byId = arranged.map((item) => ({ item, stands: item.id === undefined ? undefined : take(free.get(item.id)) }));
  const items = byId.map(({ item, stands }) => {
    const found = stands ?? take([...free.values()].find((other) => !other.isRemoved && isAlike(item, other)));
    return { ...item, id: found?.id ?? newId(), version: (found?.version ?? 0) + 1, found };
  });
  const written = items.filter(({ found, ...item }) => !found || found.isRemoved || !isSame([item], [found]));
  return { items, written, removedIds: [...free.values()].filter(({ isRemoved }) => !isRemoved).map(({ id }) => id) };
}

const isAlike = (a: ArrangedItem, b: ArrangedItem) => a.categoryCode === b.categoryCode && a.title === b.title && a.formedOn === b.formedOn;

const contentOf = ({ categoryCode, sequence, title, formedOn, pageCount, copyCount, remark, marks }: ArrangedItem) =>
  JSON.stringify([categoryCode, sequence, title, formedOn, pageCount, copyCount, remark, [...marks].sort()]);

const isSame = (a: readonly ArrangedItem[], b: readonly ArrangedItem[]) =>
  a.length === b.length && a.every((item, place) => contentOf(item) === contentOf(b[place] as ArrangedItem));

const pick = ({ id, categoryCode, sequence, pageCount }: EnteredItem): EnteredItem => ({ id, categoryCode, sequence, pageCount });

const conflict = (message: string) => new Problem('conflict', 'catalogue', [{ path: 'items', message }]);

/** What somebody is typing is not thrown away for an import; an empty draft, or one that says the same, is not in its way. */
async function refuseDrafted(tx: Scoped, dossierId: string, arranged: readonly ArrangedItem[]): Promise<void> {
  const draft = await store.lockDraft(tx, dossierId);
  if (!draft?.isOpen || draft.items.length === 0 || isSame(arrangeItems(draft.items), arranged)) return;
  throw conflict(`整理员已录入草稿 ${draft.items.length} 条，与这一份不同；请先完成或清空草稿`);
}
