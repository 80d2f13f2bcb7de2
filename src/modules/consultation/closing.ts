import type { LedgerEvent } from '../../core/event.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { type ConsultationState, gapOf } from './rules.ts';
import { findItemReadings, getClock, moveClock } from './store/clock.ts';
import { type ConsultationRow, updateConsultation } from './store/consultations.ts';

export type Use = { seconds: number; itemCount: number; pageCount: number; readerCount: number };

/** Stops the clock and says what was read. The caller holds the row's lock. */
async function stopClock(tx: Scoped, { id, minutes, readers }: ConsultationRow, now: Date): Promise<Use> {
  const clock = await getClock(tx, id);
  const usedMs = clock ? clock.usedMs + gapOf(clock, now) : 0;
  if (clock?.itemId) await moveClock(tx, id, clock, null, now);
  const readings = await findItemReadings(tx, id);
  const pageCount = readings.reduce((sum, { pageIds }) => sum + pageIds.length, 0);
  return { seconds: Math.min(Math.floor(usedMs / 1000), minutes * 60), itemCount: readings.length, pageCount, readerCount: readers.length };
}

/** Ends a consultation, by itself or by somebody. */
export async function close(
  tx: Scoped,
  row: ConsultationRow,
  now: Date,
  how: { state: Extract<ConsultationState, 'held' | 'recalled'>; reason?: string; isTimeUp?: boolean },
): Promise<{ use: Use; event: LedgerEvent }> {
  const use = await stopClock(tx, row, now);
  const closingNote = how.reason ?? (how.isTimeUp ? '查阅时间用完' : null);
  await updateConsultation(tx, row.id, {
    state: how.state,
    closedAt: now,
    closingNote,
    usedSeconds: use.seconds,
    pageCount: use.pageCount,
  });
  const data = how.state === 'recalled' ? { ...use, reason: how.reason ?? '' } : { ...use, isTimeUp: how.isTimeUp ?? false };
  return { use, event: eventOf(row, `consultation.${how.state}`, now, data) };
}

/** A fact about a consultation, which vouches for its row. */
export const eventOf = (
  { id, dossierId }: Pick<ConsultationRow, 'id' | 'dossierId'>,
  type: string,
  now: Date,
  data: object,
): LedgerEvent => ({
  ...{ type, occurredAt: now, dossierId, subject: { kind: 'consultation', id }, data: { ...data } },
  rows: [{ table: 'consultation', id }],
});
