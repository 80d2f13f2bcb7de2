import fs from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { allowCoarseScans, register, sampleSet } from '../../../test/scans.ts';
import type { Actor } from '../../core/scope.ts';
import { workOn } from '../../platform/jobs.ts';
import { makePeople } from '../samples/index.ts';

const set = await sampleSet(1, 'package');
const testHouse = await openTestHouse();
const { house, call, actorWith, owner, clock, verify } = testHouse;
await allowCoarseScans(testHouse);
await workOn(house);
const worker = await actorWith(['dossier.register', 'page.import', 'page.inspect', 'dossier.publish', 'page.read']);
const clerk = await actorWith(['consultation.apply', 'consultation.manage', 'page.read', 'page.readFreely', 'dossier.read']);
const reader = await actorWith(['page.read', 'consultation.apply', 'dossier.read']);
const stranger = await actorWith(['page.read', 'consultation.apply', 'dossier.read']);
const [first, second] = [await actorWith(['consultation.approve', 'dossier.read']), await actorWith(['consultation.approve'])];
const [file = ''] = set.packages;
const [person] = set.people;
const [visitor, other] = makePeople(99, 2);
if (!person || !visitor || !other) throw new Error('nobody');
const { dossierId } = await register(testHouse, worker, person);

type Item = { id: string; pages: { id: string; version: number }[] };
type Pages = { scan: { state: string }; items: Item[] };
const pagesOf = (actor: Actor = worker) => call<Pages>(actor, 'digitisation.getPages', { dossierId });
const reached = (state: string) =>
  vi.waitFor(async () => expect((await pagesOf()).scan.state).toBe(state), { timeout: 60_000, interval: 200 });
const wait = (seconds: number) => {
  clock.now = new Date(clock.now.getTime() + seconds * 1000);
};

let items: Item[] = [];
const readers = [{ name: visitor.name, idNumber: visitor.idNumber, post: '科员' }];
const application = () => ({
  ...{ dossierId, purpose: 'review', unit: '某区委组织部', readers, isUnrelated: true, minutes: 5 },
  itemIds: items.slice(0, 2).map(({ id }) => id),
});
type Applied = { consultationId: string; number: string };
const apply = (change: object = {}, actor = reader) => call<Applied>(actor, 'consultation.apply', { ...application(), ...change });
type Whole = {
  state: string;
  version: number;
  usedSeconds: number | null;
  pageCount: number | null;
  closingNote: string | null;
  readers: { idNumber: string }[];
  items: { id: string; seconds: number; seenPageCount: number }[];
};
const get = (id: string, actor: Actor = clerk) => call<Whole>(actor, 'consultation.getConsultation', { consultationId: id });
const approve = async (id: string, actor = first, change: object = {}) => {
  const { version } = await get(id);
  const extent = { itemIds: application().itemIds, minutes: 5, mayPrint: false, mayDownload: false };
  return call<{ state: string }>(actor, 'consultation.approve', { consultationId: id, version, ...extent, ...change });
};
const open = async (id: string, actor = reader) =>
  call(actor, 'consultation.openReading', { consultationId: id, version: (await get(id)).version });
const keep = (id: string, pageId: string | null) =>
  call<{ state: string; secondsLeft: number }>(reader, 'consultation.keepReading', { consultationId: id, pageId });
const image = (pageId: string, actor = reader) => call<{ bytes: Uint8Array }>(actor, 'access.getPageImage', { pageId });
const pageAt = (item: number) => items[item]?.pages[0]?.id ?? '';
const refusedWith = (message: string) => ({ code: 'not_granted', issues: [{ message: expect.stringContaining(message) }] });
const figure = async (measure: string) =>
  Number(
    (
      await owner
        .selectFrom('ledger_delta')
        .select((e) => e.fn.sum('amount').as('n'))
        .where('measure', '=', measure)
        .executeTakeFirstOrThrow()
    ).n ?? 0,
  );

