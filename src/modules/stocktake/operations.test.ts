import readXlsxFile from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { openTestHouse } from '../../../test/house.ts';
import { levelAt, openStackRoom } from '../../../test/shelves.ts';

const house = await openTestHouse();
const { call, actorWith, clock, owner, verify } = house;
const { clerk, keeper, roomId, shelve, lend } = await openStackRoom(house);
const second = await actorWith(['stock.close', 'stock.count', 'stackroom.read']);
const approver = await actorWith(['loan.approve']);

const forward = () => {
  clock.now = new Date(clock.now.getTime() + 60_000);
};
const open = async (input: object = {}) => {
  forward();
  return (await call<{ stocktakeId: string }>(keeper, 'stocktake.open', { roomId, name: '半年盘点', ...input })).stocktakeId;
};
type Said = { scans: { barcode: string; said: string; place: string | null }[] };
const scan = (stocktakeId: string, level: number, barcodes: readonly string[], isDamaged = false, who = keeper) => {
  forward();
  const scans = barcodes.map((barcode) => ({ barcode, isDamaged }));
  return call<Said>(who, 'stocktake.addScans', { stocktakeId, address: levelAt(level), scans });
};
const finish = (stocktakeId: string, level: number, who = keeper) =>
  call<{ counts: Record<string, number>; next: string | null }>(who, 'stocktake.finishShelf', { stocktakeId, address: levelAt(level) });
const results = async (stocktakeId: string, category: string) =>
  (await call<{ lines: { barcode: string; resolution: string | null }[] }>(keeper, 'stocktake.findResults', { stocktakeId, category }))
    .lines;
const resolve = (stocktakeId: string, barcodes: readonly string[], resolution: string) =>
  call(keeper, 'stocktake.resolve', { stocktakeId, barcodes, resolution, reason: '现场核对' });
const placeOf = async (volumeId: string) =>
  (await owner.selectFrom('volume').select('place').where('id', '=', volumeId).executeTakeFirstOrThrow()).place;
const eventsOf = async (volumeId: string) =>
  (await owner.selectFrom('ledger_event').select('type').where('subject_id', '=', volumeId).orderBy('seq').execute()).map(
    ({ type }) => type,
  );

