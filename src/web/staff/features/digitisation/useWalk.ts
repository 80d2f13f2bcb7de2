import { useState } from 'react';
import { announce } from '../../parts/announce.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import type { PlacedPage } from './usePages.ts';

/**
 * Which page is looked at, and J, K and the arrows from page to page. `firstId` is where to begin, if it is still among them;
 * `stride` how many pages one step goes.
 */
export function useWalk(pages: readonly PlacedPage[], firstId: string | undefined, onOpen: (page: PlacedPage) => void, stride: number) {
  const [openId, setOpenId] = useState(firstId);
  const current = pages.find(({ id }) => id === openId) ?? pages[0];
  const open = (page: PlacedPage | undefined) => {
    if (!page) return;
    setOpenId(page.id);
    onOpen(page);
  };
  const step = (by: 1 | -1) => {
    const place = current?.place ?? 0;
    const page = pages[place + by * stride] ?? (by === -1 && place > 0 ? pages[0] : undefined);
    if (page) open(page);
    else announce(by === 1 ? '已是最后一页' : '已是第一页');
  };
  useShortcut('j', '下一页', () => step(1));
  useShortcut('k', '上一页', () => step(-1));
  useShortcut('ArrowRight', '下一页', () => step(1));
  useShortcut('ArrowLeft', '上一页', () => step(-1));
  return { current, open, step };
}
