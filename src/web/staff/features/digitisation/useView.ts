import { useState } from 'react';
import { useShortcut } from '../../parts/useShortcut.ts';
import { type Fit, type Size, zoomed } from './stage-geometry.ts';

const STEP = 1.25;
const NO_SIZE: Size = { width: 1, height: 1 };

/**
 * How pages are looked at: the zoom stays from page to page, a turn belongs to its page. The stage tells its size and the size of the
 * image on it.
 */
export function useView(pageId: string) {
  const [fit, setFit] = useState<Fit>('page');
  const [turnsOf, setTurns] = useState<Readonly<Record<string, number>>>({});
  const [measured, measure] = useState<{ stage: Size; image: Size }>({ stage: NO_SIZE, image: NO_SIZE });
  const turns = turnsOf[pageId] ?? 0;
  const zoom = (factor: number) => setFit((before) => zoomed(measured.stage, measured.image, turns, before, factor));
  const turn = () => setTurns((before) => ({ ...before, [pageId]: ((before[pageId] ?? 0) + 1) % 4 }));
  const larger = () => zoom(STEP);
  const smaller = () => zoom(1 / STEP);
  useShortcut('+', '放大', larger);
  useShortcut('=', '放大', larger);
  useShortcut('-', '缩小', smaller);
  useShortcut('f', '整页', () => setFit('page'));
  useShortcut('w', '适合宽度', () => setFit('width'));
  useShortcut('t', '顺时针旋转 90°', turn);
  return { fit, turns, measured, measure, zoom, turn, larger, smaller, setFit };
}

export type View = ReturnType<typeof useView>;
