import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, maskIdNumber, readResidentId, to18 } from '../../core/codes/id-number.ts';
import { isUscc } from '../../core/codes/uscc.ts';
import { checkCustody, checkDuplicates, checkPerson, type PersonInput, resemblance } from './rules.ts';

const TODAY = '2026-03-02';
const person: PersonInput = { name: '张三', idType: 'resident-id', idNumber: '440117199001010012' };
const rulesOf = (input: Partial<PersonInput>) =>
  checkPerson({ ...person, ...input }, TODAY).map(({ rule, severity }) => `${rule}${severity === 'warning' ? 'w' : ''}`);

test('a plain person passes', () => {
  expect(checkPerson(person, TODAY)).toEqual([]);
});

test.each<[string, Partial<PersonInput>, string[]]>([
  ['an empty name', { name: ' ' }, ['R1']],
  ['a digit in a name', { name: '张3' }, ['R1']],
  ['a name with a middle dot', { name: '买买提·吐尔逊' }, []],
  ['a wrong check digit', { idNumber: '440117199001010013' }, ['R2']],
  ['too few digits', { idNumber: '4401171990' }, ['R2']],
  ['an unknown province', { idNumber: withCheck('99011719900101001') }, ['R3']],
  ['a day that does not exist', { idNumber: withCheck('44011719900230001') }, ['R3']],
  ['a birth date to come', { idNumber: withCheck('44011720270101001') }, ['R3']],
  ['full-width digits and spaces', { idNumber: '４４０１１７ 19900101 0012' }, []],
  ['fifteen digits of an old card', { idNumber: '440117900101001' }, []],
  ['another birth date than the card', { birthOn: '1990-01-02' }, ['R4w']],
  ['another sex than the card', { sex: '2' }, ['R5w']],
  ['a code outside its table', { ethnicity: '57', politicalStatus: '99' }, ['R10', 'R10']],
  ['an odd telephone', { phone: '12345' }, ['R12w']],
  ['a degree above the education', { degree: '2', education: '21' }, ['R14w']],
  ['a degree that fits', { degree: '4', education: '21' }, []],
  ['graduated at ten', { graduatedOn: '2000-07-01' }, ['R15w']],
  ['a passport needs no checksum', { idType: 'passport', idNumber: 'E12345678' }, []],
])('%s', (_name, input, expected) => {
  expect(rulesOf(input)).toEqual(expected);
});

test('nobody is registered twice, under 18 or 15 digits, and the messages name the dossier', () => {
  const known = { activeCode: 'A-1', registeredName: '张三', lookalikes: [] };
  expect(checkDuplicates(person, known)).toMatchObject([{ rule: 'R6', message: expect.stringContaining('A-1') }]);
  expect(checkDuplicates({ ...person, idNumber: '440117900101001' }, known)).toMatchObject([{ rule: 'R8' }]);
  expect(checkDuplicates({ ...person, name: '张山' }, { ...known, activeCode: undefined })).toMatchObject([{ rule: 'R22' }]);
  expect(checkDuplicates(person, { lookalikes: [{ code: 'B-2', how: '姓名、出生日期相同' }] })).toMatchObject([
    { rule: 'R7', severity: 'warning' },
  ]);
});

test('a dossier entrusted by a unit needs one that is open', () => {
  expect(checkCustody('unit', undefined)).toMatchObject([{ rule: 'R13' }]);
  expect(checkCustody('unit', { isClosed: true })).toMatchObject([{ rule: 'R13' }]);
  expect(checkCustody('unit', { isClosed: false })).toEqual([]);
  expect(checkCustody('individual', undefined)).toEqual([]);
});

test('one wrong digit or two swapped neighbours never pass the checksum', () => {
  const number = fc.stringMatching(/^\d{17}$/).map((first) => first + checkDigit(first));
  fc.assert(
    fc.property(number, fc.nat(16), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
      const changed = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1);
      expect(readResidentId(changed, TODAY).fault).toBe('checksum');
    }),
  );
});

test('fifteen digits become the eighteen of the same person, and others stay', () => {
  expect(to18('440117900101001')).toBe(withCheck('44011719900101001'));
  expect(to18('E12345678')).toBe('E12345678');
});

test('a masked number keeps its length and hides the birth date', () => {
  expect(maskIdNumber('440117199001010012')).toBe('440117********0012');
  expect(maskIdNumber('E12345678')).toBe('*******78');
});

test('a unified social credit code is checked', () => {
  expect(isUscc('91350100M000100Y43')).toBe(true);
  expect(isUscc('91350100M000100Y44')).toBe(false);
  expect(isUscc('91350100M000100I43')).toBe(false);
});

function withCheck(first17: string): string {
  return first17 + checkDigit(first17);
}

test('one person under two names: variant characters, a former name, the same sound; the nearest likeness is said', () => {
  const seen = (name: string, pinyin = '', formerNames: string[] = []) => ({ name, pinyin, formerNames });
  expect(resemblance(seen('张晓明'), seen('张晓明'))).toBe('姓名、出生日期相同');
  expect(resemblance(seen('张晓伟'), seen('張曉偉'))).toContain('繁简');
  expect(resemblance(seen('阿依古丽·买买提'), seen('阿依古丽买买提'))).toContain('繁简');
  expect(resemblance(seen('赵敏'), seen('赵小敏', '', ['趙敏']))).toContain('曾用名即此姓名');
  expect(resemblance(seen('赵小敏', '', ['赵敏']), seen('赵敏'))).toContain('即此人曾用名');
  expect(resemblance(seen('李静', 'lijing'), seen('李婧', 'lijing'))).toContain('同音');
  expect(resemblance(seen('李静', 'lijing'), seen('李京生', 'lijingsheng'))).toBeUndefined();
});