test('only what is published can be asked for, and never by the person or kin', async () => {
  const bytes = fs.readFileSync(file);
  const input = { fileName: path.basename(file), profile: 'existing' };
  const { importId } = await call<{ importId: string }>(worker, 'digitisation.receivePackage', input, bytes);
  await call(worker, 'digitisation.acceptImport', { importId, reason: '样例' });
  await reached('inspecting');
  ({ items } = await pagesOf());
  await expect(apply()).rejects.toMatchObject({ code: 'rule_broken', issues: [{ path: 'dossierId' }] });
  const verdicts = items.flatMap(({ pages }) => pages.map(({ id, version }) => ({ pageId: id, version, verdict: 'pass' })));
  await call(worker, 'digitisation.inspectPages', { dossierId, verdicts });
  await call(worker, 'digitisation.publishDossier', { dossierId });
  await reached('published');
  const refusal = (change: object) => apply(change).catch((error: { issues: { path: string; rule?: string }[] }) => error.issues);
  expect(await refusal({ readers: [{ name: person.name, idNumber: person.idNumber }] })).toMatchObject([
    { path: 'readers.0.idNumber', rule: 'R69' },
  ]);
  expect(await refusal({ isUnrelated: false, holder: 'nobody-here' })).toMatchObject([{ path: 'holder' }, { path: 'isUnrelated' }]);
  expect(await refusal({ isUnrelated: false, itemIds: [dossierId] })).toMatchObject([
    { path: 'itemIds' },
    { path: 'isUnrelated', rule: 'R69' },
  ]);
});

test('a reader sees nothing without a grant, not even the list of pages', async () => {
  await expect(pagesOf(reader)).rejects.toMatchObject({ code: 'not_granted' });
  for (const name of ['getPageImage', 'getPageThumb', 'openPageTiles'])
    await expect(call(reader, `access.${name}`, { pageId: pageAt(0) })).rejects.toMatchObject(refusedWith('没有查阅这份档案的授权'));
});

let id = '';

test('an application is decided by other hands, which may give less but not more', async () => {
  const applied = await apply({ mayPrint: true });
  id = applied.consultationId;
  expect(applied.number).toBe('CY2026-000001');
  expect(await get(id, reader)).toMatchObject({ state: 'waiting', readers: [{ idNumber: expect.stringContaining('********') }] });
  await expect(get(id, stranger)).rejects.toMatchObject({ code: 'not_found' });
  const both = { ...reader, permissions: new Set([...reader.permissions, 'consultation.approve' as const]) };
  await expect(approve(id, both)).rejects.toMatchObject({ code: 'rule_broken', issues: [{ rule: 'twoHands' }] });
  await expect(approve(id, first, { minutes: 60, mayDownload: true })).rejects.toMatchObject({
    issues: [
      { path: 'minutes', rule: 'R71' },
      { path: 'mayDownload', rule: 'R71' },
    ],
  });
  await expect(approve(id, first, { version: 99 })).rejects.toMatchObject({ code: 'conflict' });
  expect(await approve(id, first, { mayPrint: true, itemIds: application().itemIds.slice(0, 1) })).toEqual({ state: 'granted' });
  await expect(approve(id)).rejects.toMatchObject({ code: 'rule_broken' });
  await expect(image(pageAt(0))).rejects.toMatchObject(refusedWith('开始查阅'));
  expect(await verify()).toEqual([]);
});

