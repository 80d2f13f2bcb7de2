import type { Issue } from '../../../core/problem.ts';
import type { DossierKind } from '../../../core/scope.ts';
import { storedIdNumber } from '../../holdings/rules.ts';
import { readAddress, shelfAddress } from '../../stackroom/rules.ts';
import { type Columns, type Field, fields } from './columns.ts';
import { legacyKeyOf, readDay, readWord } from './words.ts';

/** A place as the list has it: on this level, at this position or at any that is free. */
export type WantedPlace = { shelf: string; position: number | undefined };

/** One row of a list, its words turned into codes. What it does not say is left out. */
export type Entry = {
  rowNo: number;
  person: {
    name: string;
    formerNames: string[];
    idType: string;
    idNumber: string;
    sex?: string;
    birthOn?: string;
    ethnicity?: string;
    politicalStatus?: string;
    education?: string;
    employer?: string;
    identity?: string;
    phone?: string;
  };
  /** `type/number` in its stored form; undefined without a number. */
  idKey: string | undefined;
  legacyCode: string | null;
  legacyKey: string | undefined;
  kind: DossierKind;
  custody: 'individual' | 'unit';
  depositor: { name: string; uscc: string } | undefined;
  previousInstitution: string;
  parts: ('principal' | 'counterpart')[];
  /** One for each volume, or one level for all, or none. */
  places: WantedPlace[];
  condition: string;
  isDigitised: boolean;
  remark: string | null;
  issues: Issue[];
};

type Cells = Partial<Record<Field, string>>;

/** Reads one row by the chosen columns. Every word that cannot be read is an issue of the row. Pure. */
export function readRow(rowNo: number, row: readonly string[], columns: Columns, defaultKind: DossierKind): Entry {
  const cells: Cells = {};
  for (const [at, field] of columns.entries()) if (field) cells[field] = tidy(row[at] ?? '');
  const issues: Issue[] = [];
  const words = readWords(cells, issues);
  const notes = [cells.remark ?? ''].filter((note) => note !== '');
  const birthOn = readBirth(cells.birthOn, issues, notes);
  const parts = readParts(cells, issues);
  return {
    ...{ rowNo, ...readPerson(cells, words, birthOn), ...readLegacyCode(cells, issues), ...readCustody(cells, words) },
    ...{
      kind: (words.kind as DossierKind | undefined) ?? defaultKind,
      previousInstitution: textOf(cells.previousInstitution).slice(0, 80),
    },
    ...{ parts, places: readPlaces(cells, parts.length, issues), condition: words.condition ?? 'unchecked' },
    ...{ isDigitised: words.digital === 'yes', remark: notes.join('；').slice(0, 200) || null, issues },
  };
}

const textOf = (cell: string | undefined) => cell ?? '';

function readPerson(cells: Cells, words: Cells, birthOn: string | undefined): Pick<Entry, 'person' | 'idKey'> {
  const idNumber = textOf(cells.idNumber);
  const idType = idNumber === '' ? 'none' : (words.idType ?? 'resident-id');
  const formerNames = textOf(cells.formerNames)
    .split(/[、,，;；/\s]+/)
    .filter((name) => name !== '');
  return {
    person: {
      ...{ name: textOf(cells.name), formerNames, idType, idNumber },
      ...definedOf({ sex: words.sex, birthOn, ethnicity: words.ethnicity, politicalStatus: words.politicalStatus }),
      ...definedOf({ education: words.education, employer: cells.employer, identity: words.identity, phone: cells.phone }),
    },
    idKey: idNumber === '' ? undefined : `${idType}/${storedIdNumber(idType, idNumber)}`,
  };
}

function readLegacyCode(cells: Cells, issues: Issue[]): Pick<Entry, 'legacyCode' | 'legacyKey'> {
  const legacyCode = cells.legacyCode || null;
  if (legacyCode === null) return { legacyCode, legacyKey: undefined };
  if (legacyCode.length > 60) issues.push({ path: 'legacyCode', message: '旧编号超过 60 字，请核对', rule: 'R11' });
  return { legacyCode, legacyKey: legacyKeyOf(legacyCode) };
}

