const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** True for a unified social credit code (统一社会信用代码, GB 32100) whose check character fits. */
export function isUscc(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + ALPHABET.indexOf(code[i] ?? '') * weight, 0);
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17];
}
