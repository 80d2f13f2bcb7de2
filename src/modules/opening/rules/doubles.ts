import type { Issue } from '../../../core/problem.ts';
import { placeAddress } from '../../stackroom/rules.ts';
import type { Entry } from './read-row.ts';

/** Rows of one list against each other: the first stands, later ones name it. Keeps what it has seen between calls. */
export function watchDoubles() {
  const seen = new Map<string, number>();
  /** The row that had `key` before; undefined when this is the first. */
  const before = (key: string, rowNo: number) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, rowNo);
    return first;
  };
  return (entry: Entry): Issue[] =>
    keysOf(entry).flatMap(({ key, issue }) => {
      const first = before(key, entry.rowNo);
      return first === undefined ? [] : [issue(first)];
    });
}

type Key = { key: string; issue: (first: number) => Issue };

function keysOf({ rowNo, idKey, kind, legacyKey, person, places }: Entry): Key[] {
  const keys: Key[] = [];
  if (idKey !== undefined) {
    const advice = '同一份档案请合并为一行，各卷库位用顿号分开';
    keys.push({
      key: `id/${kind}/${idKey}`,
      issue: (first) => ({ path: 'idNumber', message: `与第 ${first} 行证件号相同；${advice}`, rule: 'R6' }),
    });
  }
  if (legacyKey !== undefined)
    keys.push({ key: `code/${legacyKey}`, issue: (first) => ({ path: 'legacyCode', message: `旧编号与第 ${first} 行相同`, rule: 'R11' }) });
  for (const { shelf, position } of places) {
    if (position === undefined) continue;
    const address = placeAddress(shelf, position);
    const where = (first: number) => (first === rowNo ? '本行另一卷' : `第 ${first} 行`);
    const say = (first: number) => `库位 ${address} 与${where(first)}相同，一位只放一卷`;
    keys.push({ key: `place/${address}`, issue: (first) => ({ path: 'address', message: say(first), rule: 'R27' }) });
  }
  if (idKey === undefined && person.name !== '') {
    const key = `name/${kind}/${person.name}/${person.birthOn ?? ''}/${person.sex ?? ''}`;
    const say = (first: number) => `疑似同一人：与第 ${first} 行同名，两行都没有证件号，请核对`;
    keys.push({ key, issue: (first) => ({ path: 'name', message: say(first), rule: 'R7', severity: 'warning' }) });
  }
  return keys;
}
