import type { House, JobData } from '../../platform/house.ts';
import { inJob } from '../../platform/in-job.ts';
import { close } from './closing.ts';
import { gapOf, secondsLeft } from './rules.ts';
import { getClock } from './store/clock.ts';
import { lockConsultation } from './store/consultations.ts';

/** Ends a consultation whose time is used up; one that was ended meanwhile stays as it is. Safe to repeat. */
export async function closeUsedUp(house: House, data: JobData): Promise<void> {
  await inJob(house, data, 'consultation.closeUsedUp', async ({ tx, now }) => {
    const row = await lockConsultation(tx, String(data['consultationId']));
    const clock = row && (await getClock(tx, row.id));
    if (row?.state !== 'reading' || !clock || secondsLeft(row.minutes, clock.usedMs + gapOf(clock, now)) > 0)
      return { result: undefined, events: [] };
    const { event } = await close(tx, row, now, { state: 'held', isTimeUp: true });
    return { result: undefined, events: [event] };
  });
}
