import { useState } from 'react';
import { useShortcut } from '../../parts/useShortcut.ts';
import { type Fit, type Size, zoomed } from './stage-geometry.ts';

const STEP = 1.25;
const NO_SIZE: Size = { width: 1, height: 1 };
const NOTHING: Measured = { stage: NO_SIZE, image: NO_SIZE };

/** The size of a pane and of the image on it. */
export type Measured = { stage: Size; image: Size };

/**
 * How pages are looked at: the zoom stays from page to page and is the same in both panes, a turn belongs to its page. Each pane, from
 * the left, tells its size and the size of the image on it.
 */
export function useView(pageId: string) {
  const [fit, setFit] = useState<Fit>('page');
  const [turnsByPage, setTurns] = useState<Readonly<Record<string, number>>>({});
  const [measured, setMeasured] = useState<readonly Measured[]>([]);
  const turnsOf = (id: string) => turnsByPage[id] ?? 0;
  const turns = turnsOf(pageId);
  const measuredOf = (pane: number) => measured[pane] ?? NOTHING;
  const { stage, image } = measuredOf(0);
  const zoom = (factor: number) => setFit((before) => zoomed(stage, image, turns, before, factor));
  const turn = () => setTurns((before) => ({ ...before, [pageId]: ((before[pageId] ?? 0) + 1) % 4 }));
  const [measure] = useState(() => (pane: number, change: Partial<Measured>) => {
    setMeasured((all) => {
      const before = all[pane] ?? NOTHING;
      const after = { ...before, ...change };
      const isSame = isLike(before.stage, after.stage) && isLike(before.image, after.image);
      return isSame ? all : Object.assign([...all], { [pane]: after });
    });
  });
  const larger = () => zoom(STEP);
  const smaller = () => zoom(1 / STEP);
  useShortcut('+', '放大', larger);
  useShortcut('=', '放大', larger);
  useShortcut('-', '缩小', smaller);
  useShortcut('f', '整页', () => setFit('page'));
  useShortcut('w', '适合宽度', () => setFit('width'));
  useShortcut('h', '适合高度', () => setFit('height'));
  useShortcut('t', '顺时针旋转 90°', turn);
  return { fit, turns, turnsOf, measuredOf, measure, zoom, turn, larger, smaller, setFit };
}

export type View = ReturnType<typeof useView>;

const isLike = (a: Size, b: Size) => a.width === b.width && a.height === b.height;
