import { type CSSProperties, useState } from 'react';
import { getPageImage } from '../../../../modules/access/contract.ts';
import { addressOf } from '../../../call.ts';
import { pageWords } from './category-words.ts';
import { scaleOf, turned } from './stage-geometry.ts';
import type { PlacedPage } from './usePages.ts';
import { useStage } from './useStage.ts';
import type { View } from './useView.ts';

type Props = { pages: readonly PlacedPage[]; current: PlacedPage; view: View };
type Loading = 'loaded' | 'failed';

const AHEAD = 2;

/**
 * The page that is looked at. Once it is there, the two after it and the one before are fetched as well, each in an element of its own
 * that stays when its turn comes: pages must not be kept by the browser, and a second request would be a second line of the audit log.
 */
export function Stage({ pages, current, view }: Props) {
  const [known, setKnown] = useState<Readonly<Record<string, Loading>>>({});
  const [attempts, setAttempts] = useState<Readonly<Record<string, number>>>({});
  const mark = (id: string, state: Loading) => setKnown((before) => ({ ...before, [id]: state }));
  const { ref, drag } = useStage(view);
  const state = known[current.id];
  const near = pages.slice(Math.max(current.place - 1, 0), current.place + AHEAD + 1);
  const shown = near.filter(({ id }) => id === current.id || state !== undefined || known[id] === 'loaded');
  const retry = () => {
    setKnown(({ [current.id]: _failed, ...others }) => others);
    setAttempts((before) => ({ ...before, [current.id]: (before[current.id] ?? 0) + 1 }));
  };
  const { stage, image } = view.measured;
  const scale = scaleOf(stage, image, view.turns, view.fit);
  const box = turned({ width: image.width * scale, height: image.height * scale }, view.turns);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section ref={ref} className="stage" aria-label="页面图像" tabIndex={0} aria-busy={state === undefined} {...drag}>
      <div className="stage-box" style={state === 'loaded' ? box : undefined}>
        {shown.map((page) => (
          <img
            key={`${page.id} ${page.version} ${attempts[page.id] ?? 0}`}
            src={addressOf(getPageImage, { pageId: page.id })}
            alt={page.id === current.id ? pageWords(page) : ''}
            hidden={page.id !== current.id || state !== 'loaded'}
            draggable={false}
            style={placeOf(image, scale, view.turns)}
            ref={(element) => {
              if (page.id === current.id && element?.complete) tell(view, element);
            }}
            onLoad={({ currentTarget }) => {
              mark(page.id, 'loaded');
              if (page.id === current.id) tell(view, currentTarget);
            }}
            onError={() => mark(page.id, 'failed')}
          />
        ))}
      </div>
      {state === undefined ? <p className="stage-note">正在打开…</p> : null}
      {state === 'failed' ? <Failed retry={retry} /> : null}
    </section>
  );
}

const Failed = ({ retry }: { retry: () => void }) => (
  <div className="stage-note">
    <p>这一页打不开：可能还在处理，或连接中断。</p>
    <button type="button" className="plain-button" onClick={retry}>
      重新打开
    </button>
  </div>
);

/** Tells the view the size of the image that is shown; the same size again changes nothing. */
function tell(view: View, { naturalWidth: width, naturalHeight: height }: HTMLImageElement) {
  if (width === 0) return;
  view.measure((before) =>
    before.image.width === width && before.image.height === height ? before : { ...before, image: { width, height } },
  );
}

const placeOf = ({ width, height }: { width: number; height: number }, scale: number, turns: number): CSSProperties => ({
  ...{ width: width * scale, height: height * scale },
  transform: `translate(-50%, -50%) rotate(${turns * 90}deg)`,
});
