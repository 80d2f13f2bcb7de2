import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { announce } from '../../parts/announce.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { itemCode, mainOf } from './category-words.ts';
import { Filmstrip } from './Filmstrip.tsx';
import { PageCard } from './PageCard.tsx';
import { PageWalk } from './PageWalk.tsx';
import { Stage } from './Stage.tsx';
import type { PlacedPage } from './usePages.ts';
import { useSpread } from './useSpread.ts';
import { useView } from './useView.ts';
import { useWalk } from './useWalk.ts';
import { ViewTools } from './ViewTools.tsx';

const mains = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

type Props = {
  pages: readonly PlacedPage[];
  /** The head of the page around the tools of the view. */
  head: (tools: ReactNode) => ReactNode;
  /** Told which page is looked at, whenever that changes. */
  onShown?: (page: PlacedPage) => void;
};

/** Pages by category and item at the left, the one that is looked at in the middle, what the catalogue says of it at the right. */
export function Viewer({ pages, head, onShown }: Props) {
  const search: { page?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { spread, toggle, stride } = useSpread();
  const keep = ({ id }: PlacedPage) => navigate({ to: '.', search: (() => ({ page: id })) as never, replace: true });
  const { current, open, step } = useWalk(pages, search.page, keep, stride);
  const view = useView(current?.id ?? '');
  const tell = useEffectEvent(() => current && onShown?.(current));
  // biome-ignore lint/correctness/useExhaustiveDependencies: told of another page, not of the same one again
  useEffect(() => void tell(), [current?.id]);
  const jump = (main: number) => {
    const page = pages.find(({ item }) => mainOf(item.categoryCode) === main);
    if (page) open(page);
    else announce(`没有第 ${main} 类的影像`);
  };
  if (!current) return null;
  const { item } = current;
  return (
    <div className="page">
      {head(<ViewTools {...{ view, spread, toggle }} mayPair />)}
      {mains.map((main) => (
        <CategoryKey key={main} main={main} jump={jump} />
      ))}
      <PairKey toggle={() => toggle('pair')} />
      <div className="viewer viewer-read sheet">
        <Filmstrip {...{ pages, current, open }} />
        <div className="viewer-page">
          <div className="viewer-line">
            <span className="code">{itemCode(item)}</span>
            <strong>{item.title}</strong>
            <span className="muted">
              {item.formedOn ? `${item.formedOn}　` : ''}第 {current.ordinal} 页，共 {item.pages.length} 页
            </span>
            <PageWalk {...{ current, step, pageCount: pages.length }} />
          </div>
          <Stage {...{ pages, current, view, spread }} />
        </div>
        <PageCard page={current} />
      </div>
    </div>
  );
}

function PairKey({ toggle }: { toggle: () => void }) {
  useShortcut('d', '双页并排', toggle);
  return null;
}

function CategoryKey({ main, jump }: { main: number; jump: (main: number) => void }) {
  useShortcut(String(main % 10), `到第 ${main} 类`, () => jump(main));
  return null;
}
