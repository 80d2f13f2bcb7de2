/**
 * Characters that GB 18030 had only in the private use area and that Unicode has taken up since, by the position they had: the vertical
 * punctuation of A6D9–A6F3 (2005) and the ideographs and radicals of FE51–FEA0 (2022). What a local font drew elsewhere is nobody's to guess.
 */
const assigned: Readonly<Record<string, number>> = {
  ...{ '\ue78d': 0xfe10, '\ue78e': 0xfe12, '\ue78f': 0xfe11, '\ue790': 0xfe13, '\ue791': 0xfe14 },
  ...{ '\ue792': 0xfe15, '\ue793': 0xfe16, '\ue794': 0xfe17, '\ue795': 0xfe18, '\ue796': 0xfe19 },
  ...{ '\ue816': 0x20087, '\ue817': 0x20089, '\ue818': 0x200cc, '\ue81e': 0x9fb4, '\ue826': 0x9fb5, '\ue82b': 0x9fb6, '\ue82c': 0x9fb7 },
  ...{ '\ue831': 0x215d7, '\ue832': 0x9fb8, '\ue83b': 0x2298f, '\ue843': 0x9fb9, '\ue854': 0x9fba, '\ue855': 0x241fe, '\ue864': 0x9fbb },
};

/** Puts the assigned character in the place of each private one that is certain; the others stay as they are, to be reported. */
export const mapPrivateUse = (text: string): string =>
  text.replace(/[\ue78d-\ue864]/g, (char) => (assigned[char] === undefined ? char : String.fromCodePoint(assigned[char])));
