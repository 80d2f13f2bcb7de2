/** What may be hashed: no floats that would print differently elsewhere, no undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text of a value (RFC 8785, JSON Canonicalization Scheme): keys in UTF-16 order, no spaces, shortest numbers.
 * `JSON.stringify` already prints strings and numbers as the RFC asks; only the order of keys is ours.
 * @throws RangeError on a number that JSON can't hold.
 */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} has no JSON form`);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
