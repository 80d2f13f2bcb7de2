import type { MouseEvent } from 'react';
import { scaleOf } from './stage-geometry.ts';
import type { Spread } from './useSpread.ts';
import type { View } from './useView.ts';

type Props = { view: View; spread: Spread; toggle: (to: Spread) => void; mayPair?: boolean };

/** The buttons of a view. A click leaves the focus where it was, so that the keys go on working. */
export function ViewTools({ view, spread, toggle, mayPair = false }: Props) {
  const { fit, turns, larger, smaller, setFit, turn } = view;
  const { stage, image } = view.measuredOf(0);
  const percent = Math.round(scaleOf(stage, image, turns, fit) * 100);
  const tool = (title: string, keys: string, run: () => void, isPressed?: boolean) => (
    <button type="button" className="view-tool" title={`快捷键 ${keys}`} aria-pressed={isPressed} onMouseDown={stayFocused} onClick={run}>
      {title}
    </button>
  );
  return (
    <span className="view-tools">
      {tool('缩小', '-', smaller)}
      <span className="view-percent">{image.width > 1 ? `${percent}%` : ''}</span>
      {tool('放大', '+', larger)}
      {tool('整页', 'F', () => setFit('page'), fit === 'page')}
      {tool('适宽', 'W', () => setFit('width'), fit === 'width')}
      {tool('适高', 'H', () => setFit('height'), fit === 'height')}
      {tool('旋转', 'T', turn)}
      {mayPair ? tool('双页', 'D', () => toggle('pair'), spread === 'pair') : null}
      {tool('对照原图', 'C', () => toggle('compare'), spread === 'compare')}
    </span>
  );
}

export const stayFocused = (event: MouseEvent) => event.preventDefault();
