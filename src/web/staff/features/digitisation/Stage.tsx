import { useRef } from 'react';
import { pageImages } from '../../../../modules/access/rules.ts';
import { Pane } from './Pane.tsx';
import { usePageImages } from './usePageImages.ts';
import type { PlacedPage } from './usePages.ts';
import { type Spread, shownIn } from './useSpread.ts';
import type { View } from './useView.ts';

type Props = { pages: readonly PlacedPage[]; current: PlacedPage; view: View; spread: Spread };

/** What is looked at: one image, or two that are zoomed and moved together. */
export function Stage({ pages, current, view, spread }: Props) {
  const bytesOf = usePageImages(spread, pages, current);
  const ref = useRef<HTMLDivElement>(null);
  const shown = shownIn(spread, pages, current);
  const labels = spread === 'compare' ? shown.map(({ image }) => pageImages[image]) : ['页面图像', '后一页图像'];
  return (
    <div className="panes" ref={ref}>
      {shown.map((one, place) => (
        <div className="pane" key={`${spread}-${labels[place]}`}>
          {spread === 'compare' ? <p className="pane-label">{labels[place]}</p> : null}
          <Pane
            label={labels[place] ?? ''}
            shown={one}
            bytes={bytesOf(one)}
            onScroll={(moved) => moveAlike(moved, ref.current)}
            {...{ place, view }}
          />
        </div>
      ))}
    </div>
  );
}

/** Scrolls the other pane to the same part of its page. Setting what is so already makes no further event. */
function moveAlike(moved: HTMLElement, panes: HTMLElement | null) {
  for (const other of panes?.querySelectorAll<HTMLElement>('.stage') ?? []) {
    if (other === moved) continue;
    const [left, top] = [
      shareOf(moved.scrollLeft, moved.scrollWidth, moved.clientWidth),
      shareOf(moved.scrollTop, moved.scrollHeight, moved.clientHeight),
    ];
    const to = { left: left * (other.scrollWidth - other.clientWidth), top: top * (other.scrollHeight - other.clientHeight) };
    if (Math.abs(other.scrollLeft - to.left) > 1) other.scrollLeft = to.left;
    if (Math.abs(other.scrollTop - to.top) > 1) other.scrollTop = to.top;
  }
}

const shareOf = (at: number, whole: number, seen: number) => (whole > seen ? at / (whole - seen) : 0);
