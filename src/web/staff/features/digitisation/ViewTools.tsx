import type { MouseEvent } from 'react';
import { scaleOf } from './stage-geometry.ts';
import type { View } from './useView.ts';

/** The buttons of a view. A click leaves the focus where it was, so that the keys go on working. */
export function ViewTools({ view }: { view: View }) {
  const { fit, turns, measured, larger, smaller, setFit, turn } = view;
  const percent = Math.round(scaleOf(measured.stage, measured.image, turns, fit) * 100);
  const tool = (title: string, keys: string, run: () => void, isPressed?: boolean) => (
    <button type="button" className="view-tool" title={`快捷键 ${keys}`} aria-pressed={isPressed} onMouseDown={stayFocused} onClick={run}>
      {title}
    </button>
  );
  return (
    <span className="view-tools">
      {tool('缩小', '-', smaller)}
      <span className="view-percent">{measured.image.width > 1 ? `${percent}%` : ''}</span>
      {tool('放大', '+', larger)}
      {tool('整页', 'F', () => setFit('page'), fit === 'page')}
      {tool('适宽', 'W', () => setFit('width'), fit === 'width')}
      {tool('旋转', 'T', turn)}
    </span>
  );
}

export const stayFocused = (event: MouseEvent) => event.preventDefault();
