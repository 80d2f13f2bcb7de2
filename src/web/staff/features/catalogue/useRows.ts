import { useCallback, useReducer } from 'react';
import { flushSync } from 'react-dom';
import type { Mark } from '../../../../modules/catalogue/rules/item.ts';
import { copyOf, emptyRow, type GridRow, insertAfter, moveRow, sortRows } from './grid-rows.ts';

type Patch = Partial<Omit<GridRow, 'key'>>;
type Action =
  | { type: 'change'; key: string; patch: Patch }
  | { type: 'mark'; key: string; mark: Mark }
  | { type: 'insert'; after: string | undefined; row: GridRow }
  | { type: 'move'; key: string; step: -1 | 1 }
  | { type: 'remove'; key: string }
  | { type: 'sort' }
  | { type: 'undo' }
  | { type: 'load'; rows: readonly GridRow[] };
type State = { rows: readonly GridRow[]; past: readonly (readonly GridRow[])[] };

const KEPT = 50;

/** The rows of a grid; `undo` takes back what moved, copied or deleted rows, not single letters (boxes undo those themselves). */
export function useRows(initial: () => readonly GridRow[]) {
  const [{ rows, past }, dispatch] = useReducer(reduce, undefined, () => ({ rows: atLeastOne(initial()), past: [] }));
  // drawn before it returns, so that the focus can go where the rows now are
  const send = (action: Action) => flushSync(() => dispatch(action));
  const change = useCallback((key: string, patch: Patch) => dispatch({ type: 'change', key, patch }), []);
  const mark = useCallback((key: string, toggled: Mark) => dispatch({ type: 'mark', key, mark: toggled }), []);
  /** Returns the key of the new row. */
  const add = (after: string | undefined) => {
    const row = emptyRow(rows.find(({ key }) => key === after)?.categoryCode);
    send({ type: 'insert', after, row });
    return row.key;
  };
  const duplicate = (key: string) => {
    const source = rows.find((row) => row.key === key);
    if (!source) return undefined;
    const row = copyOf(source);
    send({ type: 'insert', after: key, row });
    return row.key;
  };
  return { ...{ rows, canUndo: past.length > 0, change, mark, add, duplicate }, send };
}

const atLeastOne = (rows: readonly GridRow[]) => (rows.length > 0 ? rows : [emptyRow()]);

function reduce(state: State, action: Action): State {
  const { rows, past } = state;
  switch (action.type) {
    case 'change':
      return { rows: rows.map((row) => (row.key === action.key ? { ...row, ...action.patch } : row)), past };
    case 'mark':
      return { rows: rows.map((row) => (row.key === action.key ? { ...row, marks: toggled(row.marks, action.mark) } : row)), past };
    case 'undo':
      return { rows: past.at(-1) ?? rows, past: past.slice(0, -1) };
    case 'load':
      return { rows: atLeastOne(action.rows), past: [] };
    default:
      return { rows: atLeastOne(restructured(rows, action)), past: [...past.slice(1 - KEPT), rows] };
  }
}

const toggled = (marks: readonly Mark[], mark: Mark): Mark[] =>
  marks.includes(mark) ? marks.filter((each) => each !== mark) : [...marks, mark];

function restructured(rows: readonly GridRow[], action: Extract<Action, { type: 'insert' | 'move' | 'remove' | 'sort' }>) {
  if (action.type === 'insert') return insertAfter(rows, action.after, action.row);
  if (action.type === 'move') return moveRow(rows, action.key, action.step);
  if (action.type === 'remove') return rows.filter(({ key }) => key !== action.key);
  return sortRows(rows);
}
