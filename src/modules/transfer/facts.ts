import type { LedgerEvent, RowReference } from '../../core/event.ts';
import { Problem } from '../../core/problem.ts';

type Subject = { id: string; dossierId: string; kind?: string };

/** A fact about one transfer, letter or deaccession; `rows` are further rows that it wrote. */
export const factOf =
  (table: 'transfer' | 'deaccession') =>
  (
    type: string,
    { id, dossierId, kind }: Subject,
    now: Date,
    data: Record<string, unknown>,
    rows: readonly RowReference[] = [],
  ): LedgerEvent => ({
    ...{ type, occurredAt: now, dossierId, subject: { kind: table, id }, data },
    ...(kind ? { dims: { kind } } : {}),
    rows: [{ table, id }, ...rows],
  });

export const volumeRows = (ids: readonly string[]): RowReference[] => ids.map((id) => ({ table: 'volume', id }));

export function atLeastOne(events: readonly LedgerEvent[]): [LedgerEvent, ...LedgerEvent[]] {
  const [first, ...rest] = events;
  if (!first) throw new Problem('rule_broken', 'nothing to do', [{ path: '', message: '没有可办理的内容，请刷新核对' }]);
  return [first, ...rest];
}

/** Rows of a page with the cursor of the next one. */
export const pageOf = <Row>(rows: readonly Row[], limit: number, cursorOf: (row: Row) => string) => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
};
