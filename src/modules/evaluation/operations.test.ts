import { expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { checkDigit } from '../../core/codes/id-number.ts';

const { call, actorWith, clock, owner, verify } = await openTestHouse('2026-01-01T00:00:00Z');
const clerk = await actorWith([
  'parcel.sign',
  'dossier.register',
  'dossier.correct',
  'volume.handOver',
  'stackroom.read',
  'parcel.read',
  'dossier.read',
]);
const leader = await actorWith(['plan.manage', 'figures.read']);

type Figures = {
  indicators: { key: string; numerator: number; denominator: number; value: string | null; score: string | null; met: boolean | null }[];
  total: string | null;
  grade: string | null;
  warnings: { rule?: string }[];
  ledger: { seq: number; hash: string };
};
const evaluate = (asOf: string, knownAt?: string) =>
  call<Figures>(leader, 'evaluation.evaluate', { year: 2026, asOf, ...(knownAt ? { knownAt } : {}) });
const at = (instant: string) => {
  clock.now = new Date(instant);
};
let serial = 0;
async function sign(): Promise<string> {
  serial += 1;
  return (
    await call<{ parcelId: string }>(clerk, 'reception.signParcel', {
      carrier: 'ems',
      trackingNo: `EX${10_000 + serial}`,
      sender: '某大学',
    })
  ).parcelId;
}
async function register(parcelId?: string): Promise<string> {
  serial += 1;
  const first17 = `440117${1950 + (serial % 50)}0${1 + (serial % 9)}1${serial % 10}001`;
  const person = { name: '赵一', idNumber: first17 + checkDigit(first17) };
  return (
    await call<{ dossierId: string }>(clerk, 'reception.registerDossier', {
      person,
      parcelId,
      previousInstitution: '某大学',
      inReason: 'graduation',
    })
  ).dossierId;
}

/** What the ledger says, added up by a reader that shares no code and no table with the figures. */
async function naive(asOf: string, seq: number) {
  const events = (await owner.selectFrom('ledger_event').selectAll().orderBy('seq').execute()).filter((event) => Number(event.seq) <= seq);
  const undone = new Set(events.map((event) => event.corrects_seq));
  const inTime = events.filter((event) => !undone.has(event.seq) && event.business_day >= '2026-01-01' && event.business_day <= asOf);
  const of = (type: string) => inTime.filter((event) => event.type === type);
  const plans = new Map<string, number>();
  for (const { data } of of('plan.set')) plans.set(String(data['work']), Number(data['quantity']));
  const done = {
    receive: of('dossier.registered').length,
    handOver: of('volume.handedOver').length,
    manage: of('person.corrected').length,
    keep: of('volume.shelved').length,
    arrange: 0,
  };
  const planned = [...plans].filter(([, quantity]) => quantity > 0);
  return {
    workCompletion: [
      planned.reduce((sum, [work]) => sum + done[work as keyof typeof done], 0),
      planned.reduce((sum, [, quantity]) => sum + quantity, 0),
    ],
    sameDayRegistration: [
      of('parcel.completed').filter((event) => event.data['signedOn'] === event.business_day).length,
      of('parcel.signed').length,
    ],
  };
}

async function expectNaive(asOf: string, knownAt?: string) {
  const figures = await evaluate(asOf, knownAt);
  const expected = await naive(asOf, figures.ledger.seq);
  for (const { key, numerator, denominator } of figures.indicators)
    expect([numerator, denominator], `${key} ${asOf}`).toEqual(expected[key as keyof typeof expected]);
  return figures;
}

test('a year with its late entries, a void registration and a changed plan: every day is what the ledger says', async () => {
  at('2026-01-05T02:00:00Z');
  await call(leader, 'evaluation.setPlan', { year: 2026, work: 'receive', quantity: 4 });
  const first = await sign();
  await register(first);
  const second = await sign();
  at('2026-01-06T02:00:00Z'); // a day late
  await register(second);
  const third = await sign();
  const wrong = await register(third);
  const beforeVoid = clock.now.toISOString();
  at('2026-02-01T02:00:00Z');
  await call(clerk, 'reception.voidRegistration', { dossierId: wrong, reason: '误登他人' });
  at('2026-02-10T02:00:00Z');
  await expect(call(leader, 'evaluation.setPlan', { year: 2026, work: 'receive', quantity: 2 })).rejects.toMatchObject({
    issues: [{ path: 'reason' }],
  });
  await call(leader, 'evaluation.setPlan', { year: 2026, work: 'receive', quantity: 2, reason: '高校推迟转递' });

  for (const day of ['2026-01-04', '2026-01-05', '2026-01-06', '2026-02-01', '2026-02-10', '2026-12-31', '2027-03-01'])
    await expectNaive(day);
  expect(await expectNaive('2026-01-06', beforeVoid)).toMatchObject({
    indicators: [
      { numerator: 3, denominator: 4, value: '0.7500', met: false },
      { numerator: 2, denominator: 3 },
    ],
  });
  // the registration is void from the start, but that is known only from February on
  expect(await expectNaive('2026-01-06')).toMatchObject({ indicators: [{ numerator: 2, denominator: 4 }, {}] });
});

test('the same question has the same answer whatever happens later', async () => {
  const knownAt = clock.now.toISOString();
  const before = await evaluate('2026-02-10', knownAt);
  at('2026-02-11T02:00:00Z');
  await register(await sign());
  expect(await evaluate('2026-02-10', knownAt)).toEqual(before);
});

test('a figure opens to the rows behind it, which add up to it, page by page', async () => {
  const figures = await evaluate('2026-12-31');
  const page = { year: 2026, asOf: '2026-12-31', measure: 'work.receive', seq: figures.ledger.seq, limit: 2 };
  type Page = { rows: { amount: number; correctsSeq: number | null; dossierId: string }[]; next: string | null; total: number };
  const rows: Page['rows'] = [];
  let total = 0;
  for (let after: string | undefined; ; ) {
    const answer: Page = await call<Page>(leader, 'evaluation.drill', { ...page, ...(after ? { after } : {}) });
    rows.push(...answer.rows);
    total = answer.total;
    if (!answer.next) break;
    after = answer.next;
  }
  expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  expect(rows.filter(({ amount }) => amount < 0)).toMatchObject([{ correctsSeq: expect.any(Number) }]);
  await expect(call(leader, 'evaluation.drill', { ...page, measure: 'nothing' })).rejects.toMatchObject({ code: 'not_found' });
});

test('what is odd about the figures is said with its rule', async () => {
  const { warnings } = await evaluate('2026-02-10');
  expect(warnings.map(({ rule }) => rule)).toContain('R98');
  const empty = await call<Figures>(leader, 'evaluation.evaluate', { year: 2025, asOf: '2025-12-31' });
  expect(empty).toMatchObject({ total: null, grade: null, indicators: [{ value: null, score: null, met: null }, { value: null }] });
  expect(await verify()).toEqual([]);
});
