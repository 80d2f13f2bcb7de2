import { type CSSProperties, useLayoutEffect, useState } from 'react';
import { refusalOf } from '../../parts/IssueList.tsx';
import { pageWords } from './category-words.ts';
import { turned } from './stage-geometry.ts';
import { TileLayer } from './TileLayer.tsx';
import type { PageBytes } from './usePageImages.ts';
import type { Shown } from './useSpread.ts';
import { useStage } from './useStage.ts';
import type { View } from './useView.ts';

type Props = { place: number; label: string; shown: Shown; bytes: PageBytes; view: View; onScroll: (element: HTMLElement) => void };

/** One image on the stage. */
export function Pane({ place, label, shown, bytes: { blob, error, retry }, view, onScroll }: Props) {
  const turns = view.turnsOf(shown.page.id);
  const { ref, drag, scale } = useStage(view, place, turns);
  const address = useAddress(blob);
  const [drawn, setDrawn] = useState('');
  const { image } = view.measuredOf(place);
  const size = { width: image.width * scale, height: image.height * scale };
  const box = turned(size, turns);
  const isDrawn = address !== undefined && drawn === address;
  const style: CSSProperties = { ...size, transform: `translate(-50%, -50%) rotate(${turns * 90}deg)` };
  return (
    <section
      ref={ref}
      className="stage"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-busy={!isDrawn && !error}
      onScroll={({ currentTarget }) => onScroll(currentTarget)}
      {...drag}
    >
      <div className="stage-box" style={isDrawn ? box : undefined}>
        {address ? (
          <img
            className="page-image"
            src={address}
            alt={pageWords(shown.page)}
            hidden={!isDrawn}
            draggable={false}
            style={style}
            onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
              view.measure(place, { image: { width, height } });
              setDrawn(address);
            }}
          />
        ) : null}
        {isDrawn ? (
          <TileLayer
            key={`${shown.page.id} ${shown.page.version} ${shown.image}`}
            stage={ref}
            size={image}
            drawn={size}
            {...{ shown, box, turns, style }}
          />
        ) : null}
      </div>
      {error ? <Failed error={error} retry={retry} /> : isDrawn ? null : <p className="stage-note">正在打开…</p>}
    </section>
  );
}

function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const { title, issues } = refusalOf(error);
  return (
    <div className="stage-note" role="alert">
      <p>这一页打不开：{issues[0]?.message ?? title}</p>
      <button type="button" className="plain-button" onClick={retry}>
        重新打开
      </button>
    </div>
  );
}

/** Where the browser finds bytes that it was given; gone with them. */
function useAddress(blob: Blob | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useLayoutEffect(() => {
    const made = blob && URL.createObjectURL(blob);
    setAddress(made);
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [blob]);
  return address;
}
