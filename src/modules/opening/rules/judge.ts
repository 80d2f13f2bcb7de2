import type { Issue } from '../../../core/problem.ts';
import type { DossierKind } from '../../../core/scope.ts';
import type { LocalDate } from '../../../core/time.ts';
import { birthFromId, checkCustody, checkDuplicates, checkPerson, type Gap, gaps, isUnsaid } from '../../holdings/rules.ts';
import { choosePosition, placeAddress } from '../../stackroom/rules.ts';
import type { Entry } from './read-row.ts';

export type Shelf = { id: string; address: string; capacity: number };
type Depositor = { id: string; name: string; uscc: string; isClosed: boolean };

/** What the register says about the rows that are judged. */
export type Register = {
  /** By `Entry.idKey`. */
  standing: ReadonlyMap<string, { id: string; name: string; active: Partial<Record<DossierKind, string>> }>;
  /** Reference codes by `name/birth date`. */
  namesakes: ReadonlyMap<string, readonly string[]>;
  /** Reference code of whoever has an old number. */
  legacyHolders: ReadonlyMap<string, string>;
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

/** Everything wrong or odd about a row by itself and against the register; its places are judged by `takePlaces`. Pure. */
export function judgeEntry(entry: Entry, register: Register, terms: Terms): Issue[] {
  const { person, idKey, legacyKey, kind } = entry;
  const standing = idKey === undefined ? undefined : register.standing.get(idKey);
  const birthOn = person.birthOn ?? birthFromId(person, terms.today);
  const known = {
    ...{ activeCode: standing?.active[kind], registeredName: standing?.name },
    sameNameAndBirth: standing || birthOn === undefined ? [] : (register.namesakes.get(`${person.name}/${birthOn}`) ?? []),
  };
  const issues = [
    ...entry.issues,
    ...checkPerson(person, terms.today).map((issue) => ({ ...issue, path: issue.path.replace('person.', '') })),
    ...checkDuplicates(person, known).map((issue) => ({ ...issue, path: issue.path.replace('person.', '') })),
  ];
  if (!register.kinds.includes(kind)) issues.push({ path: 'kind', message: '您的账号不办理此类档案' });
  const holder = legacyKey === undefined ? undefined : register.legacyHolders.get(legacyKey);
  if (holder !== undefined)
    issues.push({ path: 'legacyCode', message: `旧编号“${entry.legacyCode}”已属在库档案 ${holder}，不得重复`, rule: 'R11' });
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

/** Rows of one list against each other: the first stands, later ones name it. Keeps what it has seen between calls. */
export function watchDoubles() {
  const seen = new Map<string, number>();
  const first = (key: string, rowNo: number) => {
    const before = seen.get(key);
    if (before === undefined) seen.set(key, rowNo);
    return before;
  };
  return ({ rowNo, idKey, kind, legacyKey, person, places }: Entry): Issue[] => {
    const issues: Issue[] = [];
    const sameId = idKey === undefined ? undefined : first(`id/${kind}/${idKey}`, rowNo);
    if (sameId !== undefined)
      issues.push({ path: 'idNumber', message: `与第 ${sameId} 行证件号相同；同一份档案请合并为一行，各卷库位用顿号分开`, rule: 'R6' });
    const sameCode = legacyKey === undefined ? undefined : first(`code/${legacyKey}`, rowNo);
    if (sameCode !== undefined) issues.push({ path: 'legacyCode', message: `旧编号与第 ${sameCode} 行相同`, rule: 'R11' });
    for (const { shelf, position } of places) {
      const samePlace = position === undefined ? undefined : first(`place/${shelf}-${position}`, rowNo);
      if (samePlace !== undefined) {
        const where = samePlace === rowNo ? '本行另一卷' : `第 ${samePlace} 行`;
        issues.push({ path: 'address', message: `库位 ${placeAddress(shelf, position ?? 0)} 与${where}相同，一位只放一卷`, rule: 'R27' });
      }
    }
    const alike = idKey === undefined ? first(`name/${kind}/${person.name}/${person.birthOn ?? ''}/${person.sex ?? ''}`, rowNo) : undefined;
    if (alike !== undefined && person.name !== '')
      issues.push({
        ...{ path: 'name', message: `疑似同一人：与第 ${alike} 行同名，两行都没有证件号，请核对`, rule: 'R7' },
        severity: 'warning',
      });
    return issues;
  };
}

export type Taken = ReadonlyMap<string, Set<number>>;

/** Positions that rows name themselves, by address of the level: what only names a level must not take them. Pure. */
export function claimsOf(entries: readonly Entry[]): Map<string, Set<number>> {
  const claims = new Map<string, Set<number>>();
  for (const { shelf, position } of entries.flatMap(({ places }) => places))
    if (position !== undefined) claims.set(shelf, (claims.get(shelf) ?? new Set()).add(position));
  return claims;
}

/**
 * A place for each volume of a row, in order; none where the list names none. `taken` (by id of the level) grows by what is given.
 * Where anything is wrong nothing is taken.
 */
export function takePlaces(
  { places, parts }: Entry,
  shelves: ReadonlyMap<string, Shelf>,
  taken: Taken,
  claims: ReadonlyMap<string, ReadonlySet<number>>,
): { places: { shelfId: string; position: number; address: string }[]; issues: Issue[] } {
  const [first] = places;
  const wanted = places.length === 1 && first?.position === undefined ? parts.map(() => first) : places;
  const chosen: { shelfId: string; position: number; address: string }[] = [];
  const issues = new Map<string, Issue>();
  for (const place of wanted) {
    const shelf = place && shelves.get(place.shelf);
    if (!place || !shelf) {
      const address = place?.shelf ?? '';
      issues.set(address, { path: 'address', message: `库位 ${address} 不存在，请核对或先建架位`, rule: 'R26' });
      continue;
    }
    const positions = taken.get(shelf.id) ?? new Set<number>();
    const own = chosen.flatMap(({ shelfId, position }) => (shelfId === shelf.id ? [position] : []));
    const reserved = place.position === undefined ? (claims.get(place.shelf) ?? []) : [];
    const choice = choosePosition(shelf, new Set([...positions, ...own, ...reserved]), place.position);
    if ('issue' in choice) issues.set(choice.issue.message, { ...choice.issue, path: 'address' });
    else chosen.push({ shelfId: shelf.id, position: choice.position, address: placeAddress(shelf.address, choice.position) });
  }
  if (issues.size > 0) return { places: [], issues: [...issues.values()] };
  for (const { shelfId, position } of chosen) taken.get(shelfId)?.add(position);
  return { places: chosen, issues: [] };
}
