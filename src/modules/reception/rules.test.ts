import { expect, test } from 'vitest';
import { checkChannel, checkCompletion, checkDay, checkListedName, checkParcel, normaliseTrackingNo } from './rules.ts';

const parcel = { carrier: 'ems', trackingNo: 'EX123456789CN', sealState: 'intact' } as const;
const rulesOf = (issues: readonly { rule?: string }[]) => issues.map(({ rule }) => rule);

test('a tracked carrier needs a number, an untracked one does not', () => {
  expect(checkParcel(parcel)).toEqual([]);
  expect(rulesOf(checkParcel({ ...parcel, trackingNo: '' }))).toEqual(['R16']);
  expect(checkParcel({ ...parcel, carrier: 'messenger', trackingNo: '' })).toEqual([]);
  expect(rulesOf(checkParcel({ ...parcel, trackingNo: 'EX-/' }))).toEqual(['R16']);
});

test('nobody brings his own dossier', () => {
  expect(rulesOf(checkParcel({ ...parcel, carrier: 'by-hand', trackingNo: '' }))).toEqual(['R18']);
});

test('a broken seal needs a note and a photo, both said at once', () => {
  expect(checkParcel({ ...parcel, sealState: 'broken' }).map(({ path }) => path)).toEqual(['sealNote', 'photoId']);
  expect(checkParcel({ ...parcel, sealState: 'missing', sealNote: '骑缝章缺', photoId: 'p' })).toEqual([]);
});

test('numbers are compared without spaces, hyphens, case and width', () => {
  expect(normaliseTrackingNo(' ex 1234-56789cn')).toBe('EX123456789CN');
  expect(normaliseTrackingNo('ＥＸ１２３')).toBe('EX123');
});

test('the post is not for cadres and former state servants', () => {
  expect(rulesOf(checkChannel('ems', 'cadre', undefined))).toEqual(['R19']);
  expect(rulesOf(checkChannel('ems', 'floating', '2'))).toEqual(['R19']);
  expect(checkChannel('ems', 'floating', '3')).toEqual([]);
  expect(checkChannel('confidential-post', 'cadre', '2')).toEqual([]);
});

test('the name on the list is the name in the dossier', () => {
  expect(rulesOf(checkListedName('李四', '张三'))).toEqual(['R22']);
  expect(checkListedName(undefined, '张三')).toEqual([]);
});

test('a parcel is complete when what was found is registered; a list that differs is said', () => {
  expect(checkCompletion({ listed: 2, found: 2, registered: 2 })).toEqual([]);
  expect(checkCompletion({ listed: null, found: 3, registered: 2 })).toMatchObject([
    { rule: 'R20', message: '漏登：实收 3 份，已登记 2 份，请逐份登记后再完成' },
  ]);
  expect(checkCompletion({ listed: 3, found: 2, registered: 2 })).toMatchObject([{ rule: 'R23', severity: 'warning' }]);
});

test('a day closes when nothing is open, and says what is not shelved', () => {
  expect(checkDay({ signed: 5, open: 0, awaitingShelf: 0 })).toEqual([]);
  expect(rulesOf(checkDay({ signed: 5, open: 1, awaitingShelf: 2 }))).toEqual(['R20', 'R21']);
});
