import type { Issue } from '../../../core/problem.ts';
import { readPartialDate } from '../partial-date.ts';
import { findUnportableCharacters } from '../text.ts';
import { type HeaderField, headerNames, type PackageHeader, type RawFields } from './types.ts';

/**
 * Reads and judges the person of a package. Name and ID number are what a package is filed by, so without them it is refused; the
 * rest is a warning, because it can be taken from the person's registration. Whether the number is real is the register's question.
 */
export function judgeHeader(raw: RawFields<HeaderField>, path: string): { header: PackageHeader; issues: Issue[] } {
  const missing = (Object.keys(headerNames) as HeaderField[]).filter((field) => !raw[field]).map((field) => toMissing(field, path));
  const birth = readPartialDate(raw.birthDate ?? '');
  const birthIssues = 'problem' in birth ? [{ path: `${path}#出生日期`, message: `出生日期${birth.problem}`, rule: birth.rule }] : [];
  const header: PackageHeader = {
    personName: raw.personName ?? '',
    sex: raw.sex ?? '',
    ethnicity: raw.ethnicity ?? '',
    ...('value' in birth && { birthDate: birth.value }),
    idNumber: (raw.idNumber ?? '').toUpperCase(),
  };
  return { header, issues: [...missing, ...birthIssues, ...findUnportableCharacters(header.personName, '姓名', `${path}#姓名`)] };
}

/** `{姓名}{公民身份号码}`: what folder, XML and archive of a package are called (R57). */
export function toBaseName(header: PackageHeader): string {
  return `${header.personName}${header.idNumber}`;
}

function toMissing(field: HeaderField, path: string): Issue {
  const message = `人员基本信息中“${headerNames[field]}”不存在或为空，请补填`;
  const isNeeded = field === 'personName' || field === 'idNumber';
  return { path: `${path}#${headerNames[field]}`, message, rule: 'R56', ...(!isNeeded && { severity: 'warning' as const }) };
}
