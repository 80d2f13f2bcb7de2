/** Hex digits of each digest that OCFL or an extension names; `sm3` is Lantai's, documented in the storage root. */
export const digestLengths: ReadonlyMap<string, number> = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha512', 128],
  ['blake2b-512', 128],
  ['blake2b-160', 40],
  ['blake2b-256', 64],
  ['blake2b-384', 96],
  ['sha512/256', 64],
  ['size', 0],
  ['sm3', 64],
]);

/** The start of a digest, for messages. */
export function shorten(digest: string): string {
  return digest.length > 16 ? `${digest.slice(0, 16)}…` : digest;
}
