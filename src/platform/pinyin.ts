import { pinyin } from 'pinyin-pro';

/** A name's reading without tones, as one word, and the initials of its characters: `zhangwei`, `zw`. Surnames have their own readings. */
export function pinyinOf(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', mode: 'surname', nonZh: 'consecutive', v: true }).map((s) =>
    s.toLowerCase().replace(/[^a-z0-9]/g, ''),
  );
  return { pinyin: syllables.join(''), initials: syllables.map((s) => s[0] ?? '').join('') };
}