/** A row that names a unit and says nothing else is entrusted by that unit. */
function readCustody(cells: Cells, words: Cells): Pick<Entry, 'custody' | 'depositor'> {
  const unit = cells.depositor || cells.uscc ? { name: textOf(cells.depositor), uscc: textOf(cells.uscc).toUpperCase() } : undefined;
  const isUnit = words.custody === 'unit' || (words.custody === undefined && unit !== undefined);
  return isUnit ? { custody: 'unit', depositor: unit } : { custody: 'individual', depositor: undefined };
}

const tidy = (text: string) => text.replace(/^[\s\u3000\u200b\ufeff]+|[\s\u3000\u200b\ufeff]+$/gu, '');

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const definedOf = <T extends Record<string, string | undefined>>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Defined<T>;

function readWords(cells: Cells, issues: Issue[]): Cells {
  const words: Cells = {};
  for (const [field, read] of Object.entries(readWord) as [Field, (text: string) => string | undefined][]) {
    const text = cells[field];
    if (!text) continue;
    const word = read(text);
    if (word !== undefined) words[field] = word;
    else issues.push({ path: field, message: `“${fields[field]}”的“${text}”不在可用的写法之内，请改正或留空`, rule: 'R10' });
  }
  return words;
}

/** A birth date known in part is 待补; what the list says of it goes to the remark. */
function readBirth(text: string | undefined, issues: Issue[], notes: string[]): string | undefined {
  if (!text) return undefined;
  const day = readDay(text.replace(/（数值）$/, ''));
  if (day !== undefined) return day;
  notes.push(`清单所写出生日期：${text}`);
  issues.push({ path: 'birthOn', message: `出生日期“${text}”不是完整日期，按待补处理，原文记入备注`, severity: 'warning' });
  return undefined;
}

const MOST_VOLUMES = 9;

function readParts(cells: Cells, issues: Issue[]): Entry['parts'] {
  const count = (field: 'principalCount' | 'counterpartCount', ifEmpty: number) => {
    const text = (cells[field] ?? '').replace(/[卷册本]$/, '');
    if (text === '') return ifEmpty;
    const number = Number(text);
    if (Number.isInteger(number) && number >= 0 && number <= MOST_VOLUMES) return number;
    issues.push({ path: field, message: `“${fields[field]}”应为 0 至 ${MOST_VOLUMES} 的整数，现为“${cells[field]}”` });
    return ifEmpty;
  };
  const [principal, counterpart] = [count('principalCount', 1), count('counterpartCount', 0)];
  if (principal + counterpart === 0) issues.push({ path: 'principalCount', message: '卷数为 0：不在架的档案不列入期初清单' });
  return [...Array<'principal'>(principal).fill('principal'), ...Array<'counterpart'>(counterpart).fill('counterpart')];
}

function readPlaces(cells: Cells, volumeCount: number, issues: Issue[]): WantedPlace[] {
  const text = cells.address || composeAddress(cells);
  if (!text) return [];
  const places: WantedPlace[] = [];
  for (const each of text.split(/[、,，;；\n]+|\s+(?=[A-Za-z0-9]+-Q)/).filter((part) => part.trim() !== '')) {
    const place = readAddress(each);
    if (place) places.push(place);
    else {
      const message = `库位“${each.trim()}”不是系统的写法：库房-区-架-面-列-层-位，如 KF01-Q01-J02-A-03-2-017（位可不写）`;
      issues.push({ path: 'address', message, rule: 'R26' });
      return [];
    }
  }
  const [first] = places;
  const isOneLevel = places.length === 1 && first?.position === undefined;
  if (places.length !== volumeCount && !isOneLevel) {
    const message = `共 ${volumeCount} 卷，写了 ${places.length} 个库位；请逐卷写出（用顿号分开），或只写到层`;
    issues.push({ path: 'address', message, rule: 'R26' });
  }
  return places;
}

/** An address out of columns of its own; undefined when the list has none, or the row says nothing. */
function composeAddress({ room, zone, rack, face, bay, level, position }: Cells): string | undefined {
  if (!rack && !bay && !level) return undefined;
  const number = (text: string | undefined) => Number((text ?? '').replace(/\D/g, '') || '0');
  const side = /B|反|右|背/i.test(face ?? '') ? 'B' : 'A';
  const shelf = shelfAddress(room ?? '', {
    zone: number(zone) || 1,
    rack: number(rack),
    face: side,
    bay: number(bay),
    level: number(level),
  });
  return position ? `${shelf}-${number(position)}` : shelf;
}
