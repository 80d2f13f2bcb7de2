import { levels } from '../../core/codes/damage-levels.ts';
import { normaliseIdNumber, readResidentId, to18 } from '../../core/codes/id-number.ts';
import * as codes from '../../core/codes/tables.ts';
import { isUscc } from '../../core/codes/uscc.ts';
import type { Issue } from '../../core/problem.ts';
import type { LocalDate } from '../../core/time.ts';

export * from './rules/axes.ts';
export * from './rules/expectations.ts';
export * from './rules/resemblance.ts';
export * from './rules/tickets.ts';
export const custodies = { individual: '个人委托', unit: '单位委托' } as const;
export const volumeParts = { principal: '正本', counterpart: '副本' } as const;
/** 保管状况 of a volume, as an opening list has it. */
export const conditions = { ...levels, unchecked: '未检' } as const;
/** What old lists may not say of a dossier (待补). */
export const gaps = { idNumber: '证件号码', birthOn: '出生日期', sex: '性别', previousInstitution: '原存档单位' } as const;
export type Gap = keyof typeof gaps;

/** What is not known of a dossier that came by an opening list. Pure; columns by their names in the tables. */
export function findGaps(
  person: { id_type: string; birth_on: LocalDate | null; sex: string },
  dossier: { previousInstitution: string },
): Gap[] {
  const isMissing: Readonly<Record<Gap, boolean>> = {
    ...{ idNumber: person.id_type === 'none', birthOn: person.birth_on === null, sex: isUnsaid(person.sex) },
    previousInstitution: dossier.previousInstitution === '',
  };
  return (Object.keys(gaps) as Gap[]).filter((gap) => isMissing[gap]);
}

export type PersonInput = {
  name: string;
  idType: string;
  idNumber: string;
  sex?: string | undefined;
  birthOn?: LocalDate | undefined;
  ethnicity?: string | undefined;
  politicalStatus?: string | undefined;
  education?: string | undefined;
  degree?: string | undefined;
  graduatedOn?: LocalDate | undefined;
  identity?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
};

/** What the register already holds about the same person; codes are reference codes. */
export type KnownPerson = {
  /** Of the active dossier of this kind under this ID number. */
  activeCode?: string | undefined;
  /** The name that this ID number is registered under. */
  registeredName?: string | undefined;
  /** Dossiers of others of the same birth date whose name is like this one, and how. */
  lookalikes: readonly { code: string; how: string }[];
};

/** The stored form of an ID number: 18 digits for a resident ID, also where 15 were written. Pure. */
export const storedIdNumber = (idType: string, text: string): string => {
  const idNumber = normaliseIdNumber(text);
  return idType === 'resident-id' ? to18(idNumber) : idNumber;
};

/** Everything wrong or odd about a person to be registered, rules 1 to 5, 10, 12, 14 and 15. Pure; fields in the order of the form. */
export function checkPerson(person: PersonInput, today: LocalDate): Issue[] {
  return [
    ...checkName(person.name),
    ...checkIdentity(person, today),
    ...checkCodes(person),
    ...checkContact(person),
    ...checkStudies(person, today),
  ];
}

/** Rules 6 to 8: nobody is registered twice (不重登). Pure. */
export function checkDuplicates(person: PersonInput, known: KnownPerson): Issue[] {
  const issues: Issue[] = [];
  const was15 = /^\d{15}$/.test(normaliseIdNumber(person.idNumber));
  if (known.activeCode !== undefined) {
    const message = was15
      ? `15位证号换算后与档案 ${known.activeCode} 重复，不得重复登记`
      : `重登：此证件号已有在库档案 ${known.activeCode}，不得重复登记`;
    issues.push({ path: 'person.idNumber', message, rule: was15 ? 'R8' : 'R6' });
  }
  if (known.registeredName !== undefined && known.registeredName !== person.name)
    issues.push({
      path: 'person.name',
      message: `错登：此证件号已登记为“${known.registeredName}”，与“${person.name}”不符；请核对证件原件`,
      rule: 'R22',
    });
  for (const { code, how } of known.lookalikes)
    issues.push({ path: 'person.name', message: `疑似同一人：与档案 ${code} ${how}，请核对`, rule: 'R7', severity: 'warning' });
  return issues;
}

/** Rule 9 and the shape of a depositing unit (委托存档单位). Pure. */
export const checkDepositor = (depositor: { uscc: string }): Issue[] =>
  isUscc(depositor.uscc) ? [] : [{ path: 'uscc', message: '统一社会信用代码校验不通过', rule: 'R9' }];

/** Rule 13: a dossier entrusted by a unit names one that is open. Pure. */
export function checkCustody(custody: string, depositor: { isClosed: boolean } | undefined): Issue[] {
  if (custody !== 'unit' || (depositor && !depositor.isClosed)) return [];
  return [{ path: 'depositorId', message: '单位委托存档须选择有效的委托存档单位', rule: 'R13' }];
}

