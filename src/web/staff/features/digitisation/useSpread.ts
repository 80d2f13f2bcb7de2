import { useState } from 'react';
import type { PageImage } from '../../../../modules/access/rules.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import type { PlacedPage } from './usePages.ts';

/** How many images lie side by side: one page, two pages, or the raw and the optimised image of one. */
export type Spread = 'single' | 'pair' | 'compare';
/** One image on the stage. */
export type Shown = { page: PlacedPage; image: PageImage };

/** C lays the two images of a page side by side; asking for what is so takes it back. */
export function useSpread() {
  const [spread, setSpread] = useState<Spread>('single');
  const toggle = (to: Spread) => setSpread((before) => (before === to ? 'single' : to));
  useShortcut('c', '原始与优化图像对照', () => toggle('compare'));
  return { spread, toggle, stride: spread === 'pair' ? 2 : 1 };
}

/** What lies on the stage, from the left. */
export function shownIn(spread: Spread, pages: readonly PlacedPage[], current: PlacedPage): Shown[] {
  if (spread === 'compare')
    return [
      { page: current, image: 'raw' },
      { page: current, image: 'optimised' },
    ];
  const next = spread === 'pair' ? pages[current.place + 1] : undefined;
  return [current, ...(next ? [next] : [])].map((page) => ({ page, image: 'optimised' }));
}
