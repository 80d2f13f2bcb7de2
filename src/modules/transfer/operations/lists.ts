import { addDays, dayOf, lastOf, startOf } from '../../../core/time.ts';
import { calendarGap } from '../../../core/working-days.ts';
import { answer } from '../../../platform/run.ts';
import { readSetting } from '../../../platform/settings.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { pageOf } from '../facts.ts';
import * as store from '../store/transfers.ts';

export const findTransfers = answer(contract.findTransfers, async ({ tx, now }, { show, limit, ...filter }) => {
  const today = dayOf(now);
  const chaseDays = Number(await readSetting(tx, 'transfer.chaseDays'));
  const clocks = show === 'overdue' ? { dueBefore: today } : show === 'chase' ? { sentUpTo: addDays(today, -chaseDays) } : {};
  const found = await store.findTransfers(tx, { ...filter, ...clocks, limit: limit + 1 });
  const { page, next } = pageOf(found, limit, ({ cursor }) => cursor);
  const names = await nameUsers(
    tx,
    page.flatMap(({ askedBy, decidedBy, dispatchedBy }) => [askedBy, decidedBy ?? [], dispatchedBy ?? []].flat()),
  );
  const waiting = page.filter(({ state }) => state === 'approved').map(({ dossierId }) => dossierId);
  const ready = new Set(waiting.length === 0 ? [] : await holdings.findAllOut(tx, waiting, 'leaving'));
  const transfers = page.map(({ cursor: _cursor, kind: _kind, address: _address, postcode: _postcode, confidentialNo: _no, ...row }) => ({
    ...row,
    ...{ askedBy: names(row.askedBy), askedAt: row.askedAt.toISOString(), decidedBy: row.decidedBy && names(row.decidedBy) },
    dispatchedBy: row.dispatchedBy && names(row.dispatchedBy),
    isReady: row.state === 'approved' && ready.has(row.dossierId),
    overdueDays: row.state === 'asked' || row.state === 'approved' ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
    waitedDays: row.state === 'dispatched' && row.dispatchedOn ? daysBetween(row.dispatchedOn, today) : 0,
  }));
  const open = page.filter(({ state, kind }) => kind === 'floating' && (state === 'asked' || state === 'approved'));
  const latest = lastOf(today, ...open.map(({ dueOn }) => dueOn));
  return { transfers, next, calendarGap: calendarGap(today, latest) ?? null };
});

const daysBetween = (from: string, to: string) => Math.round((startOf(to).getTime() - startOf(from).getTime()) / 86_400_000);