function checkName(name: string): Issue[] {
  const isOdd = name.trim() === '' || /[\d\s]/.test(name) || [...name].length > 40;
  return isOdd ? [{ path: 'person.name', message: '姓名不能为空且不得含数字或空格', rule: 'R1' }] : [];
}

function checkIdentity(person: PersonInput, today: LocalDate): Issue[] {
  if (person.idType === 'none') return [];
  if (person.idType !== 'resident-id') {
    const isShort = normaliseIdNumber(person.idNumber).length < 5;
    return isShort ? [{ path: 'person.idNumber', message: '证件号码不完整', rule: 'R2' }] : [];
  }
  const idNumber = storedIdNumber(person.idType, person.idNumber);
  const read = readResidentId(idNumber, today);
  if (read.fault !== undefined) return [faults[read.fault](person.idNumber)];
  const issues: Issue[] = [];
  if (person.birthOn && person.birthOn !== read.birthOn) {
    const message = `登记出生日期 ${person.birthOn} 与身份证号中的 ${read.birthOn} 不一致，请说明依据（档案认定日期可与证件不同）`;
    issues.push({ path: 'person.birthOn', message, rule: 'R4', severity: 'warning' });
  }
  if (person.sex && person.sex !== read.sex)
    issues.push({ path: 'person.sex', message: '性别与身份证号第17位不符', rule: 'R5', severity: 'warning' });
  return issues;
}

const faults: Readonly<Record<'format' | 'checksum' | 'region', (idNumber: string) => Issue>> = {
  format: () => ({ path: 'person.idNumber', message: '公民身份号码应为 18 位（旧证 15 位），末位可为 X', rule: 'R2' }),
  checksum: (idNumber) => ({ path: 'person.idNumber', message: `公民身份号码“${idNumber}”校验位错误，请核对证件原件`, rule: 'R2' }),
  region: () => ({ path: 'person.idNumber', message: '公民身份号码的地区码或出生日期无效', rule: 'R3' }),
};

const coded = [
  ['sex', '性别', codes.sexes],
  ['ethnicity', '民族', codes.ethnicities],
  ['politicalStatus', '政治面貌', codes.politicalStatuses],
  ['education', '最高学历', codes.educations],
  ['identity', '人员身份', codes.identities],
] as const;

function checkCodes(person: PersonInput): Issue[] {
  const issues: Issue[] = coded
    .filter(([field, , table]) => person[field] && !(person[field] in table))
    .map(([field, zh]) => ({ path: `person.${field}`, message: `“${zh}”取值 ${person[field]} 不在国标代码表内`, rule: 'R10' }));
  if (person.degree && !((person.degree[0] ?? '') in codes.degrees))
    issues.push({ path: 'person.degree', message: `“最高学位”取值 ${person.degree} 不在国标代码表内`, rule: 'R10' });
  return issues;
}

function checkContact({ phone, email }: PersonInput): Issue[] {
  const issues: Issue[] = [];
  const odd = (path: string) => issues.push({ path, message: '联系方式格式不正确', rule: 'R12', severity: 'warning' });
  if (phone && !/^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/.test(phone)) odd('person.phone');
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) odd('person.email');
  return issues;
}

/** The least education (first digit of GB/T 4658) that goes with a degree (first digit of GB/T 6864). */
const leastEducation: Readonly<Record<string, string>> = { '2': '1', '3': '1', '4': '2' };

function checkStudies(person: PersonInput, today: LocalDate): Issue[] {
  const issues: Issue[] = [];
  const needed = leastEducation[person.degree?.[0] ?? ''];
  if (needed && person.education && (person.education[0] ?? '9') > needed)
    issues.push({
      path: 'person.degree',
      message: `学位与最高学历“${codes.educations[person.education as keyof typeof codes.educations] ?? person.education}”不匹配`,
      rule: 'R14',
      severity: 'warning',
    });
  const born = person.birthOn ?? birthFromId(person, today);
  const earliest = born ? `${Number(born.slice(0, 4)) + 15}${born.slice(4)}` : '1900-01-01';
  if (person.graduatedOn && (person.graduatedOn > today || person.graduatedOn < earliest))
    issues.push({ path: 'person.graduatedOn', message: '毕业日期不合理', rule: 'R15', severity: 'warning' });
  return issues;
}

/** 未知、未说明 of GB/T 2261.1. Pure. */
export const isUnsaid = (sex: string): boolean => sex === '0' || sex === '9';

/** The birth date that a resident ID holds; undefined for other papers and for faulty numbers. Pure. */
export function birthFromId(person: { idType: string; idNumber: string }, today: LocalDate): LocalDate | undefined {
  if (person.idType !== 'resident-id') return undefined;
  const read = readResidentId(storedIdNumber(person.idType, person.idNumber), today);
  return read.fault === undefined ? read.birthOn : undefined;
}
