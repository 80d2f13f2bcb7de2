import type { Issue } from '../../../core/problem.ts';
import type { DossierKind } from '../../../core/scope.ts';
import type { LocalDate } from '../../../core/time.ts';
import { birthFromId, checkCustody, checkDuplicates, checkPerson, type Gap, gaps, isUnsaid } from '../../holdings/rules.ts';
import type { Entry } from './read-row.ts';

export type Shelf = { id: string; address: string; capacity: number };
type Depositor = { id: string; name: string; uscc: string; isClosed: boolean };

/** What the register says about the rows that are judged. */
export type Register = {
  /** By `Entry.idKey`. */
  standing: ReadonlyMap<string, { id: string; name: string; active: Partial<Record<DossierKind, string>> }>;
  /** Reference codes by `name/birth date`. */
  namesakes: ReadonlyMap<string, readonly string[]>;
  /** Who has an old number. */
  legacyHolders: ReadonlyMap<string, { code: string; name: string }>;
  usedCodes: ReadonlySet<string>;
  depositors: readonly Depositor[];
  shelves: ReadonlyMap<string, Shelf>;
  kinds: readonly DossierKind[];
};

export type Terms = { today: LocalDate; codeRule: 'pattern' | 'legacy' };

/** Old numbers that can be printed as a bar code go on as reference codes where that is chosen. Pure. */
export const referenceCodeOf = ({ legacyKey }: Entry, { codeRule }: Terms): string | undefined =>
  codeRule === 'legacy' && legacyKey !== undefined && /^[0-9A-Z-]{1,40}$/.test(legacyKey) ? legacyKey : undefined;

/** The open depositor that a row names, by code before name. Pure. */
export function depositorOf({ depositor }: Entry, list: readonly Depositor[]): Depositor | undefined {
  if (!depositor) return undefined;
  return list.find(({ uscc }) => uscc === depositor.uscc) ?? list.find(({ name }) => depositor.uscc === '' && name === depositor.name);
}

/**
 * The dossier that a row is of already: the same person by number and name, or by old number and name where the list has no number. A
 * list that is sent again is left alone where it was entered. Pure.
 */
export function knownAs({ idKey, legacyKey, kind, person }: Entry, { standing, legacyHolders }: Register): string | undefined {
  const holder = legacyKey === undefined ? undefined : legacyHolders.get(legacyKey);
  if (idKey === undefined) return holder?.name === person.name ? holder.code : undefined;
  const registered = standing.get(idKey);
  const code = registered?.name === person.name ? registered.active[kind] : undefined;
  return holder === undefined || holder.code === code ? code : undefined;
}

/** What is said of a row that is in the register already. */
export const alreadyKnown = (code: string): Issue => ({
  ...{ path: 'name', message: `已在册：档案 ${code}，本行不再建账，也不更新`, rule: 'R6' },
  severity: 'warning',
});

/** Everything wrong or odd about a row by itself and against the register; its places are judged by `takePlaces`. Pure. */
export function judgeEntry(entry: Entry, register: Register, terms: Terms): Issue[] {
  const { person, idKey, legacyKey, kind } = entry;
  const standing = idKey === undefined ? undefined : register.standing.get(idKey);
  const birthOn = person.birthOn ?? birthFromId(person, terms.today);
  const known = {
    ...{ activeCode: standing?.active[kind], registeredName: standing?.name },
    lookalikes: (standing || birthOn === undefined ? [] : (register.namesakes.get(`${person.name}/${birthOn}`) ?? [])).map((code) => ({
      ...{ code, how: '姓名、出生日期相同' },
    })),
  };
  const issues = [
    ...entry.issues,
    ...checkPerson(person, terms.today).map((issue) => ({ ...issue, path: issue.path.replace('person.', '') })),
    ...checkDuplicates(person, known).map((issue) => ({ ...issue, path: issue.path.replace('person.', '') })),
  ];
  if (!register.kinds.includes(kind)) issues.push({ path: 'kind', message: '您的账号不办理此类档案' });
  const holder = legacyKey === undefined ? undefined : register.legacyHolders.get(legacyKey);
  if (holder !== undefined)
    issues.push({ path: 'legacyCode', message: `旧编号“${entry.legacyCode}”已属在库档案 ${holder.code}，不得重复`, rule: 'R11' });
  return [...issues, ...judgeCode(entry, register, terms), ...judgeDepositor(entry, register)];
}

function judgeCode(entry: Entry, { usedCodes }: Register, terms: Terms): Issue[] {
  if (terms.codeRule === 'pattern' || entry.legacyCode === null) return [];
  const code = referenceCodeOf(entry, terms);
  if (code === undefined) {
    const message = `旧编号“${entry.legacyCode}”含汉字或符号，不能印作条码，改按本中心规则编号（旧编号仍保留、可检索）`;
    return [{ path: 'legacyCode', message, rule: 'R11', severity: 'warning' }];
  }
  if (!usedCodes.has(code)) return [];
  return [{ path: 'legacyCode', message: `编号 ${code} 已是本中心的存档编号，不能再用`, rule: 'R11' }];
}

function judgeDepositor(entry: Entry, { depositors }: Register): Issue[] {
  const found = depositorOf(entry, depositors);
  if (entry.custody !== 'unit' || found) return checkCustody(entry.custody, found).map((issue) => ({ ...issue, path: 'depositor' }));
  const named = entry.depositor?.name || entry.depositor?.uscc;
  const message = named ? `委托单位“${named}”尚未立户，请先立户再试导` : '单位委托存档，清单没有写明委托单位';
  return [{ path: 'depositor', message, rule: 'R13' }];
}

/** What the list does not say (待补). Pure. */
export function gapsOf({ person, previousInstitution }: Entry, today: LocalDate): Gap[] {
  const isMissing: Readonly<Record<Gap, boolean>> = {
    ...{ idNumber: person.idType === 'none', birthOn: (person.birthOn ?? birthFromId(person, today)) === undefined },
    ...{ sex: person.idType !== 'resident-id' && (person.sex === undefined || isUnsaid(person.sex)) },
    previousInstitution: previousInstitution === '',
  };
  return (Object.keys(gaps) as Gap[]).filter((gap) => isMissing[gap]);
}
