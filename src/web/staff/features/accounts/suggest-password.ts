/** Without letters and digits that look alike: it is read out or written on a slip. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

/** A first password such as `kq7m-3tvx-9hpd`, from the browser's own secure random numbers (60 bits). */
export function suggestPassword(): string {
  const random = crypto.getRandomValues(new Uint32Array(LENGTH));
  const text = [...random].map((number) => LETTERS[number % LETTERS.length]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