test('a range is counted against its baseline and what moved since; each difference is settled; a second person ends it', async () => {
  const [standing, gone, strayed, worn] = [await shelve(1), await shelve(1), await shelve(1), await shelve(1)];
  const [out, wandering] = [await shelve(2), await shelve(2)];
  const stocktakeId = await open();
  await expect(open()).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('正在盘点其中的架位') }] });
  const later = await shelve(2);
  await lend(out.barcode, approver);
  forward();
  await call(keeper, 'stackroom.moveVolume', { barcode: wandering.barcode, address: levelAt(3) });

  expect((await scan(stocktakeId, 1, [standing.barcode])).scans).toMatchObject([{ said: 'match' }]);
  await scan(stocktakeId, 1, [standing.barcode, 'NOBODY-1']); // the first code again: its answer was lost
  await scan(stocktakeId, 1, [worn.barcode], true);
  expect((await scan(stocktakeId, 2, [strayed.barcode, later.barcode], false, second)).scans).toMatchObject(
    [
      { barcode: later.barcode, said: 'match' },
      { barcode: strayed.barcode, said: 'misplaced', place: levelAt(1).concat('-003') },
    ].sort((a, b) => (a.barcode < b.barcode ? -1 : 1)),
  );
  await scan(stocktakeId, 3, [wandering.barcode]);
  expect((await finish(stocktakeId, 1)).counts).toEqual({ match: 1, missing: 1, extra: 1, damaged: 1, misplaced: 1 });
  await expect(scan(stocktakeId, 1, ['X'])).rejects.toMatchObject({ issues: [{ message: expect.stringContaining('已盘完') }] });
  expect(await finish(stocktakeId, 2, second)).toMatchObject({ counts: { lent: 1, match: 2, misplaced: 1 }, next: levelAt(3) });
  await finish(stocktakeId, 3);
  await expect(call(keeper, 'stocktake.submit', { stocktakeId })).rejects.toMatchObject({
    issues: [{ message: '还有 1 层没有盘完' }, {}, {}, {}, {}],
  });
  await finish(stocktakeId, 4);
  expect(await verify()).toEqual([]);

  await expect(resolve(stocktakeId, [gone.barcode], 'corrected')).rejects.toMatchObject({ issues: [{ rule: 'stocktake' }] });
  await resolve(stocktakeId, [strayed.barcode], 'corrected');
  expect(await placeOf(strayed.volumeId)).toMatch(new RegExp(`^${levelAt(2)}-`));
  await resolve(stocktakeId, [gone.barcode], 'missing');
  await resolve(stocktakeId, [worn.barcode], 'relabelled');
  await resolve(stocktakeId, ['NOBODY-1'], 'noted');
  await call(keeper, 'stocktake.submit', { stocktakeId });
  const both = { ...keeper, permissions: new Set(['stock.close'] as const) };
  await expect(call(both, 'stocktake.close', { stocktakeId })).rejects.toMatchObject({ issues: [{ rule: 'R28' }] });
  await call(second, 'stocktake.close', { stocktakeId });
  expect(await call(keeper, 'stocktake.getStocktake', { stocktakeId })).toMatchObject({
    ...{ state: 'closed', countedShelves: 4, open: { missing: 0, extra: 0, misplaced: 0, damaged: 0 } },
    counts: { match: 3, missing: 1, extra: 1, misplaced: 1, damaged: 1, lent: 1 },
  });
  expect(await call(keeper, 'stocktake.findMissing')).toMatchObject({
    volumes: [{ barcode: gone.barcode, place: levelAt(1).concat('-002') }],
  });
  expect(await verify()).toEqual([]);

  const { bytes } = await call<{ bytes: Uint8Array }>(keeper, 'stocktake.printReport', { stocktakeId });
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  const excel = await call<{ bytes: Uint8Array }>(keeper, 'stocktake.exportResults', { stocktakeId });
  const [sheet] = await readXlsxFile(Buffer.from(excel.bytes));
  expect(sheet?.data.map(([code]) => code)).toContain(gone.barcode);
});

test('a missing volume is found by the next stocktake that sees it', async () => {
  const lost = (await call<{ volumes: { barcode: string }[] }>(keeper, 'stocktake.findMissing')).volumes[0]?.barcode ?? '';
  const { id } = await owner.selectFrom('volume').select('id').where('barcode', '=', lost).executeTakeFirstOrThrow();
  const stocktakeId = await open({ zone: 1, firstRack: 1, lastRack: 1 });
  await scan(stocktakeId, 1, [lost]);
  await finish(stocktakeId, 1);
  expect(await call(keeper, 'stocktake.findMissing')).toEqual({ volumes: [], next: null });
  expect((await eventsOf(id)).slice(-2)).toEqual(['volume.missing', 'volume.found']);
  await call(second, 'stocktake.cancel', { stocktakeId, reason: '范围选错' });
  expect(await verify()).toEqual([]);
});

test('a missing volume that somebody moves was found', async () => {
  const { barcode, volumeId } = await shelve(4);
  const stocktakeId = await open();
  for (const level of [1, 2, 3, 4]) await finish(stocktakeId, level);
  await resolve(stocktakeId, [barcode], 'missing');
  await call(keeper, 'stackroom.moveVolume', { barcode, address: levelAt(3) });
  expect(await eventsOf(volumeId)).toEqual(expect.arrayContaining(['volume.missing', 'volume.found']));
  await call(second, 'stocktake.cancel', { stocktakeId, reason: '仅作演练' });
});

