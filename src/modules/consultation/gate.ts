import { Problem } from '../../core/problem.ts';
import { dayOf } from '../../core/time.ts';
import type { Context } from '../../platform/house.ts';
import { type ConsultationState, gapOf, secondsLeft } from './rules.ts';
import { type Clock, countItem, getClock, hasLeft, moveClock } from './store/clock.ts';
import { type ConsultationRow, findGrants, getConsultation } from './store/consultations.ts';

type Page = { id: string; dossierId: string; itemId: string };
/** A grant that is being read, with its clock. */
export type Running = { consultation: ConsultationRow; clock: Clock };
type Asking = Pick<Context, 'tx' | 'actor' | 'now'>;

/**
 * The grant under which this page may be seen now.
 * @throws not_granted when there is none, it does not cover the page, its time is used up or its last day is over.
 */
export async function admit(context: Asking, page: Page): Promise<Running> {
  const [found] = await findGrants(context.tx, context.actor.userId, page.dossierId);
  if (found?.state !== 'reading') throw notGranted(found ? without[found.state] : '没有查阅这份档案的授权，请先申请');
  if (!found.itemIds.includes(page.itemId)) throw notGranted('授权范围不含这件材料');
  return running(context, found);
}

/** The same for one consultation of the caller's. @throws not_found, not_granted */
export async function admitTo(context: Asking, consultationId: string): Promise<Running> {
  const found = await getConsultation(context.tx, consultationId);
  if (found?.holderId !== context.actor.userId) throw new Problem('not_found', `consultation ${consultationId}`);
  if (found.state !== 'reading') throw notGranted(without[found.state]);
  return running(context, found);
}

async function running({ tx, now }: Pick<Context, 'tx' | 'now'>, consultation: ConsultationRow): Promise<Running> {
  if ((consultation.validThrough ?? '') < dayOf(now)) throw notGranted('授权已过有效期，请重新申请');
  const clock = await getClock(tx, consultation.id);
  if (!clock) throw new Error(`consultation ${consultation.id} is read without a clock`);
  if (leftOf({ consultation, clock }, now) === 0) throw notGranted('授权的查阅时间已用完，请重新申请');
  return { consultation, clock };
}

/** Seconds that are left at this moment. */
export const leftOf = ({ consultation, clock }: Running, now: Date): number =>
  secondsLeft(consultation.minutes, clock.usedMs + gapOf(clock, now));

/** Counts a page whose image leaves now; while nobody was said to look, somebody looks at this one. */
export async function noteLeaving({ tx, now }: Pick<Context, 'tx' | 'now'>, { consultation, clock }: Running, page: Page): Promise<void> {
  await moveClock(tx, consultation.id, clock, clock.itemId ?? page.itemId, now);
  if (!(await hasLeft(tx, consultation.id, page.itemId, page.id)))
    await countItem(tx, consultation.id, page.itemId, { pageId: page.id, now });
}

/** What the watermark says beside the reader's account, the time and the place. */
export const marksOf = ({ consultation: { readers, unit, number } }: Running): [names: string, unit: string, number: string] => [
  readers.map(({ name }) => name).join('、'),
  unit,
  `查阅单 ${number}`,
];

export const notGranted = (message: string) => new Problem('not_granted', 'no running grant', [{ path: '', message, rule: 'R71' }]);

/** Why a consultation that is not being read shows nothing. */
const without: Readonly<Record<Exclude<ConsultationState, 'reading'>, string>> = {
  waiting: '查阅申请还在审批',
  granted: '已获授权：请在“我的阅档”中点“开始查阅”',
  held: '本次查阅已结束，需要再看请重新申请',
  recalled: '查阅授权已被收回',
  refused: '查阅申请已被拒绝',
  withdrawn: '查阅申请已撤回，请重新申请',
};
