import type { PlacedPage } from './usePages.ts';
import { stayFocused } from './ViewTools.tsx';

type Props = { current: PlacedPage; pageCount: number; step: (by: 1 | -1) => void };

/** 上一页, 下一页, and where in the dossier one is. */
export const PageWalk = ({ current: { place }, pageCount, step }: Props) => (
  <span className="viewer-walk">
    <button type="button" className="view-tool" disabled={place === 0} onMouseDown={stayFocused} onClick={() => step(-1)}>
      上一页 <kbd>K</kbd>
    </button>
    <span role="status">
      {place + 1}/{pageCount}
    </span>
    <button type="button" className="view-tool" disabled={place === pageCount - 1} onMouseDown={stayFocused} onClick={() => step(1)}>
      下一页 <kbd>J</kbd>
    </button>
  </span>
);