test('a count goes on where it stopped; a level may be counted again, and a code seen elsewhere later is no longer missing', async () => {
  const { barcode } = await shelve(4);
  const stocktakeId = await open();
  await finish(stocktakeId, 4);
  expect((await results(stocktakeId, 'missing')).map((line) => line.barcode)).toContain(barcode);
  await scan(stocktakeId, 3, [barcode]);
  const shelf = await call<{ lines: { barcode: string; isSeen: boolean; isExpected: boolean }[] }>(keeper, 'stocktake.getShelf', {
    ...{ stocktakeId, address: `${levelAt(3)}-001` },
  });
  expect(shelf.lines.find((line) => line.barcode === barcode)).toMatchObject({ isSeen: true, isExpected: false });
  await finish(stocktakeId, 3);
  expect((await results(stocktakeId, 'missing')).map((line) => line.barcode)).not.toContain(barcode);
  expect((await results(stocktakeId, 'misplaced')).map((line) => line.barcode)).toContain(barcode);
  await call(keeper, 'stocktake.reopenShelf', { stocktakeId, address: levelAt(3), reason: '扫错了层' });
  await call(keeper, 'stocktake.removeScan', { stocktakeId, address: levelAt(3), barcode });
  await call(keeper, 'stocktake.reopenShelf', { stocktakeId, address: levelAt(4), reason: '扫错了层' });
  await scan(stocktakeId, 4, [barcode]);
  await finish(stocktakeId, 4);
  expect(await results(stocktakeId, 'misplaced')).toEqual([]);
  await call(second, 'stocktake.cancel', { stocktakeId, reason: '仅作演练' });
});

test('a printed sheet is typed back in as what is missing, extra and damaged', async () => {
  const stocktakeId = await open();
  const { bytes } = await call<{ bytes: Uint8Array }>(keeper, 'stocktake.printSheet', { stocktakeId, rack: 1 });
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
  const { lines } = await call<{ lines: { barcode: string; isOut: boolean }[] }>(clerkWithCount, 'stocktake.getShelf', {
    ...{ stocktakeId, address: levelAt(2) },
  });
  const [first, second2] = lines.filter(({ isOut }) => !isOut);
  const sheet = { stocktakeId, address: levelAt(2), missing: [first?.barcode], extra: ['Z-9'], damaged: [second2?.barcode] };
  await expect(call(keeper, 'stocktake.enterSheet', { ...sheet, missing: ['Z-8'] })).rejects.toMatchObject({
    issues: [{ path: 'missing', message: expect.stringContaining('不在本层的盘点表上') }],
  });
  const { counts } = await call<{ counts: Record<string, number> }>(keeper, 'stocktake.enterSheet', sheet);
  expect(counts).toEqual({ missing: 1, extra: 1, damaged: 1, lent: 1, ...(lines.length > 3 ? { match: lines.length - 3 } : {}) });
  await call(second, 'stocktake.cancel', { stocktakeId, reason: '仅作演练' });
  expect(await verify()).toEqual([]);
});
const clerkWithCount = { ...clerk, permissions: new Set(['stock.count'] as const) };

test('a first stocktake takes over what stands, level by level', async () => {
  const { barcode, volumeId } = await shelve(1);
  const stocktakeId = await open({ isFirst: true });
  await scan(stocktakeId, 4, [barcode]);
  expect(await finish(stocktakeId, 4)).toMatchObject({ correctedCount: 1, counts: { misplaced: 1 } });
  expect(await placeOf(volumeId)).toMatch(new RegExp(`^${levelAt(4)}-`));
  expect(await results(stocktakeId, 'misplaced')).toMatchObject([{ barcode, resolution: 'corrected' }]);
  await call(second, 'stocktake.cancel', { stocktakeId, reason: '仅作演练' });
  expect(await verify()).toEqual([]);
});

test('verify names an ended stocktake whose lines were changed', async () => {
  const closed = await owner.selectFrom('stocktake').select('id').where('state', '=', 'closed').executeTakeFirstOrThrow();
  await owner
    .updateTable('stocktake_scan')
    .set({ category: 'match' })
    .where('stocktake_id', '=', closed.id)
    .where('category', '=', 'missing')
    .execute();
  expect(await verify()).toContainEqual({ table: 'stocktake_scan', id: closed.id, what: '已结束的盘点，明细与结束时不符' });
});
