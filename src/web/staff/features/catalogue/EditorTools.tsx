import type { ReactNode } from 'react';
import { useShortcut } from '../../parts/useShortcut.ts';
import { focusCell, focusedCell } from './grid-focus.ts';
import type { useRows } from './useRows.ts';

/** What is done to whole rows, by keys and by buttons; a button acts on the row that has the focus. */
export function EditorTools({ edit, children }: { edit: ReturnType<typeof useRows>; children: ReactNode }) {
  const { rows, send } = edit;
  const onRow = (act: (key: string) => void) => () => {
    const at = focusedCell();
    if (at) act(at.rowKey);
  };
  const move = (step: -1 | 1) => {
    const at = focusedCell();
    if (!at) return;
    send({ type: 'move', key: at.rowKey, step });
    focusCell(at.rowKey, at.cell);
  };
  const insert = () => focusCell(edit.add(focusedCell()?.rowKey), 'category');
  const duplicate = onRow((key) => {
    const copied = edit.duplicate(key);
    if (copied) focusCell(copied, 'title');
  });
  const remove = onRow((key) => {
    const at = rows.findIndex((row) => row.key === key);
    const next = rows[at + 1] ?? rows[at - 1];
    send({ type: 'remove', key });
    if (next) focusCell(next.key, 'category');
  });
  useShortcut('alt+ArrowUp', '本行上移', () => move(-1));
  useShortcut('alt+ArrowDown', '本行下移', () => move(1));
  useShortcut('mod+d', '复制本行', duplicate);
  useShortcut('mod+Delete', '删除本行', remove);
  useShortcut('alt+s', '按类号排列', () => send({ type: 'sort' }));
  useShortcut('alt+z', '撤销移动、复制、删除', () => send({ type: 'undo' }));
  const tool = (title: string, keys: string, run: () => void, isDisabled = false) => (
    <button type="button" className="plain-button" title={keys} disabled={isDisabled} onMouseDown={(e) => e.preventDefault()} onClick={run}>
      {title}
    </button>
  );
  return (
    <div className="filters">
      {children}
      <span className="grid-tools">
        {tool('插入一行', 'Shift+回车', insert)}
        {tool('复制', 'Ctrl+D', duplicate)}
        {tool('上移', 'Alt+↑', () => move(-1))}
        {tool('下移', 'Alt+↓', () => move(1))}
        {tool('删除', 'Ctrl+Delete', remove)}
        {tool('按类号排列', 'Alt+S', () => send({ type: 'sort' }))}
        {tool('撤销', 'Alt+Z', () => send({ type: 'undo' }), !edit.canUndo)}
      </span>
    </div>
  );
}
