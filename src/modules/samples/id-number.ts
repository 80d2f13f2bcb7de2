import { checkDigit } from '../../core/codes/id-number.ts';
import type { Sex } from './names.ts';
import type { Random } from './random.ts';

/**
 * Makes an 18-digit citizen number (公民身份号码) with a right check character.
 *
 * The order code is always 900–999: odd for men, even for women. Registries hand these out last, so an invented
 * number is unlikely to be somebody's. `taken` holds the numbers given so far and grows by one.
 * @standard GB 11643-1999
 */
export function makeIdNumber(random: Random, place: string, birthDate: string, sex: Sex, taken: Set<string>): string {
  const start = random.int(50);
  for (let step = 0; step < 50; step++) {
    const order = 900 + ((start + step) % 50) * 2 + (sex === '男' ? 1 : 0);
    const body = `${place}${birthDate.replaceAll('-', '')}${order}`;
    const number = body + checkDigit(body);
    if (taken.has(number)) continue;
    taken.add(number);
    return number;
  }
  throw new Error('all order codes of this place and day are given');
}