test('reading keeps to the granted items; time runs while a page is on the screen and pauses when nobody looks', async () => {
  await expect(open(id, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await open(id);
  const reading = await call<{ items: Item[]; secondsLeft: number }>(reader, 'consultation.getReading', { consultationId: id });
  expect(reading).toMatchObject({ secondsLeft: 300, items: [{ id: items[0]?.id }] });
  expect((await image(pageAt(0))).bytes.length).toBeGreaterThan(10_000);
  await expect(image(pageAt(1))).rejects.toMatchObject(refusedWith('授权范围不含'));
  await expect(image(pageAt(0), stranger)).rejects.toMatchObject({ code: 'not_granted' });
  await keep(id, pageAt(0));
  wait(20);
  expect(await keep(id, pageAt(0))).toEqual({ state: 'reading', secondsLeft: 280 });
  wait(20);
  await keep(id, null);
  wait(3600);
  expect(await keep(id, pageAt(0))).toEqual({ state: 'reading', secondsLeft: 260 });
  wait(100); // not heard of: half a minute is counted
  expect(await keep(id, pageAt(0))).toEqual({ state: 'reading', secondsLeft: 230 });
  expect((await get(id)).items).toMatchObject([{ id: items[0]?.id, seconds: 70, seenPageCount: 1 }]);
});

test('printing needs the right, and leaves an event', async () => {
  const copy = (as: string, itemIds: (string | undefined)[]) =>
    call<{ bytes: Uint8Array; mime: string }>(reader, 'consultation.copyItems', { consultationId: id, as, itemIds });
  const printed = await copy('print', [items[0]?.id]);
  expect(Buffer.from(printed.bytes).subarray(0, 5).toString()).toBe('%PDF-');
  await expect(copy('download', [items[0]?.id])).rejects.toMatchObject(refusedWith('授权不含下载'));
  await expect(copy('print', [items[1]?.id])).rejects.toMatchObject(refusedWith('授权范围不含'));
  const { data } = await owner
    .selectFrom('ledger_event')
    .select('data')
    .where('type', '=', 'consultation.copied')
    .executeTakeFirstOrThrow();
  expect(data).toEqual({ as: 'print', itemCount: 1, pageCount: items[0]?.pages.length });
});

test('when the time is used up nothing more leaves, and the consultation ends by itself', async () => {
  const { pass } = await call<{ pass: string }>(reader, 'access.openPageTiles', { pageId: pageAt(0) });
  for (let left = 230; left > 0; left -= 30) {
    wait(30);
    if (left > 30) await keep(id, pageAt(0));
  }
  await expect(image(pageAt(0))).rejects.toMatchObject(refusedWith('时间已用完'));
  await expect(call(reader, 'access.getPageTile', { pageId: pageAt(0), level: 0, place: 0, pass })).rejects.toMatchObject({
    code: expect.stringMatching(/not_granted|forbidden/),
  });
  expect(await keep(id, pageAt(0))).toMatchObject({ secondsLeft: 0 });
  await vi.waitFor(async () => expect((await get(id)).state).toBe('held'), { timeout: 20_000, interval: 200 });
  expect(await get(id)).toMatchObject({ usedSeconds: 300, pageCount: items[0]?.pages.length, closingNote: '查阅时间用完' });
  await expect(image(pageAt(0))).rejects.toMatchObject(refusedWith('已结束'));
  expect([await figure('consultation.readers'), await figure('consultation.retrievalAvoided')]).toEqual([1, 1]);
  expect(await verify()).toEqual([]);
});

test('a grant is recalled in the middle of reading, at once; one that was never read counts for nothing', async () => {
  const { consultationId } = await apply();
  await approve(consultationId);
  await open(consultationId);
  await image(pageAt(0));
  await keep(consultationId, pageAt(0));
  wait(10);
  const { version } = await get(consultationId);
  await call(clerk, 'consultation.recall', { consultationId, version, reason: '来人身份有疑问' });
  await expect(image(pageAt(0))).rejects.toMatchObject(refusedWith('已被收回'));
  await expect(call(reader, 'consultation.getReading', { consultationId })).rejects.toMatchObject(refusedWith('已被收回'));
  expect(await keep(consultationId, pageAt(0))).toMatchObject({ state: 'recalled' });
  expect(await figure('consultation.retrievalAvoided')).toBe(2);
  const unread = await apply();
  await approve(unread.consultationId);
  await open(unread.consultationId);
  expect(await call(reader, 'consultation.closeReading', { consultationId: unread.consultationId })).toEqual({
    state: 'held',
    seconds: 0,
    pageCount: 0,
  });
  expect(await figure('consultation.retrievalAvoided')).toBe(2);
  expect(await verify()).toEqual([]);
});

test('two levels take two people; a refusal ends it; a grant that is not used in its days is over', async () => {
  await call(await actorWith(['setting.manage']), 'accounts.changeSetting', { key: 'consultation.floatingLevels', value: '2' });
  const { consultationId } = await apply({ readers: [...readers, { name: other.name, idNumber: other.idNumber }] });
  expect(await approve(consultationId, first, { minutes: 5 })).toEqual({ state: 'waiting' });
  await expect(approve(consultationId, first)).rejects.toMatchObject({ issues: [{ rule: 'twoHands' }] });
  await expect(open(consultationId)).rejects.toMatchObject({ code: 'rule_broken' });
  expect(await approve(consultationId, second)).toEqual({ state: 'granted' });
  wait(8 * 86_400);
  await expect(open(consultationId)).rejects.toMatchObject(refusedWith('有效期'));
  const refused = await apply();
  const { version } = await get(refused.consultationId);
  await call(first, 'consultation.refuse', { consultationId: refused.consultationId, version, reason: '事由不充分' });
  expect(await get(refused.consultationId, reader)).toMatchObject({ state: 'refused', closingNote: '事由不充分' });
  const withdrawn = await apply({}, clerk); // by the desk, for its own account
  await expect(call(reader, 'consultation.withdraw', { consultationId: withdrawn.consultationId, version: 1 })).rejects.toMatchObject({
    code: 'rule_broken',
  });
  await call(clerk, 'consultation.withdraw', { consultationId: withdrawn.consultationId, version: 1 });
  expect(await verify()).toEqual([]);
});

test('the register of the year, on paper and as a workbook; each sees his own', async () => {
  const { consultations } = await call<{ consultations: { number: string }[] }>(clerk, 'consultation.findRegister', { year: 2026 });
  expect(consultations[0]?.number).toBe('CY2026-000006');
  const own = await call<{ consultations: { number: string }[] }>(reader, 'consultation.findOwn', {});
  expect(own.consultations.map(({ number }) => number)).toEqual([
    'CY2026-000005',
    'CY2026-000004',
    'CY2026-000003',
    'CY2026-000002',
    'CY2026-000001',
  ]);
  expect(await call(stranger, 'consultation.findOwn', {})).toEqual({ consultations: [], next: null });
  const { consultations: page, next } = await call<{ consultations: { number: string }[]; next: string }>(
    clerk,
    'consultation.findRegister',
    { year: 2026, limit: 4 },
  );
  expect(page).toHaveLength(4);
  const rest = await call<{ consultations: object[]; next: null }>(clerk, 'consultation.findRegister', {
    year: 2026,
    limit: 4,
    before: next,
  });
  expect([rest.consultations.length, rest.next]).toEqual([2, null]);
  const file = (as: string) => call<{ bytes: Uint8Array }>(clerk, 'consultation.printRegister', { year: 2026, as });
  expect(
    Buffer.from((await file('pdf')).bytes)
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(
    Buffer.from((await file('xlsx')).bytes)
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('a letter is kept with its application; what is no letter is refused', async () => {
  const pdf = Buffer.from('%PDF-1.7\n%%EOF');
  const { letterId } = await call<{ letterId: string }>(reader, 'consultation.uploadLetter', {}, pdf);
  await expect(call(reader, 'consultation.uploadLetter', {}, Buffer.from('MZ'))).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(apply({ letterId }, stranger)).rejects.toMatchObject({ issues: [{ path: 'letterId' }] });
  const { consultationId } = await apply({ letterId });
  const letter = (actor: Actor) => call<{ bytes: Uint8Array; mime: string }>(actor, 'consultation.getLetter', { consultationId });
  expect(await letter(first)).toMatchObject({ mime: 'application/pdf', bytes: expect.anything() });
  await expect(letter(stranger)).rejects.toMatchObject({ code: 'not_found' });
});
