import { expect, test } from 'vitest';
import type { Permission } from '../../core/permissions.ts';
import { makePeople } from '../samples/index.ts';
import { checkApplication, checkApproval, gapOf, readsFreely, secondsLeft } from './rules.ts';

const [owner, first, second] = makePeople(3, 3);
if (!owner || !first || !second) throw new Error('nobody');
const today = '2026-03-02';
const cadre = { kind: 'cadre' as const, name: owner.name, idNumber: owner.idNumber };
const reader = ({ name, idNumber }: { name: string; idNumber: string }) => ({ name, idNumber });
const letterId = '01900000-0000-7000-8000-000000000000';
const rulesOf = (readers: { name: string; idNumber: string }[], isUnrelated = true, whose = cadre) =>
  checkApplication({ readers, isUnrelated, letterId }, whose, today).map(({ path, rule }) => `${path} ${rule}`);

test('a cadre dossier takes two readers with their ID numbers, neither the person nor kin', () => {
  expect(rulesOf([reader(first), reader(second)])).toEqual([]);
  expect(rulesOf([reader(first)])).toEqual(['readers R70']);
  expect(rulesOf([reader(first)], true, { ...cadre, kind: 'floating' as never })).toEqual([]);
  expect(rulesOf([reader(first), reader(first)])).toEqual(['readers.1.idNumber R70']);
  expect(rulesOf([reader(first), { name: '某人', idNumber: '110101199001010000' }])).toEqual(['readers.1.idNumber R70']);
  expect(rulesOf([reader(first), { name: '某人', idNumber: ` ${owner.idNumber.toLowerCase()} ` }])).toEqual(['readers.1.idNumber R69']);
  expect(rulesOf([reader(first), reader(second)], false)).toEqual(['isUnrelated R69']);
  const [namesake] = checkApplication(
    { readers: [reader(first), { ...reader(second), name: owner.name }], isUnrelated: true, letterId },
    cadre,
    today,
  );
  expect(namesake).toMatchObject({ path: 'readers.1.name', severity: 'warning', rule: 'R69' });
  expect(checkApplication({ readers: [reader(first), reader(second)], isUnrelated: true }, cadre, today)).toMatchObject([
    { path: 'letterId', severity: 'warning' },
  ]);
});

test('an approval gives no more than was asked for, and by other hands', () => {
  const asked = {
    itemIds: ['a', 'b'],
    minutes: 30,
    mayPrint: false,
    mayDownload: true,
    appliedBy: 'clerk',
    holderId: 'reader',
    approvals: [{ by: 'one' }],
  };
  const given = { itemIds: ['a'], minutes: 20, mayPrint: false, mayDownload: false };
  const paths = (change: object, by = 'two') =>
    checkApproval(asked, { ...given, ...change }, by).map(({ path, rule }) => `${path} ${rule}`);
  expect(paths({})).toEqual([]);
  expect(paths({ itemIds: ['a', 'c'], minutes: 31, mayPrint: true })).toEqual(['itemIds R71', 'minutes R71', 'mayPrint R71']);
  expect(paths({ itemIds: [] })).toEqual(['itemIds R71']);
  for (const same of ['clerk', 'reader', 'one']) expect(paths({}, same)).toEqual([' twoHands']);
});

test('time runs while somebody looks, and silence counts for half a minute at most', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 1, 0, seconds));
  expect(gapOf({ lastSeenAt: at(0), itemId: 'a' }, at(10))).toBe(10_000);
  expect(gapOf({ lastSeenAt: at(0), itemId: 'a' }, at(500))).toBe(30_000);
  expect(gapOf({ lastSeenAt: at(0), itemId: null }, at(10))).toBe(0);
  expect(gapOf({ lastSeenAt: at(9), itemId: 'a' }, at(0))).toBe(0);
  expect([secondsLeft(5, 0), secondsLeft(5, 299_500), secondsLeft(5, 300_000), secondsLeft(5, 400_000)]).toEqual([300, 1, 0, 0]);
});

test('who works on dossiers reads without a grant, a reader does not', () => {
  expect(readsFreely(new Set<Permission>(['page.read']))).toBe(false);
  for (const name of ['page.readFreely', 'page.inspect', 'page.import', 'dossier.publish'] as const)
    expect(readsFreely(new Set<Permission>(['page.read', name]))).toBe(true);
});
