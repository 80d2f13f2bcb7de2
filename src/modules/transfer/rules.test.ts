import { expect, test } from 'vitest';
import { checkChannel, checkDispatch, checkLeaving, checkTracking, dueDay, letterStateOn } from './rules.ts';

const stands = {
  referenceCode: 'D-1',
  kind: 'floating',
  identity: '3',
  custodyState: 'inStore',
  digitalState: 'published',
  isOpenCatalogue: false,
  volumes: [{ barcode: 'D-1-1', state: 'shelved', ticketId: null }],
} as const;
const asked = { channel: 'ems', letterOn: '2026-03-01', isReceiverVerified: true, receiverName: '甲' } as const;
const rulesOf = (issues: readonly { rule?: string }[]) => issues.map(({ rule }) => rule);

test('a floating dossier is due after working days, that of a cadre after months', () => {
  const limits = { workingDays: 15, cadreMonths: 2 };
  expect(dueDay('floating', '2026-02-10', limits)).toBe('2026-03-09');
  expect(dueDay('cadre', '2025-12-31', limits)).toBe('2026-02-28');
});

test('cadres and those who left state service go by 机要 or messenger only, and nobody carries a dossier himself', () => {
  expect(checkChannel('ems', stands)).toEqual([]);
  for (const channel of ['ems', 'registered'] as const) {
    expect(rulesOf(checkChannel(channel, { kind: 'cadre', identity: null }))).toEqual(['R65']);
    expect(rulesOf(checkChannel(channel, { kind: 'floating', identity: '2' }))).toEqual(['R65']);
  }
  for (const channel of ['confidential-post', 'party-courier', 'messenger'] as const)
    expect(checkChannel(channel, { kind: 'cadre', identity: null })).toEqual([]);
  expect(rulesOf(checkChannel('by-hand', stands))).toEqual(['R18']);
});

test('what is lent, in digitisation, incomplete or unfiled does not leave', () => {
  expect(checkLeaving(stands, asked, '2026-03-02')).toEqual([]);
  expect(rulesOf(checkLeaving({ ...stands, custodyState: 'lent' }, asked, '2026-03-02'))).toEqual(['R63']);
  expect(rulesOf(checkLeaving({ ...stands, digitalState: 'inWork' }, asked, '2026-03-02'))).toEqual(['R63']);
  expect(checkLeaving({ ...stands, isOpenCatalogue: true }, asked, '2026-03-02')).toMatchObject([{ rule: 'R63', severity: 'warning' }]);
  const half = [...stands.volumes, { barcode: 'D-1-2', state: 'registered', ticketId: null } as const];
  expect(rulesOf(checkLeaving({ ...stands, volumes: half }, asked, '2026-03-02'))).toEqual(['R66']);
});

test('a parcel by post goes to one receiver, a confidential list to many, and both need a number', () => {
  const to = (channel: 'ems' | 'confidential-post' | 'messenger', receiverId: string) => ({ channel, receiverId });
  expect(checkTracking([to('confidential-post', 'a'), to('confidential-post', 'b')], 'JY0001')).toEqual([]);
  expect(checkTracking([to('ems', 'a'), to('ems', 'b')], 'EM0001')).toHaveLength(1);
  expect(checkTracking([to('ems', 'a')], undefined)).toMatchObject([{ path: 'trackingNo' }]);
  expect(checkTracking([to('messenger', 'a')], undefined)).toEqual([]);
});

test('whoever approved does not seal, and what is late says so', () => {
  const row = { referenceCode: 'D-1', channel: 'ems', dueOn: '2026-03-20', decidedBy: 'a' } as const;
  const volumes = [{ barcode: 'D-1-1', ticketState: 'out', purpose: 'leaving' }];
  expect(checkDispatch(row, volumes, { by: 'b', on: '2026-03-20' })).toEqual([]);
  expect(rulesOf(checkDispatch(row, volumes, { by: 'a', on: '2026-03-21' }))).toEqual(['transfer', 'R67']);
});

test('a letter past its last day is expired as long as nothing came', () => {
  expect(letterStateOn('open', '2026-03-02', '2026-03-02')).toBe('open');
  expect(letterStateOn('open', '2026-03-02', '2026-03-03')).toBe('expired');
  expect(letterStateOn('arrived', '2026-03-02', '2026-03-03')).toBe('arrived');
});
