import { expect, test } from 'vitest';
import { mapPrivateUse } from './private-use.ts';
import { decodeText, findUnportableCharacters, tidy } from './text.ts';

test('a character of old systems that has its place in Unicode by now is put there; one of a local font stays and is reported', () => {
  expect(mapPrivateUse('\ue78d\ue796')).toBe('\ufe10\ufe19');
  expect(tidy(' 王\ue81e\ue864 ')).toBe('王\u9fb4\u9fbb');
  expect(tidy('\ue816')).toBe('\u{20087}');
  expect(findUnportableCharacters(tidy('王\ue843'), '姓名', '')).toEqual([]);
  expect(findUnportableCharacters(tidy('王\ue123\ue815'), '姓名', '')).toMatchObject([
    { rule: 'text.privateUse', message: expect.stringContaining('U+E123、U+E815') },
  ]);
});

test.each([
  ['fe59', 0x9fb4],
  ['fe61', 0x9fb5],
  ['fe66', 0x9fb6],
  ['fe67', 0x9fb7],
  ['fe6d', 0x9fb8],
  ['fe7e', 0x9fb9],
  ['fe90', 0x9fba],
  ['fea0', 0x9fbb],
  ['fe51', 0x20087],
  ['a6d9', 0xfe10],
  ['a6f3', 0xfe19],
])('GB 18030 %s is read as the assigned character, whichever edition the decoder knows', (bytes, codePoint) => {
  const text = decodeText(Buffer.from(bytes, 'hex'))?.text ?? '';
  expect(tidy(text).codePointAt(0)).toBe(codePoint);
});
