import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, type RefObject, useEffect, useState } from 'react';
import { getPageTile, openPageTiles } from '../../../../modules/access/contract.ts';
import { addressOf, call } from '../../../call.ts';
import type { Size } from './stage-geometry.ts';
import { levelFor, tilesIn, visiblePart } from './tile-geometry.ts';
import type { Shown } from './useSpread.ts';

type Props = {
  shown: Shown;
  stage: RefObject<HTMLElement | null>;
  size: Size;
  drawn: Size;
  box: Size;
  turns: number;
  style: CSSProperties;
};

/**
 * The page at its full resolution, in tiles over the view, where the view is drawn larger than it is. Tiles that were fetched stay while the
 * page is looked at. `size` is that of the view, `drawn` that of the page on the screen, `box` the same as it lies.
 */
export function TileLayer({ shown, stage, size, drawn, box, turns, style }: Props) {
  const { page, image } = shown;
  const scroll = useScroll(stage);
  const wantedPx = drawn.width * window.devicePixelRatio;
  const { data, refetch, isFetching } = useQuery({
    queryKey: [openPageTiles.name, page.id, page.version, image],
    queryFn: () => call(openPageTiles, { pageId: page.id, image }),
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false },
    enabled: wantedPx > size.width * 1.05,
  });
  const [asked, setAsked] = useState<Readonly<Record<string, string>>>({});
  const level = data ? levelFor(data.levels, wantedPx) : 0;
  const chosen = data?.levels[level];
  const places =
    data && chosen && stage.current && wantedPx > size.width * 1.05
      ? tilesIn(chosen, data.tilePx, visiblePart(sizeOf(stage.current), box, scroll, turns))
      : [];
  const fresh = places.filter((place) => !(`${level}/${place}` in asked));
  if (data && fresh.length > 0) {
    const addresses = fresh.map((place) => [
      `${level}/${place}`,
      addressOf(getPageTile, { pageId: page.id, level, place, pass: data.pass }),
    ]);
    setAsked((before) => ({ ...before, ...Object.fromEntries(addresses) }));
  }
  if (!data || !chosen) return null;
  /** A pass ends after some minutes: the page is opened again, and this tile is asked for anew. */
  const renew = (key: string) => {
    if (!isFetching) void refetch().then(() => setAsked(({ [key]: _failed, ...others }) => others));
  };
  return (
    <div className="tiles" style={style} aria-hidden="true">
      {Object.entries(asked)
        .filter(([key]) => key.startsWith(`${level}/`))
        .map(([key, address]) => (
          <img
            key={address}
            src={address}
            alt=""
            draggable={false}
            style={placeOf(Number(key.split('/')[1]), chosen, data.tilePx)}
            onError={() => renew(key)}
          />
        ))}
    </div>
  );
}

const sizeOf = ({ clientWidth: width, clientHeight: height }: HTMLElement): Size => ({ width, height });

function placeOf(
  place: number,
  { widthPx, heightPx, columnCount }: { widthPx: number; heightPx: number; columnCount: number },
  tilePx: number,
) {
  const [left, top] = [(place % columnCount) * tilePx, Math.floor(place / columnCount) * tilePx];
  const percent = (px: number, whole: number) => `${(px / whole) * 100}%`;
  return {
    ...{ left: percent(left, widthPx), top: percent(top, heightPx) },
    ...{ width: percent(Math.min(tilePx, widthPx - left), widthPx), height: percent(Math.min(tilePx, heightPx - top), heightPx) },
  };
}

/** How far an element was scrolled, at most once a frame. */
function useScroll(ref: RefObject<HTMLElement | null>) {
  const [scroll, setScroll] = useState({ left: 0, top: 0 });
  useEffect(() => {
    const element = ref.current;
    let frame = 0;
    const look = () => {
      frame = 0;
      if (element) setScroll({ left: element.scrollLeft, top: element.scrollTop });
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    look();
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      element?.removeEventListener('scroll', onScroll);
    };
  }, [ref]);
  return scroll;
}
