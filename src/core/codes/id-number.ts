import { isDay, type LocalDate } from '../time.ts';
import { provinces } from './tables.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

/** The check digit of the first 17 digits (GB 11643, MOD 11-2). */
export const checkDigit = (first17: string): string =>
  CHECK[WEIGHTS.reduce((sum, weight, i) => sum + Number(first17[i]) * weight, 0) % 11] ?? '';

/** A number as it is compared: half-width, no spaces, capital X. */
export const normaliseIdNumber = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** A 15-digit number of before 1999 as 18 digits: century 19 and the check digit added. Others come back as they are. */
export function to18(idNumber: string): string {
  if (!/^\d{15}$/.test(idNumber)) return idNumber;
  const first17 = `${idNumber.slice(0, 6)}19${idNumber.slice(6)}`;
  return first17 + checkDigit(first17);
}

/** What an 18-digit resident ID says by itself; `fault` where it can't be one. */
export type ResidentId = { birthOn: LocalDate; sex: '1' | '2'; fault?: never } | { fault: 'format' | 'checksum' | 'region' };

/** Reads an 18-digit resident ID (公民身份号码). Pure; a birth date after `today` counts as a wrong region-or-date. */
export function readResidentId(idNumber: string, today: LocalDate): ResidentId {
  if (!/^\d{17}[\dX]$/.test(idNumber)) return { fault: 'format' };
  if (checkDigit(idNumber.slice(0, 17)) !== idNumber[17]) return { fault: 'checksum' };
  const birthOn = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  if (!provinces.has(idNumber.slice(0, 2)) || !isDay(birthOn) || birthOn > today || birthOn < '1880-01-01') return { fault: 'region' };
  return { birthOn, sex: Number(idNumber[16]) % 2 === 1 ? '1' : '2' };
}

/** How a number is shown until it is asked for with a reason: `440117********0012`; short ones show their last two. */
export const maskIdNumber = (idNumber: string): string => {
  const [head, tail] = idNumber.length >= 15 ? [6, 4] : [0, 2];
  return idNumber.slice(0, head) + '*'.repeat(Math.max(idNumber.length - head - tail, 0)) + idNumber.slice(-tail);
};
