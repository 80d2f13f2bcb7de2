import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkDigit } from '../../core/codes/id-number.ts';
import { coveredBy } from '../../platform/papers/glyphs.ts';
import { makePeople } from './index.ts';
import { nameCharacters } from './names.ts';
import { fontFiles, fontPath } from './typesetter.ts';

const people = makePeople(7, 600);

test('the same seed makes the same people, whatever the count', () => {
  expect(makePeople(7, 40)).toEqual(people.slice(0, 40));
  expect(makePeople(8, 1)).not.toEqual(people.slice(0, 1));
});

test('every identity number is right, agrees with sex and birth, and is given once', () => {
  for (const { idNumber, sex, birthDate } of people) {
    expect(idNumber).toMatch(/^\d{17}[\dX]$/);
    expect(checkDigit(idNumber.slice(0, 17))).toBe(idNumber.slice(17));
    expect(Number(idNumber[16]) % 2).toBe(sex === '男' ? 1 : 0);
    expect(idNumber.slice(6, 14)).toBe(birthDate.replaceAll('-', ''));
  }
  expect(new Set(people.map((person) => person.idNumber)).size).toBe(people.length);
});

test('check characters of known numbers', () => {
  expect(checkDigit('11010519491231002')).toBe('X');
  expect(checkDigit('44011719900101001')).toBe('2');
});

test('some share a name, some have a compound surname, a dotted name or rare characters', () => {
  const few = people.slice(0, 24);
  expect(new Set(few.map((person) => person.name)).size).toBeLessThan(few.length);
  expect(few.some((person) => person.name.includes('·'))).toBe(true);
  expect(few.some((person) => [...person.name].length === 2)).toBe(true);
  expect(few.some((person) => /[喆堃垚犇頔赟燚翀昇媖瑢祎淼骉翾昉玥彧旻暠晟劼韡鋆]/.test(person.name))).toBe(true);
  expect(new Set(people.map((person) => person.identity)).size).toBe(7);
});

test('nobody finishes school before starting it or after the samples are made', () => {
  for (const person of people) {
    expect(person.birthDate < person.leagueJoinDate && person.leagueJoinDate < person.graduatedOn).toBe(true);
    expect(person.workStartDate >= person.graduatedOn.slice(0, 7) && person.workStartDate < '2024').toBe(true);
  }
});

test('the printed fonts have every character of every name', () => {
  for (const file of fontFiles.slice(0, 4)) {
    const covered = coveredBy(readFileSync(fontPath(file)));
    expect([...nameCharacters()].filter((sign) => !covered.has(sign.codePointAt(0) ?? 0))).toEqual([]);
  }
});
