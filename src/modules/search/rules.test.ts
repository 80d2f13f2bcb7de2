import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recognise } from './rules.ts';

test.each([
  ['440117199001020012', { kind: 'idNumber', idNumbers: ['440117199001020012'] }],
  ['44011719900102001x', { kind: 'idNumber', idNumbers: ['44011719900102001X'] }],
  ['４４０１１７ 19900102 0012', { kind: 'idNumber', idNumbers: ['440117199001020012'] }],
  ['440117900102001', { kind: 'idNumber', idNumbers: ['440117199001020018', '440117900102001'] }],
  ['001x', { kind: 'idTail', idTail: '001X', code: '001X', title: '001x' }],
  ['2008', { kind: 'idTail', idTail: '2008', code: '2008', title: '2008' }],
  ['19900102', { kind: 'birthDate', birthOn: '1990-01-02', code: '19900102' }],
  ['1990-1-2', { kind: 'birthDate', birthOn: '1990-01-02' }],
  ['1990年1月2日', { kind: 'birthDate', birthOn: '1990-01-02', title: '1990年1月2日' }],
  ['19901332', { kind: 'code', code: '19901332' }],
  ['440117-2026-000001', { kind: 'code', code: '440117-2026-000001' }],
  ['E1234567', { kind: 'code', code: 'E1234567', idNumbers: ['E1234567'] }],
  ['7', { kind: 'code', code: '7' }],
  ['zw', { kind: 'pinyin', pinyin: 'zw' }],
  ['Zhang Wei', { kind: 'pinyin', pinyin: 'zhangwei', name: 'Zhang Wei' }],
  ["xi'an", { kind: 'pinyin', pinyin: 'xian' }],
  ['张伟', { kind: 'name', name: '张伟', title: '张伟' }],
  ['伟', { kind: 'name', name: '伟' }],
  ['阿依古丽·买买提艾力', { kind: 'name', name: '阿依古丽·买买提艾力' }],
  ['𠮷田', { kind: 'name', name: '𠮷田' }],
  ['履历表', { kind: 'title', title: '履历表' }],
  ['2008年度考核登记表', { kind: 'title', title: '2008年度考核登记表' }],
] as const)('%s is recognised', (text, expected) => {
  expect(recognise(text)).toMatchObject(expected);
});

test('a whole ID number is looked up as nothing but itself and a number', () => {
  expect(recognise('440117199001020012')).toEqual({
    kind: 'idNumber',
    idNumbers: ['440117199001020012'],
    code: '440117199001020012',
    codePart: '440117199001020012',
  });
});

test.each(['', ' ', '%', '_', '·', '-', "';--", '\u202e', '\u0000', '……'])('%j holds nothing to look up', (text) => {
  expect(recognise(text)).toBeUndefined();
});

test('whatever is typed is recognised or refused, and no mark that cannot be seen is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const question = recognise(text);
      expect(JSON.stringify(question ?? {})).not.toMatch(/[\p{Cf}\u200b-\u200f]/u);
    }),
  );
});
